// Counting a drawer: so many of each note and coin, or one sum. The fields stand in the order in which cash lies in a
// drawer, and the keys on the screen fill the one that is chosen.

import { html, useRef, useState } from "../../vendor/preact/standalone.js"
import { applyKey, BACKSPACE } from "../../lib/keyboard.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { KeyPad } from "../../components/key-pad.js"
import { t } from "../../components/words.js"
import { AmountField } from "./amount-field.js"

/** @import { Denomination } from "../../lib/types.js" */
/** @import { Count } from "./use-drawer.js" */

/** @type {Denomination["value"][]} */
export const VALUES = [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100]
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", BACKSPACE]
const MOST_FIGURES = 4

/** @param {Count} count */
export const sumOf = ({ pieces, sum }) => sum ?? VALUES.reduce((all, value) => all + value * (pieces[value] ?? 0), 0)

/** Whether anything was counted; an empty drawer is said by its sum. @param {Count} count */
export const isCounted = ({ pieces, sum }) => sum !== null || Object.values(pieces).some((n) => n > 0)

/** As it is sent. @param {Count} count */
export function bodyOf({ pieces, sum }) {
  if (sum !== null) return { counted: sum }
  return { pieces: VALUES.filter((value) => pieces[value]).map((value) => ({ value, pieces: pieces[value] })) }
}

/** @param {{count: Count, onCount: (count: Count) => void}} props */
export function CashCount({ count, onCount }) {
  const [chosen, setChosen] = useState(VALUES[0])
  // Fingers are quicker than the screen: every key counts on what the last one left.
  const latest = useRef(count)
  latest.current = count
  const enter = (/** @type {number} */ value, /** @type {string} */ figures) => {
    const pieces = { ...latest.current.pieces, [value]: Number(figures.slice(0, MOST_FIGURES)) }
    latest.current = { pieces, sum: null }
    onCount(latest.current)
  }
  const press = (/** @type {string} */ key) =>
    enter(chosen, applyKey(String(latest.current.pieces[chosen] || ""), key, MOST_FIGURES))
  const bySum = count.sum !== null
  const read = (/** @type {number} */ value) => (/** @type {any} */ event) =>
    enter(value, event.target.value.replace(/\D/g, ""))
  const next = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    const after = VALUES[VALUES.indexOf(chosen) + 1]
    if (after) document.getElementById(`count-${after}`)?.focus()
  }
  return html`
    <div class="cash-count">
      <div class="seg" role="group" aria-label=${t("drawer.count_how")}>
        <button type="button" class="button" aria-pressed=${String(!bySum)}
          onClick=${() => onCount({ ...count, sum: null })}><${Icon} name="cash" />${t("drawer.by_pieces")}</button>
        <button type="button" class="button" aria-pressed=${String(bySum)}
          onClick=${() => onCount({ ...count, sum: sumOf(count) })}><${Icon} name="checks" />
          ${t("drawer.by_sum")}</button>
      </div>
      ${
        bySum
          ? html`<${AmountField} id="count-sum" label=${t("drawer.sum")} amount=${count.sum ?? 0}
          onAmount=${(/** @type {number} */ sum) => onCount({ ...count, sum })} />`
          : html`
          <div class="cash-count__rows">
            ${VALUES.map(
              (value) => html`
              <label key=${value} class="cash-count__row" for=${`count-${value}`}><span>${rupiah(value)}</span>
              <input class="input" id=${`count-${value}`} inputmode="none" autocomplete="off" placeholder="0"
                data-chosen=${value === chosen ? "" : undefined} value=${count.pieces[value] || ""}
                aria-label=${t("drawer.pieces_of", { value: rupiah(value) })}
                onFocus=${() => setChosen(value)} onKeyDown=${next}
                onInput=${read(value)} /></label>`,
            )}
          </div>
          <${KeyPad} keys=${KEYS} onKey=${press} />
          <p class="cash-count__sum"><span>${t("drawer.sum")}</span><b role="status">${rupiah(sumOf(count))}</b></p>`
      }
    </div>`
}
