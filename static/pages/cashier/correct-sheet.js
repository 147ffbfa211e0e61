// Another way of paying than the one that was tapped. What was paid stays; only how it was paid changes.

import { html, useState } from "../../vendor/preact/standalone.js"
import { IN_CASH } from "../../lib/decisions.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"
import { MethodPicker } from "./method-picker.js"
import { ReasonField } from "./reason-field.js"
import { Unanswered } from "./unanswered.js"

/** @import { Order, Payment, PaymentMethod } from "../../lib/types.js" */
/** @import { CorrectionBody } from "./money-api.js" */
/** @import { MoneyNow } from "./use-money.js" */

const REASONS = ["tapped", "changed"]

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {Payment} props.payment
 * @param {PaymentMethod[]} props.methods
 * @param {MoneyNow} props.money
 * @param {(body: CorrectionBody) => void} props.onCorrect
 * @param {() => void} props.onClose
 */
export function CorrectSheet({ order, payment, methods, money, onCorrect, onClose }) {
  const others = methods.filter((each) => each !== payment.method)
  const [method, setMethod] = useState(others.length === 1 ? others[0] : null)
  const [reason, setReason] = useState("")
  const ready = method !== null && reason.trim() !== ""
  const correct = () => method && ready && onCorrect({ method, reason: reason.trim() })
  const leavesDrawer = IN_CASH[payment.method] && payment.tendered - payment.change !== payment.amount
  const foot = html`
    <button type="button" class="button button--primary button--big sheet__act" disabled=${!ready}
      aria-busy=${money.busy ? "true" : undefined} onClick=${correct}>
      <${Icon} name=${money.busy ? "reconnect" : "check"} /><span>${
        method ? t("correct.to", { method: t(`method.${method}`) }) : t("correct.open")
      }</span></button>`
  return html`
    <${Sheet} title=${t("correct.title", { number: order.number })} onClose=${onClose}
      under=${html`<p class="quiet">${t("correct.now", {
        amount: rupiah(payment.amount),
        method: t(`method.${payment.method}`),
      })}</p>`} foot=${money.unsure ? html`<${Unanswered} money=${money} uid=${order.uid} />` : foot}>
      <div class="refund" inert=${money.unsure}>
        <${MethodPicker} title=${t("correct.way")} methods=${others} method=${method} onMethod=${setMethod} />
        ${
          IN_CASH[payment.method] &&
          html`<p class="banner banner--wait"><${Icon} name="cash" /><span>${
            leavesDrawer || payment.change > 0
              ? t("correct.not_in_drawer_exact", { amount: rupiah(payment.amount) })
              : t("correct.not_in_drawer")
          }</span></p>`
        }
        <${ReasonField} id="correct-reason" label=${t("correct.why")}
          usual=${REASONS.map((each) => t(`correct.reason.${each}`))} reason=${reason} onReason=${setReason} />
      </div>
    </${Sheet}>`
}
