// A field for a price: digits only, separators inserted automatically, and a key for three zeros, since phones have
// none.

import { html, useLayoutEffect, useRef } from "../../../vendor/preact/standalone.js"
import { amountIn, caretIn, figures, thousand } from "./price.js"
import { Field } from "../../../components/field.js"
import { t } from "../../../components/words.js"

/** @import { FieldProps } from "../../../components/field.js" */

/**
 * @param {FieldProps & {value: number | null, adds?: boolean, onPrice: (value: number | null) => void}} props `adds`:
 *   on top of something
 */
export function PriceField({ value, adds = false, onPrice, ...field }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null))
  const caret = useRef(/** @type {number | null} */ (null))
  // Drawn again with its dots, a field forgets where the caret was.
  useLayoutEffect(() => {
    if (caret.current !== null) input.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })
  const read = (/** @type {any} */ event) => {
    const typed = event.target.value
    const amount = amountIn(typed)
    const shown = figures(amount)
    caret.current = caretIn(typed, event.target.selectionStart, shown)
    // A letter changes no amount, so nothing would be drawn again.
    event.target.value = shown
    event.target.setSelectionRange(caret.current, caret.current)
    onPrice(amount)
  }
  return html`
    <${Field} ...${field}>
      ${(/** @type {any} */ attributes) => html`
        <span class=${`price ${adds ? "price--adds" : ""}`}>
          <span class="price__sign" aria-hidden="true">${adds ? "+Rp" : "Rp"}</span>
          <input class="input" ...${attributes} ref=${input} inputmode="numeric" autocomplete="off" data-money
            value=${figures(value)} onInput=${read} />
          <button type="button" class="button" aria-label=${t("field.thousand", { name: field.label })}
            onClick=${() => {
              onPrice(thousand(value))
              input.current?.focus()
            }}>000</button>
        </span>`}
    </${Field}>`
}
