// The words of lib/i18n.js as a hook: a component that uses them is drawn again when the language changes.

import { signal } from "../vendor/preact/standalone.js"
import * as i18n from "../lib/i18n.js"

const shown = signal("")
i18n.onLanguage(() => {
  shown.value = i18n.language()
})

/** @type {typeof i18n.t} */
export function t(key, values) {
  return (shown.value, i18n.t(key, values))
}

/** @type {typeof i18n.has} */
export function has(key) {
  return (shown.value, i18n.has(key))
}

/**
 * Words that are kept for a while and said when they are drawn, so that they follow the language.
 * @typedef {{readonly text: string, toString: () => string}} Message
 */

/** @param {() => string} say @returns {Message} */
export const message = (say) => ({
  get text() {
    return say()
  },
  toString: say,
})

/** @param {Message | string | undefined} words */
export const textOf = (words) => (typeof words === "object" ? words.text : (words ?? ""))

/** The language now shown: `id` or `en`. */
export function language() {
  return shown.value || i18n.language()
}
