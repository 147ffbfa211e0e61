// What came in for an order and what went back, in rows for its summary; and how much is still owed.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { clockTime } from "../../lib/time.js"
import { language, t } from "../../components/words.js"
import { isOwed, refundable } from "./order-money.js"

/** @import { Order, Payment, Refund, Shop } from "../../lib/types.js" */

/**
 * Whether the money is told in one line: nothing yet, or one payment of all of it.
 * @param {Order} order
 */
export function isSimplyPaid({ payments = [], refunds = [], rest_amount }) {
  return refunds.length === 0 && (payments.length === 0 || (payments.length === 1 && rest_amount === 0))
}

/** @param {{order: Order, shop: Shop | null, payers: string[]}} props */
export function PaidRows({ order, shop, payers }) {
  const { payments = [], refunds = [] } = order
  if (payments.length === 0) return null
  if (isSimplyPaid(order)) return html`<${OnePayment} payment=${payments[0]} shop=${shop} payer=${payers[0]} />`
  return html`
    <${PaymentRows} payments=${payments} shop=${shop} payers=${payers} />
    ${refunds.map((refund) => html`<${RefundRow} key=${refund.id} refund=${refund} shop=${shop} />`)}
    ${
      isOwed(order) &&
      html`<div class="total"><span>${t("pay.rest")}</span><span class="money">${rupiah(order.rest_amount)}</span>
      </div>`
    }
    ${
      refunds.length > 0 &&
      html`<div class="strong"><span>${t("refund.kept")}</span><span class="money">${rupiah(refundable(order))}</span>
      </div>`
    }`
}

/**
 * Each in a line, without what was handed over for it.
 * @param {{payments: Payment[], shop: Shop | null, payers: string[]}} props
 */
export function PaymentRows({ payments, shop, payers }) {
  return payments.map(
    (payment) => html`
    <div key=${payment.id} class="bill-row"><span class="quiet">
    ${facts([t("pay.paid"), t(`method.${payment.method}`), timeOf(payment.paid_at, shop), payers[payment.id - 1]])}
    </span><span class="money">${rupiah(payment.amount)}</span></div>`,
  )
}

/** When, how and by whom. @param {{payment: Payment, shop: Shop | null, payer: string | undefined}} props */
function OnePayment({ payment, shop, payer }) {
  const { method, tendered, change, rounding, amount } = payment
  return html`
    <div><span class="quiet">
    ${facts([t("pay.paid_by", { method: t(`method.${method}`), time: timeOf(payment.paid_at, shop) }), payer])}</span>
    <span>${rupiah(tendered)}</span></div>
    ${
      rounding !== 0 &&
      html`<div><span class="quiet">${t("pay.rounded", { from: rupiah(amount) })}</span>
      <span>${rupiah(amount + rounding)}</span></div>`
    }
    ${change > 0 && html`<div><span class="quiet">${t("pay.change")}</span><span>${rupiah(change)}</span></div>`}`
}

/** @param {{refund: Refund, shop: Shop | null}} props */
function RefundRow({ refund, shop }) {
  const { method, refunded_at, reason, by, approved_by } = refund
  const who = approved_by ? t("approval.by", { who: by, approver: approved_by }) : by
  return html`
    <div class="bill-row"><span class="quiet">
    ${facts([t("refund.done"), t(`method.${method}`), timeOf(refunded_at, shop), who, reason])}</span>
    <span class="money">${rupiah(-refund.total)}</span></div>`
}

/** @param {string} at @param {Shop | null} shop */
const timeOf = (at, shop) => clockTime(at, language(), shop?.time_zone)

/** @param {(string | undefined)[]} parts */
const facts = (parts) => parts.filter(Boolean).join(" · ")
