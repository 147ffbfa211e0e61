// Stores unsaved changes on this device: they survive a closed sheet, a reload, a lost connection and an ended session.
// Each tab reads before it writes, so that two tabs do not overwrite each other's drafts.

import { signal, useEffect } from "../../../vendor/preact/standalone.js"
import { applied, clashes, isTouched, prunedDraft, UNTOUCHED, withChange } from "./draft.js"
import { readStored, writeStored } from "../../../lib/storage.js"

/** @import { Draft } from "./draft.js" */

const KEY = "admin_drafts"
const kept = signal(/** @type {Record<string, Draft>} */ (readStored(KEY, {})))

addEventListener("storage", (event) => {
  if (event.key === KEY) kept.value = readStored(KEY, {})
})

/** @param {string} name @returns {Draft} */
export function draftOf(name) {
  return kept.value[name] ?? UNTOUCHED
}

/** @param {string} name */
export function hasDraft(name) {
  return name in kept.value
}

/** @param {string} name @param {Draft} draft an untouched one is forgotten */
export function keepDraft(name, draft) {
  const { [name]: _, ...others } = { ...kept.value, ...readStored(KEY, /** @type {Record<string, Draft>} */ ({})) }
  kept.value = isTouched(draft) ? { ...others, [name]: draft } : others
  writeStored(KEY, kept.value)
}

/** @param {string} name */
export function dropDraft(name) {
  keepDraft(name, UNTOUCHED)
}

/**
 * The fields of one form: what the server says, with what was typed over it.
 * @template {Record<string, any>} T
 * @param {string} name
 * @param {T} server
 */
export function useDraft(name, server) {
  const draft = draftOf(name)
  // If another screen has saved the same value, nothing is left to save.
  useEffect(() => {
    const now = prunedDraft(draftOf(name), server)
    if (Object.keys(now.changes).length < Object.keys(draftOf(name).changes).length) keepDraft(name, now)
  }, [name, JSON.stringify(server)])
  return {
    values: applied(server, draft),
    draft,
    touched: isTouched(draft),
    elsewhere: clashes(draft, server),
    /** @param {keyof T & string} field @param {any} value */
    set: (field, value) => keepDraft(name, withChange(draftOf(name), field, value, server)),
    drop: () => dropDraft(name),
  }
}

/** @template {Record<string, any>} T @typedef {ReturnType<typeof useDraft<T>>} Form */
