// Money that comes in when nothing is owed: it is recorded with the order it came for, and given back whole.

import { html, useState } from "../../vendor/preact/standalone.js"
import { BY_CODE, isCancelled } from "../../lib/decisions.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"
import { AmountField } from "./amount-field.js"
import { Figures } from "./change.js"
import { MethodPicker } from "./method-picker.js"
import { paidWith } from "./order-money.js"
import { ReasonField } from "./reason-field.js"
import { Unanswered } from "./unanswered.js"

/** @import { Claim, Order, PaymentMethod } from "../../lib/types.js" */
/** @import { ClaimBody, SettlementBody } from "./money-api.js" */
/** @import { MoneyNow } from "./use-money.js" */

const REASONS = ["collected", "sent"]

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {PaymentMethod[]} props.methods
 * @param {MoneyNow} props.money
 * @param {(body: ClaimBody) => void} props.onRecord
 * @param {() => void} props.onClose
 */
export function RecordClaimSheet({ order, methods, money, onRecord, onClose }) {
  const [amount, setAmount] = useState(0)
  // Cash does not come by itself.
  const [method, setMethod] = useState(methods.find((each) => BY_CODE[each]) ?? paidWith(order))
  const isOff = isCancelled(order)
  const record = () => amount > 0 && onRecord({ cause: isOff ? "late_payment" : "double", method, amount })
  const foot = html`
    <button type="button" class="button button--primary button--big sheet__act" disabled=${amount === 0}
      aria-busy=${money.busy ? "true" : undefined} onClick=${record}>
      <${Icon} name=${money.busy ? "reconnect" : "check"} /><span>
      ${t("claim.record", { amount: amount > 0 ? rupiah(amount) : "" }).trim()}</span></button>`
  return html`
    <${Sheet} title=${t("claim.title", { number: order.number })} onClose=${onClose}
      foot=${money.unsure ? html`<${Unanswered} money=${money} uid=${order.uid} />` : foot}>
      <div class="refund" inert=${money.unsure}>
        <p class="banner banner--wait"><${Icon} name="alert" /><span>
        ${isOff ? t("claim.after_cancel") : t("claim.after_paid")}</span></p>
        <${MethodPicker} title=${t("claim.way")} methods=${methods} method=${method} onMethod=${setMethod} />
        <${AmountField} id="claim-amount" label=${t("claim.amount")} amount=${amount} onAmount=${setAmount} />
      </div>
    </${Sheet}>`
}

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {Claim} props.claim
 * @param {PaymentMethod[]} props.methods
 * @param {MoneyNow} props.money
 * @param {(body: SettlementBody) => void} props.onSettle
 * @param {() => void} props.onClose
 */
export function SettleClaimSheet({ order, claim, methods, money, onSettle, onClose }) {
  const [method, setMethod] = useState(claim.method)
  const [reason, setReason] = useState("")
  const ways = methods.includes(method) ? methods : [...methods, method]
  const ready = reason.trim() !== ""
  const settle = () => ready && onSettle({ method, reason: reason.trim() })
  const foot = html`
    <button type="button" class="button button--primary button--big sheet__act" disabled=${!ready}
      aria-busy=${money.busy ? "true" : undefined} onClick=${settle}>
      <${Icon} name=${money.busy ? "reconnect" : "undo"} /><span>
      ${t("claim.give", { amount: rupiah(claim.amount) })}</span></button>`
  return html`
    <${Sheet} title=${t("refund.title", { number: order.number })} onClose=${onClose}
      foot=${money.unsure ? html`<${Unanswered} money=${money} uid=${order.uid} />` : foot}>
      <div class="refund" inert=${money.unsure}>
        <${Figures} label=${t(`claim.${claim.cause}`)} amount=${claim.amount} />
        <${MethodPicker} title=${t("refund.way")} methods=${ways} method=${method} onMethod=${setMethod} />
        <${ReasonField} id="settle-reason" label=${t("claim.why")}
          usual=${REASONS.map((each) => t(`claim.reason.${each}`))} reason=${reason} onReason=${setReason} />
      </div>
    </${Sheet}>`
}
