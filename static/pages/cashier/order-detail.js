// The chosen order: what, for whom, and the one thing to do with it now.

import { html } from "../../vendor/preact/standalone.js"
import { isCancelled } from "../../lib/decisions.js"
import { rupiah } from "../../lib/money.js"
import { clockTime } from "../../lib/time.js"
import { BillRows } from "../../components/bill-rows.js"
import { Icon } from "../../components/icon.js"
import { OrderNumber } from "../../components/order-number.js"
import { useFocusIfLost } from "../../components/use-focus.js"
import { language, t } from "../../components/words.js"
import { Figures, HandedOut } from "./change.js"
import { takesChanges } from "./order-changes.js"
import { CheckRows } from "./check-rows.js"
import { OrderLines } from "./order-lines.js"
import { canSplit, owesBack, refundable, takesClaims, takesDiscounts } from "./order-money.js"
import { whoAndWhere } from "./order-row.js"
import { isSimplyPaid, PaidRows } from "./paid-rows.js"
import { MoneyChip, StatusChip } from "./status-chip.js"

/** @import { Check, Discount, Order, OrderLine, Shop } from "../../lib/types.js" */
/** @import { Handed } from "./change.js" */
/** @import { OpenSheet } from "./money-sheets.js" */
/** @import { ChangesNow } from "./use-changes.js" */
/** @import { SplitNow } from "./use-split.js" */

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {Shop | null} props.shop
 * @param {Handed | null} props.handed what to hand out for what was just done
 * @param {string[]} [props.payers] who took each payment, once that is known
 * @param {any} props.asked what guests ask for
 * @param {any} props.actions
 * @param {Set<number>} props.soldOut dishes that cannot be had just now
 * @param {ChangesNow} props.changes
 * @param {boolean} props.takesMoney whether who stands here may
 * @param {SplitNow} props.split
 * @param {boolean} props.locked while it is not known what became of the last request
 * @param {(line: OrderLine, is_available: boolean) => void} props.onAvailable
 * @param {() => void} props.onAdd
 * @param {() => void} props.onEdit
 * @param {() => void} props.onDiscount
 * @param {(discount: Discount) => void} props.onTakeBack
 * @param {() => void} props.onRefund
 * @param {(sheet: OpenSheet) => void} props.onSheet
 * @param {() => void} props.onPrint
 * @param {() => void} props.onSplit
 * @param {(check: Check) => void} props.onPayCheck
 * @param {() => void} props.onCode
 * @param {() => void} props.onBack
 */
export function OrderDetail({
  order,
  shop,
  handed,
  payers = [],
  asked,
  actions,
  soldOut,
  changes,
  takesMoney,
  split,
  locked,
  onAvailable,
  onAdd,
  onEdit,
  onDiscount,
  onTakeBack,
  onRefund,
  onSheet,
  onPrint,
  onSplit,
  onPayCheck,
  onCode,
  onBack,
}) {
  const simple = isSimplyPaid(order)
  const paid = html`<${PaidRows} order=${order} shop=${shop} payers=${payers}
    onSheet=${takesMoney ? onSheet : undefined} />`
  const heading = useFocusIfLost()
  return html`
    <div class="detail__head">
      <button type="button" class="button button--icon detail__back" aria-label=${t("common.back")} onClick=${onBack}>
      <${Icon} name="left" /></button>
      <${OrderNumber} number=${order.number} class="detail__plate" />
      <div class="detail__who">
        <h2 class="head" tabindex="-1" ref=${heading}>${whoAndWhere(order)}</h2>
        <p class="quiet">${t(`channel.${order.channel}`)} · ${clockTime(order.created_at, language(), shop?.time_zone)}
        ${order.placed_by ? ` · ${order.placed_by}` : ""}</p>
      </div>
      <div class="detail__signs"><${StatusChip} status=${order.status} />
      ${!owesBack(order) && html`<${MoneyChip} order=${order} />`}</div>
      ${
        takesChanges(order) &&
        html`<button type="button" class="button detail__edit" aria-haspopup="dialog" onClick=${onEdit}>
        <${Icon} name="note" /><span>${t("details.open")}</span><span class="sr"> ${order.number}</span></button>`
      }
      <button type="button" class="button detail__code" aria-haspopup="dialog" onClick=${onCode}>
      <${Icon} name="qr" /><span>QR</span><span class="sr"> ${order.number}</span></button>
    </div>
    ${handed && html`<${HandedOut} handed=${handed} />`}
    ${order.note && html`<p class="banner banner--wait"><${Icon} name="note" /><span>${order.note}</span></p>`}
    ${
      order.cancel_reason &&
      html`<p class="banner banner--danger"><${Icon} name="stop" /><span>
    ${order.cancel_reason}</span></p>`
    }
    ${
      order.merged_into &&
      html`<p class="banner"><${Icon} name="change" /><span>
    ${t("merge.ended", { number: order.merged_into.number })}</span></p>`
    }
    ${
      order.served_at &&
      html`<p class="banner"><${Icon} name="plate" /><span>
    ${t("cashier.served_at", { time: clockTime(order.served_at, language(), shop?.time_zone) })}</span></p>`
    }
    ${owesBack(order) && html`<${Figures} label=${t("owing.amount")} amount=${order.owed_back} />`}
    ${asked}
    <${OrderLines} order=${order} shop=${shop} soldOut=${soldOut} changes=${changes} takesMoney=${takesMoney}
      locked=${locked}
      onAvailable=${onAvailable} onAdd=${onAdd} />
    <${CheckRows} order=${order} busy=${split.busy} locked=${locked} onPay=${onPayCheck}
      onJoin=${() => split.join(order)} />
    <div class="summary">
      ${
        takesMoney &&
        html`<${MoneyActs} order=${order} onDiscount=${onDiscount} onRefund=${onRefund} onSplit=${onSplit}
        onClaim=${() => onSheet("claim")} />`
      }
      ${simple && paid}
      <${BillRows} bill=${order.bill} discounts=${order.discounts} lines=${order.lines}
        onTakeBack=${takesMoney && takesDiscounts(order) ? onTakeBack : undefined} />
      ${!simple && paid}
      <button type="button" class="button detail__print" aria-haspopup="dialog" onClick=${onPrint}>
      <${Icon} name="print" />${t("print.title")}</button>
    </div>
    ${actions}`
}

/**
 * What else can be done with the money: less or in checks before it came in, and back afterwards.
 * @param {object} props
 * @param {Order} props.order
 * @param {() => void} props.onDiscount
 * @param {() => void} props.onRefund
 * @param {() => void} props.onSplit
 * @param {() => void} props.onClaim
 */
function MoneyActs({ order, onDiscount, onRefund, onSplit, onClaim }) {
  const discounts = takesDiscounts(order)
  // Of a cancelled order it is the one thing to do, and lies where that lies.
  const refunds = refundable(order) > 0 && !isCancelled(order)
  const claims = takesClaims(order)
  if (!discounts && !refunds && !claims) return null
  return html`
    <div class="money-acts">
      ${discounts && html`<span class="quiet">${t(`method.${order.payment_method}`)} · ${t("pay.unpaid")}</span>`}
      ${
        discounts &&
        html`<button type="button" class="button" aria-haspopup="dialog" onClick=${onDiscount}>
        <${Icon} name="percent" />${t("discount.open")}</button>`
      }
      ${
        canSplit(order) &&
        html`<button type="button" class="button" aria-haspopup="dialog" onClick=${onSplit}>
        <${Icon} name="checks" />${t("split.open")}</button>`
      }
      ${
        refunds &&
        html`<button type="button" class="button" aria-haspopup="dialog" onClick=${onRefund}>
        <${Icon} name="undo" />${t("refund.open")}</button>`
      }
      ${
        claims &&
        html`<button type="button" class="button" aria-haspopup="dialog" onClick=${onClaim}>
        <${Icon} name="plus" />${t("claim.open")}</button>`
      }
    </div>`
}
