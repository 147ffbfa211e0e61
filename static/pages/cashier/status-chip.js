// Where the food is, and where the money is when that is not as usual, as small signs: shape, icon and word; colour
// last.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"
import { moneySign } from "./order-money.js"

/** @import { Order, OrderStatus } from "../../lib/types.js" */

/** @type {Record<OrderStatus, {look: string, icon: string}>} */
const LOOKS = {
  awaiting_payment: { look: "wait", icon: "clock" },
  preparing: { look: "prep", icon: "pan" },
  ready: { look: "ready", icon: "bell" },
  completed: { look: "done", icon: "check" },
  cancelled: { look: "cancelled", icon: "stop" },
}

/** @param {{status: OrderStatus}} props */
export function StatusChip({ status }) {
  const { look, icon } = LOOKS[status]
  return html`<span class=${`chip chip--${look}`}><${Icon} name=${icon} />${t(`status.${status}`)}</span>`
}

/** Nothing where the order's status says it. @param {{order: Order}} props */
export function MoneyChip({ order }) {
  const sign = moneySign(order)
  switch (sign) {
    case "":
      return null
    case "due":
      return html`<span class="chip chip--wait">${t("pay.due", { amount: rupiah(order.rest_amount) })}</span>`
    case "kept":
      return html`<span class="chip chip--wait"><${Icon} name="undo" />
      ${t("refund.owed", { amount: rupiah(order.owed_back) })}</span>`
    case "partially_refunded":
      return html`<span class="chip chip--done">${t("refund.partly")}</span>`
    case "refunded":
      return html`<span class="chip chip--done">${t("refund.all_back")}</span>`
    default:
      ;/** @satisfies {never} */ (sign)
      return null
  }
}
