// The answers so far, stored on this device over a reload and a restart of the server. The PIN and the code are never
// stored.

import { useRef, useState } from "../../vendor/preact/standalone.js"
import { removeStored, readStored, writeStored } from "../../lib/storage.js"

/** @import { Charge, Step } from "./first-start.js" */

const KEY = "setup"

/**
 * @typedef {object} Draft
 * @property {Step} step
 * @property {boolean} withCode
 * @property {string} shop_name
 * @property {"" | "id" | "en"} locale nothing until it was chosen by hand
 * @property {string} owner_name
 * @property {Charge} tax
 * @property {number | null} tax_bp hundredths of a percent
 * @property {boolean} service
 * @property {number | null} service_bp
 * @property {"starter" | "empty"} menu
 * @property {string} phone the phone that came
 * @property {string} key the test order's own, while it is not answered
 * @property {string} order the test order
 * @property {boolean} later the last steps were put off
 */

/** @type {Draft} */
const NEW = {
  step: "shop",
  withCode: false,
  shop_name: "",
  locale: "",
  owner_name: "",
  tax: "none",
  tax_bp: 1_000,
  service: false,
  service_bp: 500,
  menu: "starter",
  phone: "",
  key: "",
  order: "",
  later: false,
}

export function useDraft() {
  const [draft, setDraft] = useState(() => /** @type {Draft} */ ({ ...NEW, ...readStored(KEY, {}) }))
  // Answers come when they come: each changes what the last one left.
  const latest = useRef(draft)
  const change = (/** @type {Partial<Draft>} */ part) => {
    latest.current = { ...latest.current, ...part }
    setDraft(latest.current)
    writeStored(KEY, latest.current)
  }
  return { draft, change }
}

export function forgetDraft() {
  removeStored(KEY)
}
