// What came in for an order and what went back, in rows for its summary; and how much is still owed.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { clockTime } from "../../lib/time.js"
import { language, t } from "../../components/words.js"
import { ClaimRows } from "./claim-rows.js"
import { isOwed, refundable } from "./order-money.js"

/** @import { Correction, Order, Payment, Refund, Shop } from "../../lib/types.js" */
/** @import { OpenSheet } from "./money-sheets.js" */

/**
 * Whether the money is told in one line: nothing yet, or one payment of all of it.
 * @param {Order} order
 */
export function isSimplyPaid({ payments = [], refunds = [], claims = [], rest_amount }) {
  const isSimple = refunds.length === 0 && claims.length === 0
  return isSimple && (payments.length === 0 || (payments.length === 1 && rest_amount === 0))
}

/** @param {{order: Order, shop: Shop | null, payers: string[], onSheet?: (sheet: OpenSheet) => void}} props */
export function PaidRows({ order, shop, payers, onSheet }) {
  const { payments = [], refunds = [], claims = [], corrections = [] } = order
  if (payments.length === 0 && claims.length === 0) return null
  if (isSimplyPaid(order))
    return html`<${OnePayment} payment=${payments[0]} shop=${shop} payer=${payers[0]} corrections=${corrections}
      onSheet=${onSheet} />`
  return html`
    <${PaymentRows} payments=${payments} shop=${shop} payers=${payers} corrections=${corrections} onSheet=${onSheet} />
    ${refunds.map((refund) => html`<${RefundRow} key=${refund.id} refund=${refund} shop=${shop} />`)}
    ${
      payments.length > 0 &&
      isOwed(order) &&
      html`<div class="total"><span>${t("pay.rest")}</span><span class="money">${rupiah(order.rest_amount)}</span>
      </div>`
    }
    ${
      refunds.length > 0 &&
      html`<div class="strong"><span>${t("refund.kept")}</span><span class="money">${rupiah(refundable(order))}</span>
      </div>`
    }
    <${ClaimRows} claims=${claims} shop=${shop} onSheet=${onSheet} />`
}

/**
 * Each in a line, without what was handed over for it.
 * @param {object} props
 * @param {Payment[]} props.payments
 * @param {Shop | null} props.shop
 * @param {string[]} props.payers
 * @param {Correction[]} [props.corrections]
 * @param {(sheet: OpenSheet) => void} [props.onSheet]
 */
export function PaymentRows({ payments, shop, payers, corrections = [], onSheet }) {
  return payments.map(
    (payment) => html`
    <div key=${payment.id} class="bill-row"><span class="quiet">
    ${facts([t("pay.paid"), t(`method.${payment.method}`), timeOf(payment.paid_at, shop), payers[payment.id - 1]])}
    <${Corrected} payment=${payment} corrections=${corrections} onSheet=${onSheet} />
    </span><span class="money">${rupiah(payment.amount)}</span></div>`,
  )
}

/**
 * When, how and by whom.
 * @param {object} props
 * @param {Payment} props.payment
 * @param {Shop | null} props.shop
 * @param {string | undefined} props.payer
 * @param {Correction[]} props.corrections
 * @param {(sheet: OpenSheet) => void} [props.onSheet]
 */
function OnePayment({ payment, shop, payer, corrections, onSheet }) {
  const { method, tendered, change, rounding, amount } = payment
  return html`
    <div class="bill-row"><span class="quiet">
    ${facts([t("pay.paid_by", { method: t(`method.${method}`), time: timeOf(payment.paid_at, shop) }), payer])}
    <${Corrected} payment=${payment} corrections=${corrections} onSheet=${onSheet} /></span>
    <span>${rupiah(tendered)}</span></div>
    ${
      rounding !== 0 &&
      html`<div><span class="quiet">${t("pay.rounded", { from: rupiah(amount) })}</span>
      <span>${rupiah(amount + rounding)}</span></div>`
    }
    ${change > 0 && html`<div><span class="quiet">${t("pay.change")}</span><span>${rupiah(change)}</span></div>`}`
}

/**
 * What it was before it was corrected, and the way to correct it.
 * @param {object} props
 * @param {Payment} props.payment
 * @param {Correction[]} props.corrections
 * @param {(sheet: OpenSheet) => void} [props.onSheet]
 */
function Corrected({ payment, corrections, onSheet }) {
  const last = corrections.filter((each) => each.payment_id === payment.id).at(-1)
  const who = last?.approved_by ? t("approval.by", { who: last.by, approver: last.approved_by }) : last?.by
  return html`
    ${
      last &&
      html`<span class="bill-row__note">
      ${facts([t("correct.was", { method: t(`method.${last.from}`) }), who, last.reason])}</span>`
    }
    ${
      onSheet &&
      html`<button type="button" class="button button--plain bill-row__act" aria-haspopup="dialog"
      onClick=${() => onSheet(`correct ${payment.id}`)}>${t("correct.open")}<span class="sr">
      ${rupiah(payment.amount)}</span></button>`
    }`
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
