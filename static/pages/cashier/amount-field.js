// A sum of money that is typed: on keys of the screen, which leave a tablet's own keyboard away, or on a real one.

import { html, useRef } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { MoneyPad, typed } from "./money-pad.js"

/** @param {{id: string, label: string, amount: number, onAmount: (amount: number) => void}} props 0 is nothing yet */
export function AmountField({ id, label, amount, onAmount }) {
  // Fingers are quicker than the screen: every key counts on what the last one left.
  const latest = useRef(amount)
  latest.current = amount
  const enter = (/** @type {number} */ next) => {
    latest.current = next
    onAmount(next)
  }
  const read = (/** @type {any} */ event) => {
    const figures = event.target.value.replace(/\D/g, "")
    enter([...figures].reduce((sum, figure) => typed(sum, figure), 0))
    event.target.value = latest.current ? rupiah(latest.current) : ""
  }
  return html`
    <div class="amount-field">
      <div class="field">
        <label for=${id}>${label}</label>
        <input class="input amount-field__sum" id=${id} data-money inputmode="none" autocomplete="off" placeholder="Rp0"
          value=${amount ? rupiah(amount) : ""} onInput=${read} />
      </div>
      <${MoneyPad} onKey=${(/** @type {string} */ key) => enter(typed(latest.current, key))} />
    </div>`
}
