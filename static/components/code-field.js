// A field for a code copied from another screen: large letters, and no autocorrection or autocompletion.

import { html } from "../vendor/preact/standalone.js"
import { normalizeCode } from "../lib/address-code.js"
import { Field } from "./field.js"

/** @import { FieldProps } from "./field.js" */

/** @param {FieldProps & {value: string, onText: (text: string) => void}} props */
export function CodeField({ value, onText, ...field }) {
  const read = (/** @type {any} */ event) => {
    event.target.value = normalizeCode(event.target.value)
    onText(event.target.value)
  }
  return html`
    <${Field} ...${field}>
      ${(/** @type {any} */ attributes) => html`
        <input class="input code-field" ...${attributes} value=${value} maxlength="16" placeholder="ABCD-1234"
          autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck=${false} enterkeyhint="go"
            onInput=${read} />`}
    </${Field}>`
}
