// The cart, always visible: the dishes, the total, and the button to go on, always in the same place.

import { html, useEffect, useRef } from "../../vendor/preact/standalone.js"
import { IN_CASH } from "../../lib/decisions.js"
import { countOf } from "../../lib/cart.js"
import { EmptyState } from "../../components/empty-state.js"
import { CartLines } from "../../components/cart-lines.js"
import { Icon } from "../../components/icon.js"
import { PriceRows } from "../../components/price-rows.js"
import { ProblemNote } from "../../components/problem.js"
import { t } from "../../components/words.js"

/** @import { Message } from "../../components/words.js" */
/** @import { PriceNow } from "../../components/use-price.js" */
/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Menu } from "../../lib/types.js" */
/** @import { Visit } from "./visit.js" */

/**
 * @param {object} props
 * @param {Visit} props.visit
 * @param {Menu} props.menu
 * @param {PriceNow} props.price
 * @param {string} props.closed why the shop takes no orders; empty while it does
 * @param {Message | ""} props.problem
 * @param {boolean} props.waiting for an answer that should have come
 * @param {(lines: CartLine[]) => void} props.onLines
 * @param {(at: number) => void} props.onEdit
 * @param {() => void} props.onNext
 */
export function CartPanel({ visit, menu, price, closed, problem, waiting, onLines, onEdit, onNext }) {
  const { lines, sent } = visit
  const list = useNewestInView(lines)
  return html`
    <aside class=${`kcart kcart--${price.state}`} aria-labelledby="cart-title">
      <h2 class="head" id="cart-title">${t("cart.title")}${
        lines.length > 0 &&
        html` <span class="quiet">
      ${t("cart.items", { n: countOf(lines) })}</span>`
      }</h2>
      <div class="kcart__lines" role="group" aria-labelledby="cart-title" tabindex="0" ref=${list}>
        ${
          lines.length === 0
            ? html`<${EmptyState} icon="bag" title=${t("cart.empty")} />`
            : html`<${CartLines} lines=${lines} menu=${menu} locked=${sent} wordy onChange=${onLines}
              onEdit=${onEdit} />`
        }
      </div>
      <div class="kcart__end">
        <p class="kwait" role="status">${waiting && html`<${Icon} name="slow" />${t("kiosk.no_answer")}`}</p>
        <${ProblemNote} text=${problem} />
        ${closed && html`<p class="problem"><${Icon} name="alert" />${closed}</p>`}
        <div class="ktotal">
        <${PriceRows} now=${price} cash=${visit.step === "pay" && IN_CASH[visit.details.payment_method]} /></div>
        <button type="button" class="button button--primary button--big button--wide knext"
          aria-busy=${sent ? "true" : undefined} disabled=${closed !== "" || lines.length === 0} onClick=${onNext}>
          <${NextWord} visit=${visit} problem=${problem} />
        </button>
      </div>
    </aside>`
}

/** @param {{visit: Visit, problem: Message | ""}} props */
function NextWord({ visit, problem }) {
  if (visit.sent) return html`<${Icon} name="reconnect" />${t("cart.sending")}`
  if (visit.step === "pay") return html`${problem ? t("cart.send_again") : t("cart.send")}<${Icon} name="check" />`
  if (visit.step === "name")
    return html`${visit.details.customer_name.trim() ? t("cart.go_on") : t("kiosk.skip")}<${Icon} name="right" />`
  return html`${t("kiosk.to_pay")}<${Icon} name="right" />`
}

/** The line that has just come or grown is seen. @param {CartLine[]} lines */
function useNewestInView(lines) {
  const list = useRef(/** @type {HTMLElement | null} */ (null))
  const before = useRef(lines)
  useEffect(() => {
    const at = lines.findIndex((line, index) => line.quantity > (before.current[index]?.quantity ?? 0))
    before.current = lines
    if (at >= 0) list.current?.querySelectorAll(".cart-line")[at]?.scrollIntoView({ block: "nearest" })
  }, [lines])
  return list
}
