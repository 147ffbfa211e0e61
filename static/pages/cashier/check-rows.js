// The checks of a split bill: what is on each, what it costs, where its money is, and how it is paid.

import { html } from "../../vendor/preact/standalone.js"
import { isUnpaid } from "../../lib/decisions.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { checkName } from "../../components/order-words.js"
import { t } from "../../components/words.js"
import { checksOf, shareWords } from "./checks.js"
import { takesChanges } from "./order-changes.js"

/** @import { Check, Order, PaymentStatus } from "../../lib/types.js" */

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {boolean} props.busy
 * @param {boolean} props.locked while it is not known what became of the last request
 * @param {(check: Check) => void} props.onPay
 * @param {() => void} props.onJoin
 */
export function CheckRows({ order, busy, locked, onPay, onJoin }) {
  const checks = checksOf(order)
  if (checks.length === 0) return null
  const isOpen = takesChanges(order)
  const joins = isOpen && isUnpaid(order)
  return html`
    <section class="checks" aria-label=${t("checks.title")} inert=${locked}>
      <div class="lines__head">
        <p class="quiet">${t("checks.count", { n: checks.length })}</p>
        ${
          joins &&
          html`<button type="button" class="button" aria-busy=${busy ? "true" : undefined} onClick=${onJoin}>
          <${Icon} name="undo" />${t("checks.join")}</button>`
        }
      </div>
      <ul class="checks__rows">
        ${checks.map(
          (check) =>
            html`<${CheckRow} key=${check.id} order=${order} check=${check} isOpen=${isOpen} onPay=${onPay} />`,
        )}
      </ul>
      ${isOpen && html`<p class="quiet">${joins ? t("checks.stay") : t("checks.stay_paid")}</p>`}
    </section>`
}

/** @param {{order: Order, check: Check, isOpen: boolean, onPay: (check: Check) => void}} props */
function CheckRow({ order, check, isOpen, onPay }) {
  const { rest_amount, payment_status } = check
  const name = checkName(order, check)
  const owes = isOpen && rest_amount > 0
  return html`
    <li class="checks__row">
      <div class="checks__what"><h3>${name}</h3><p class="quiet">${whatOf(order, check)}</p></div>
      <span class="money">${rupiah(check.total_amount)}</span>
      ${(!owes || !isUnpaid(check)) && html`<${CheckChip} status=${payment_status} rest=${rest_amount} />`}
      ${
        owes &&
        html`<button type="button" class="button" aria-label=${t("checks.pay_named", { name })}
        onClick=${() => onPay(check)}><${Icon} name="cash" />${t("checks.pay")}</button>`
      }
    </li>`
}

/** @param {Order} order @param {Check} check */
function whatOf(order, { lines }) {
  if (!lines) return t("checks.equal", { n: checksOf(order).length })
  const words = lines.map((share) => {
    const line = order.lines.find((each) => each.id === share.line_id)
    return line && shareWords(share, line)
  })
  return words.filter(Boolean).join(", ")
}

/** @param {{status: PaymentStatus, rest: number}} props */
function CheckChip({ status, rest }) {
  switch (status) {
    case "unpaid":
      return html`<span class="chip chip--wait">${t("pay.unpaid")}</span>`
    case "partially_paid":
      return html`<span class="chip chip--wait">${t("pay.due", { amount: rupiah(rest) })}</span>`
    case "paid":
      return html`<span class="chip chip--ready"><${Icon} name="check" />${t("checks.paid")}</span>`
    case "partially_refunded":
      return html`<span class="chip chip--done">${t("refund.partly")}</span>`
    case "refunded":
      return html`<span class="chip chip--done">${t("refund.all_back")}</span>`
    default:
      ;/** @satisfies {never} */ (status)
      return null
  }
}
