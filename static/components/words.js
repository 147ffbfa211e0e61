// The words of lib/i18n.js, alive: whoever says a word is drawn again when the language changes.

import { signal } from "../vendor/preact/standalone.js"
import * as i18n from "../lib/i18n.js"

const shown = signal("")
i18n.onLanguage(() => { shown.value = i18n.language() })

/** @type {typeof i18n.t} */
export function t(key, values) {
  return shown.value, i18n.t(key, values)
}

/** The language now shown: `id` or `en`. */
export function language() {
  return shown.value || i18n.language()
}
