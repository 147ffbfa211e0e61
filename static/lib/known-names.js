// Names of staff who signed in on this device, the last one first: on a shared tablet a name is tapped instead of
// typed.

import { readStored, writeStored } from "./storage.js"

const KEY = "staff_names"
/** The last one alone, as the sign-in has it. */
const LAST = "staff_name"
export const MAX_NAMES = 6

/** @returns {string[]} */
export function knownNames() {
  const kept = readStored(KEY, /** @type {unknown} */ ([]))
  const last = readStored(LAST, /** @type {unknown} */ (""))
  const names = [last, ...(Array.isArray(kept) ? kept : [])]
  return different(names.filter((name) => typeof name === "string" && name.trim() !== "")).slice(0, MAX_NAMES)
}

/** @param {string} name as the server writes it */
export function rememberName(name) {
  writeStored(KEY, different([name, ...knownNames()]).slice(0, MAX_NAMES))
  writeStored(LAST, name)
}

/** The first of each: «rina» and «Rina» are one to the server. @param {string[]} names */
function different(names) {
  const same = (/** @type {string} */ a, /** @type {string} */ b) => a.trim().toLowerCase() === b.trim().toLowerCase()
  return names.filter((name, at) => names.findIndex((other) => same(name, other)) === at)
}
