// Splitting a bill: a number for equal parts, which is one tap, or item by item. What each check comes to is the
// server's to say.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { activeLines } from "../../lib/orders.js"
import { Icon } from "../../components/icon.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"
import { draftsOf, countLeft, MOST_CHECKS, newPlan } from "./checks.js"
import { SplitDishes } from "./split-dishes.js"

/** @import { Order } from "../../lib/types.js" */
/** @import { SplitBody } from "./change-api.js" */
/** @import { SplitNow } from "./use-split.js" */

const FEW = [2, 3, 4, 5, 6]
const MANY = Array.from({ length: MOST_CHECKS - 6 }, (_, n) => n + 7)

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {SplitNow} props.split
 * @param {(how: SplitBody) => void} props.onSplit
 * @param {() => void} props.onClose
 */
export function SplitSheet({ order, split, onSplit, onClose }) {
  const [byDish, setByDish] = useState(false)
  const [plan, setPlan] = useState(newPlan)
  const lines = activeLines(order)
  const drafts = draftsOf(plan, lines)
  const left = countLeft(plan, lines)
  const equally = (/** @type {number} */ n) => split.busy || onSplit({ equal_parts: n })
  useDigits(!byDish, equally)
  useEffect(() => split.forget, [])
  const foot = html`
    <button type="button" class="button button--primary button--big sheet__act"
      disabled=${left > 0 || drafts.length < 2} aria-busy=${split.busy ? "true" : undefined}
      onClick=${() => split.busy || onSplit({ checks: drafts })}>
      <${Icon} name=${split.busy ? "reconnect" : "check"} /><span>${
        left > 0 ? t("split.left", { n: left }) : t("split.into", { n: drafts.length })
      }</span></button>`
  return html`
    <${Sheet} title=${t("split.title", { number: order.number })} foot=${byDish && foot} onClose=${onClose}>
      <div class="split-bill">
        <div class="seg" role="group" aria-label=${t("split.how")}>
          ${way(false, "checks", t("split.equal"))}${way(true, "plate", t("split.dishes"))}
        </div>
        ${split.problem && html`<p class="problem" role="alert"><${Icon} name="alert" />${split.problem.text}</p>`}
        ${
          byDish
            ? html`<${SplitDishes} plan=${plan} lines=${lines} onPlan=${setPlan} />`
            : html`
            <p class="quiet">${t("split.among")}</p>
            <div class="split-bill__few" role="group" aria-label=${t("split.equal")}>
              ${FEW.map((n) => part(n, "button--big"))}
            </div>
            <details class="split-bill__more">
              <summary class="button"><${Icon} name="down" />${t("split.more")}</summary>
              <div class="split-bill__many">${MANY.map((n) => part(n, ""))}</div></details>`
        }
      </div>
    </${Sheet}>`

  /** @param {boolean} dish @param {string} icon @param {string} label */
  function way(dish, icon, label) {
    return html`<button type="button" class="button" aria-pressed=${String(byDish === dish)}
      onClick=${() => setByDish(dish)}><${Icon} name=${icon} />${label}</button>`
  }
  /** @param {number} n @param {string} look */
  function part(n, look) {
    return html`<button key=${n} type="button" class=${`button ${look}`} aria-label=${t("split.into", { n })}
      aria-busy=${split.busy ? "true" : undefined} onClick=${() => equally(n)}>${n}</button>`
  }
}

/**
 * A digit key is the button with that number.
 * @param {boolean} on
 * @param {(n: number) => void} press
 */
function useDigits(on, press) {
  useEffect(() => {
    if (!on) return
    const key = (/** @type {KeyboardEvent} */ event) => {
      if (!event.repeat && !event.ctrlKey && !event.metaKey && !event.altKey && /^[2-9]$/.test(event.key))
        press(Number(event.key))
    }
    addEventListener("keydown", key)
    return () => removeEventListener("keydown", key)
  })
}
