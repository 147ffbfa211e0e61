// The bill of one's own order: its rows, what was paid, and what is still owed.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { isOver, restToPay } from "../../lib/orders.js"
import { BillRows } from "../../components/bill-rows.js"
import { checkName } from "../../components/order-words.js"
import { t } from "../../components/words.js"

/** @import { Order } from "../../lib/types.js" */

/** @param {{order: Order}} props */
export function OrderBill({ order }) {
  return html`
    <div class="summary">
      <${BillRows} bill=${order.bill} />
      ${(order.checks ?? []).map(
        (check) => html`<div key=${check.id}><span class="quiet">
      ${[checkName(order, check), check.rest_amount === 0 && t("checks.paid")].filter(Boolean).join(" · ")}</span>
      <span class="money">${rupiah(check.total_amount)}</span></div>`,
      )}
      ${moneyOf(order).map(
        ({ what, amount }) => html`<div key=${what}><span class="quiet">${what}</span><span class="money">
      ${rupiah(amount)}</span></div>`,
      )}
    </div>`
}

/** @param {Order} order */
function moneyOf(order) {
  const { paid_amount: paid, refunded_amount: back, rest_amount: rest } = order
  const rows = []
  // An order that is paid in one go shows no second sum below its total, except on the receipt.
  if (paid > 0 && (rest > 0 || back > 0 || isOver(order))) rows.push({ what: t("track.paid"), amount: paid })
  if (back > 0) rows.push({ what: t("track.refunded"), amount: back })
  if (order.owed_back > 0) rows.push({ what: t("track.owed_back"), amount: order.owed_back })
  if (isOver(order) || rest === 0) return rows
  if (paid > 0) rows.push({ what: t("track.rest"), amount: rest })
  if (restToPay(order) !== rest) rows.push({ what: t("price.in_cash"), amount: restToPay(order) })
  return rows
}
