// Figures for a sum of money. Three noughts have a key of their own: no price has single rupiah.

import { html } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "000", "0"]
// Nine figures: more than any till holds, and far from where whole numbers end.
const LONGEST = 9

/** @param {number} amount @param {string} key @returns {number} */
export function typed(amount, key) {
  if (key === "Backspace") return Math.floor(amount / 10)
  const figures = `${amount || ""}${key}`
  return figures.length > LONGEST ? amount : Number(figures)
}

/** @param {{onKey: (key: string) => void}} props */
export function MoneyPad({ onKey }) {
  return html`
    <div class="money-pad" role="group" aria-label=${t("pay.pad")}>
      ${KEYS.map(
        (key) => html`<button key=${key} type="button" class="button" onClick=${() => onKey(key)}>
      ${key}</button>`,
      )}
      <button type="button" class="button" aria-label=${t("pay.erase")} onClick=${() => onKey("Backspace")}>
      <${Icon} name="erase" /></button>
    </div>`
}
