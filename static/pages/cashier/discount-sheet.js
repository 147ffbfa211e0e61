// A discount: a usual share, an amount, or one item on the house. How much it comes to is the server's to say, which
// knows what a discount counts and what it does not.

import { html, useState } from "../../vendor/preact/standalone.js"
import { percent } from "../../lib/bill.js"
import { rupiah } from "../../lib/money.js"
import { activeLines } from "../../lib/orders.js"
import { discountLabel } from "../../components/bill-rows.js"
import { Icon } from "../../components/icon.js"
import { Sheet } from "../../components/sheet.js"
import { language, t } from "../../components/words.js"
import { AmountField } from "./amount-field.js"
import { ReasonField } from "./reason-field.js"
import { Unanswered } from "./unanswered.js"

/** @import { DiscountKind, Order } from "../../lib/types.js" */
/** @import { DiscountBody } from "./money-api.js" */
/** @import { MoneyNow } from "./use-money.js" */

const SHARES = [500, 1_000, 1_500, 2_000]
/** The first is the usual one of its kind. @type {Record<DiscountKind, string[]>} */
const REASONS = {
  percent: ["promo", "regular", "staff", "sorry"],
  amount: ["promo", "regular", "staff", "sorry"],
  complimentary: ["sorry", "regular", "staff", "promo"],
}
/** @type {{kind: DiscountKind, icon: string}[]} */
const KINDS = [
  { kind: "percent", icon: "percent" },
  { kind: "amount", icon: "cash" },
  { kind: "complimentary", icon: "plate" },
]

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {MoneyNow} props.money
 * @param {(body: DiscountBody) => void} props.onDiscount
 * @param {() => void} props.onClose
 */
export function DiscountSheet({ order, money, onDiscount, onClose }) {
  const [kind, setKind] = useState(/** @type {DiscountKind} */ ("percent"))
  const [share, setShare] = useState(0)
  const [amount, setAmount] = useState(0)
  const [lineId, setLineId] = useState(0)
  // Null is the usual one, so that a discount is two taps and «give»; an empty field is none.
  const [written, setWritten] = useState(/** @type {string | null} */ (null))
  const usual = REASONS[kind].map((each) => t(`discount.reason.${each}`))
  const reason = written ?? usual[0]
  const lines = activeLines(order)
  const line = lines.find((each) => each.id === lineId)
  const before = order.discounts?.find((each) => each.line_id === (kind === "complimentary" ? lineId : null))

  /** @type {{label: string, body: Omit<DiscountBody, "reason">} | null} */
  const chosen =
    kind === "percent"
      ? share
        ? { label: percent(share, language()), body: { kind, percent_bp: share } }
        : null
      : kind === "amount"
        ? amount
          ? { label: rupiah(amount), body: { kind, amount } }
          : null
        : line
          ? { label: line.name, body: { kind, line_id: line.id } }
          : null
  const give = () => chosen && reason.trim() && onDiscount({ ...chosen.body, reason: reason.trim() })
  const verb = kind === "complimentary" ? t("discount.give_item") : t("discount.give")
  const foot = html`
    <button type="button" class="button button--primary button--big sheet__act" disabled=${!chosen || !reason.trim()}
      aria-busy=${money.busy ? "true" : undefined} onClick=${give}>
      <${Icon} name=${money.busy ? "reconnect" : "check"} /><span>${verb}${chosen && ` ${chosen.label}`}</span>
    </button>`
  return html`
    <${Sheet} title=${t("discount.title", { number: order.number })} onClose=${onClose}
      foot=${money.unsure ? html`<${Unanswered} money=${money} uid=${order.uid} />` : foot}>
      <div class="discount" inert=${money.unsure}>
        <div class="seg" role="group" aria-label=${t("discount.how")}>
          ${KINDS.map(
            (each) => html`<button key=${each.kind} type="button" class="button"
            aria-pressed=${String(each.kind === kind)} onClick=${() => setKind(each.kind)}><${Icon} name=${each.icon} />
            ${t(`discount.${each.kind}`)}</button>`,
          )}
        </div>
        ${
          kind === "percent" &&
          html`<div class="discount__shares" role="group" aria-label=${t("discount.percent")}>
            ${SHARES.map(
              (each) => html`<button key=${each} type="button" class="button" aria-pressed=${String(each === share)}
              onClick=${() => setShare(each)}>${percent(each, language())}</button>`,
            )}</div>`
        }
        ${
          kind === "amount" &&
          html`<${AmountField} id="discount-amount" label=${t("discount.amount")} amount=${amount}
          onAmount=${setAmount} />`
        }
        ${
          kind === "complimentary" &&
          html`<div class="discount__lines" role="group" aria-label=${t("discount.complimentary")}>
            ${lines.map(
              (each) => html`<button key=${each.id} type="button" class="button"
              aria-pressed=${String(each.id === lineId)} onClick=${() => setLineId(each.id)}>
              <span>${each.quantity}× ${each.name}</span><span class="money">${rupiah(each.line_total)}</span>
              </button>`,
            )}</div>`
        }
        ${
          before &&
          html`<p class="quiet">${t("discount.replaces", {
            discount: discountLabel(
              before,
              lines.find((each) => each.id === before.line_id),
            ),
          })}</p>`
        }
        <${ReasonField} id="discount-reason" label=${t("discount.why")} usual=${usual}
          reason=${reason} onReason=${setWritten} />
      </div>
    </${Sheet}>`
}
