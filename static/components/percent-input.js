// A field for a percentage with up to two decimals, written as in the page's language. The value is kept as a whole
// number of basis points, as the server counts, so that 5,5 does not become 5,4999.

import { html, useState } from "../vendor/preact/standalone.js"
import { basisPointsIn, percent } from "../lib/bill.js"
import { Field } from "./field.js"
import { language } from "./words.js"

/** @import { FieldProps } from "./field.js" */

/**
 * @param {FieldProps & {value: number | null, onNumber: (value: number | null) => void}} props `value` in hundredths of
 *   a percent
 */
export function PercentInput({ value, onNumber, ...field }) {
  const [typed, setTyped] = useState("")
  // «5,» is on its way to «5,5»: what is typed stays as it is, as long as it means the value.
  const shown = basisPointsIn(typed) === value ? typed : value === null ? "" : percent(value, language()).slice(0, -1)
  const read = (/** @type {any} */ event) => {
    const [text] = /^\d{0,3}(?:[.,]\d{0,2})?/.exec(event.target.value.replace(/[^\d.,]/g, "")) ?? [""]
    event.target.value = text
    setTyped(text)
    onNumber(basisPointsIn(text))
  }
  return html`
    <${Field} ...${field}>
      ${(/** @type {any} */ attributes) => html`
        <span class="number">
        <input class="input" ...${attributes} inputmode="decimal" autocomplete="off" value=${shown} onInput=${read}
          onBlur=${() => value !== null && setTyped("")} /><span class="quiet">%</span></span>`}
    </${Field}>`
}
