// Money back: pieces of items, an amount or all of it, the way it was paid unless another is chosen. It also stands
// before the cancelling of an order that was paid, so that its money is not forgotten.

import { html, useState } from "../../vendor/preact/standalone.js"
import { isCancelled } from "../../lib/decisions.js"
import { rupiah } from "../../lib/money.js"
import { activeLines } from "../../lib/orders.js"
import { Icon } from "../../components/icon.js"
import { checkName } from "../../components/order-words.js"
import { Sheet } from "../../components/sheet.js"
import { Stepper } from "../../components/stepper.js"
import { t } from "../../components/words.js"
import { AmountField } from "./amount-field.js"
import { checksOf, isOn, refundableOf } from "./checks.js"
import { MethodPicker } from "./method-picker.js"
import { paidWith, piecesLeft, priceOfPieces, refundable } from "./order-money.js"
import { ReasonField } from "./reason-field.js"
import { USUAL } from "./reason-sheet.js"
import { Unanswered } from "./unanswered.js"

/** @import { Order, PaymentMethod } from "../../lib/types.js" */
/** @import { RefundBody } from "./money-api.js" */
/** @import { MoneyNow } from "./use-money.js" */

/** @typedef {"pieces" | "all" | "amount"} RefundOf */
/** @type {{of: RefundOf, icon: string}[]} */
const WHAT = [
  { of: "pieces", icon: "plate" },
  { of: "all", icon: "checks" },
  { of: "amount", icon: "cash" },
]
const REASONS = ["complaint", "wrong", "sold_out", "overcharged"]

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {PaymentMethod[]} props.methods
 * @param {MoneyNow} props.money
 * @param {boolean} [props.cancels] whether the order is cancelled afterwards
 * @param {Record<number, number>} [props.pieces] of each line, which are chosen already
 * @param {(body: RefundBody, isLast: boolean) => void} props.onRefund `isLast` where no other check has money
 * @param {(reason: string) => void} [props.onLater] with `cancels`: the order now, its money later
 * @param {() => void} props.onClose
 */
export function RefundSheet({
  order,
  methods,
  money,
  cancels = false,
  pieces: first = {},
  onRefund,
  onLater,
  onClose,
}) {
  // Of a cancelled order all of it goes back.
  const [of, setOf] = useState(/** @type {RefundOf} */ (cancels || isCancelled(order) ? "all" : "pieces"))
  const [pieces, setPieces] = useState(first)
  const [typedAmount, setTypedAmount] = useState(0)
  const [method, setMethod] = useState(paidWith(order))
  const [reason, setReason] = useState("")
  const { number } = order
  const checks = checksOf(order).filter((each) => refundableOf(each) > 0)
  const [checkId, setCheckId] = useState(0)
  const check = checks.find((each) => each.id === checkId) ?? checks[0]
  const isLast = checks.length <= 1
  const left = check ? refundableOf(check) : refundable(order)
  const lines = activeLines(order).filter((line) => piecesLeft(order, line) > 0 && (!check || isOn(check, line)))
  const chosen = lines.filter((line) => pieces[line.id])
  const amount =
    of === "all"
      ? left
      : of === "amount"
        ? typedAmount
        : chosen.reduce((sum, line) => sum + priceOfPieces(order, line, pieces[line.id]), 0)
  const tooMuch = amount > left
  const ready = amount > 0 && !tooMuch && reason.trim() !== ""
  const back = () => {
    if (!ready) return
    /** @type {RefundBody} */
    const body = { method, reason: reason.trim(), ...(check ? { check_id: check.id } : {}) }
    if (of === "amount") body.amount = amount
    if (of === "pieces") body.lines = chosen.map((line) => ({ line_id: line.id, quantity: pieces[line.id] }))
    onRefund(body, isLast)
  }
  const ways = methods.includes(method) ? methods : [...methods, method]
  const foot = html`
    ${
      cancels &&
      html`<button type="button" class="button button--big refund__later" disabled=${!reason.trim()}
      onClick=${() => onLater?.(reason.trim())}>${t("refund.later")}</button>`
    }
    <button type="button" class="button button--primary button--big sheet__act" disabled=${!ready}
      aria-busy=${money.busy ? "true" : undefined} onClick=${back}>
      <${Icon} name=${money.busy ? "reconnect" : "undo"} /><span>${
        cancels && isLast
          ? t("refund.give_and_cancel", { amount: rupiah(amount) })
          : t("refund.give", { amount: amount > 0 ? rupiah(amount) : "" }).trim()
      }</span>
    </button>`
  return html`
    <${Sheet} title=${cancels ? t("cashier.cancel_number", { number }) : t("refund.title", { number })}
      onClose=${onClose} foot=${money.unsure ? html`<${Unanswered} money=${money} uid=${order.uid} />` : foot}>
      <div class="refund" inert=${money.unsure}>
        ${
          check &&
          html`<div class="check-tabs" role="group" aria-label=${t("checks.which")}>
            ${checks.map(
              (each) => html`<button key=${each.id} type="button" class="button"
              aria-pressed=${String(each === check)} onClick=${() => setCheckId(each.id)}>
              <span>${checkName(order, each)}</span><b class="money">${rupiah(refundableOf(each))}</b></button>`,
            )}
          </div>`
        }
        ${
          cancels
            ? html`<p class="banner banner--wait"><${Icon} name="cash" />
            <span>${t("refund.before_cancel", { amount: rupiah(refundable(order)) })}</span></p>`
            : html`
            <div class="seg" role="group" aria-label=${t("refund.what")}>
              ${WHAT.map(
                (each) => html`<button key=${each.of} type="button" class="button"
                aria-pressed=${String(each.of === of)} onClick=${() => setOf(each.of)}><${Icon} name=${each.icon} />
                ${t(`refund.${each.of}`)}</button>`,
              )}
            </div>`
        }
        ${
          of === "pieces" &&
          html`
          <ul class="refund__lines">
            ${lines.map(
              (line) => html`
              <li key=${line.id}><span class="refund__name">${line.name}<span class="quiet">
              ${t("refund.of_pieces", { n: piecesLeft(order, line) })}</span></span>
              <${Stepper} value=${pieces[line.id] ?? 0} name=${line.name} bin=${false} most=${piecesLeft(order, line)}
                onChange=${(/** @type {number} */ n) => setPieces({ ...pieces, [line.id]: n })} /></li>`,
            )}
          </ul>`
        }
        ${
          of === "amount" &&
          html`<${AmountField} id="refund-amount" label=${t("refund.amount")} amount=${typedAmount}
          onAmount=${setTypedAmount} />`
        }
        ${
          tooMuch &&
          html`<p class="problem" role="alert"><${Icon} name="alert" />
          ${t("refund.at_most", { amount: rupiah(left) })}</p>`
        }
        <${MethodPicker} title=${t("refund.way")} methods=${ways} method=${method} onMethod=${setMethod} />
        ${
          cancels
            ? html`<${ReasonField} id="refund-reason" label=${t("cashier.why_cancel")}
              usual=${USUAL.map((each) => t(`reason.${each}`))} reason=${reason} onReason=${setReason} />`
            : html`<${ReasonField} id="refund-reason" label=${t("refund.why")}
              usual=${REASONS.map((each) => t(`refund.reason.${each}`))} reason=${reason} onReason=${setReason} />`
        }
      </div>
    </${Sheet}>`
}
