// The pane on the right: an order with its actions, or the taking of its payment.

import { html, useState } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"
import { ActionButtons } from "./action-buttons.js"
import { AskedRounds } from "./asked-rounds.js"
import { CheckTabs, payableOf } from "./check-tabs.js"
import { isSplit } from "./checks.js"
import { useShown } from "./customer-display.js"
import { orderShown } from "./display-state.js"
import { methodsFor } from "./methods.js"
import { OrderDetail } from "./order-detail.js"
import { isOwed } from "./order-money.js"
import { PaymentRows } from "./paid-rows.js"
import { TakePayment } from "./take-payment.js"
import { Unanswered } from "./unanswered.js"

/** @import { Check, Discount, Order, OrderLine, Shop } from "../../lib/types.js" */
/** @import { Handed } from "./change.js" */
/** @import { PaymentBody } from "./money-api.js" */
/** @import { OpenSheet } from "./money-sheets.js" */
/** @import { Actions } from "./use-actions.js" */
/** @import { ChangesNow } from "./use-changes.js" */
/** @import { MenuNow } from "./use-menu.js" */
/** @import { MoneyNow } from "./use-money.js" */
/** @import { SplitNow } from "./use-split.js" */

/** No check was chosen: the first that is due is paid. */
const FIRST = -1

/**
 * @param {object} props
 * @param {Order | undefined} props.order
 * @param {Shop | null} props.shop
 * @param {MenuNow} props.menu
 * @param {Actions} props.actions
 * @param {MoneyNow} props.money
 * @param {ChangesNow} props.changes
 * @param {SplitNow} props.split
 * @param {Handed | null} props.handed
 * @param {string[]} props.payers
 * @param {boolean} props.paying
 * @param {boolean} props.tappable
 * @param {boolean} props.takesMoney whether who stands here may
 * @param {(paying: boolean) => void} props.onPaying
 * @param {(order: Order) => void} props.onAdd
 * @param {() => void} props.onEdit
 * @param {() => void} props.onDiscount
 * @param {() => void} props.onRefund
 * @param {(sheet: OpenSheet) => void} props.onSheet
 * @param {() => void} props.onPrint
 * @param {() => void} props.onSplit
 * @param {() => void} props.onCancel
 * @param {() => void} props.onCode
 * @param {() => void} props.onBack
 */
export function Detail({
  order,
  shop,
  menu,
  actions,
  money,
  changes,
  split,
  handed,
  payers,
  paying,
  tappable,
  takesMoney,
  onPaying,
  onAdd,
  onEdit,
  onDiscount,
  onRefund,
  onSheet,
  onPrint,
  onSplit,
  onCancel,
  onCode,
  onBack,
}) {
  const [chosen, setChosen] = useState({ uid: "", id: FIRST })
  useShown("cart", order?.uid ?? "", order && paying && isOwed(order) ? orderShown(order) : null)
  if (!order)
    return html`<${EmptyState} icon="list" title=${t("cashier.none_chosen")}><p>
    ${t("cashier.none_chosen_help")}</p></${EmptyState}>`
  // Also where it is of another order: one thing at a time.
  const unanswered = money.unsure && html`<${Unanswered} money=${money} uid=${order.uid} />`
  const methods = methodsFor(shop, order.price_level)
  const pay = (id = FIRST) => {
    setChosen({ uid: order.uid, id })
    onPaying(true)
  }
  if (paying && isOwed(order)) {
    const { payments = [], rest_amount, rest_in_cash } = order
    const check = isSplit(order) && payableOf(order, chosen.uid === order.uid ? chosen.id : FIRST)
    const { id, rest, restInCash } = check || { id: 0, rest: rest_amount, restInCash: rest_in_cash }
    const of = id ? { check_id: id } : {}
    const tabs = html`<${CheckTabs} order=${order} chosen=${id} busy=${money.busy} onChoose=${pay} />`
    return html`
      <${TakePayment} key=${`${order.uid} ${id} ${rest} ${payments.length}`} of=${order.uid} rest=${rest}
        restInCash=${restInCash} number=${order.number} qris=${shop?.qris}
        wished=${payments.length ? undefined : order.payment_method}
        methods=${methods} splits=${!check || id > 0} busy=${money.busy} tappable=${tappable} unanswered=${unanswered}
        before=${
          (check || payments.length > 0) &&
          html`${check && tabs}
            <${PaidSoFar} order=${order} shop=${shop} payers=${payers} handed=${handed} />`
        }
        onPaid=${(/** @type {PaymentBody} */ body) =>
          money.begin(order, { kind: "payments", body: { ...body, ...of } })}
        onBack=${() => onPaying(false)} />`
  }
  return html`
    <${OrderDetail} key=${order.uid} order=${order} shop=${shop} handed=${handed} payers=${payers}
      soldOut=${menu.soldOut} changes=${changes} split=${split} takesMoney=${takesMoney}
      locked=${Boolean(unanswered) || money.busy}
      onAdd=${() => onAdd(order)} onEdit=${onEdit}
      onAvailable=${(/** @type {OrderLine} */ line, /** @type {boolean} */ is_available) =>
        line.menu_item_id !== null && menu.setAvailable({ id: line.menu_item_id, name: line.name }, is_available)}
      onDiscount=${onDiscount} onTakeBack=${(/** @type {Discount} */ discount) => actions.takeBack(order, discount)}
      onRefund=${onRefund} onSheet=${onSheet} onPrint=${onPrint} onSplit=${onSplit}
      onPayCheck=${(/** @type {Check} */ { id }) => pay(id)} onCode=${onCode}
      onBack=${onBack}
      asked=${
        takesMoney &&
        html`<${AskedRounds} order=${order} actions=${actions} locked=${Boolean(unanswered) || money.busy} />`
      }
      actions=${
        unanswered
          ? html`<div class="actions">${unanswered}</div>`
          : html`<${ActionButtons} order=${order} shop=${shop} takesMoney=${takesMoney} actions=${actions}
          onPay=${() => pay()}
          onRefund=${onRefund} onSheet=${onSheet} onCancel=${onCancel} />`
      } />`
}

/**
 * What was paid already, and what to hand out for the last of it, while the rest is taken. Of a split bill the checks
 * say what is left.
 * @param {{order: Order, shop: Shop | null, payers: string[], handed: Handed | null}} props
 */
function PaidSoFar({ order, shop, payers, handed }) {
  const { payments = [] } = order
  const last = payments.at(-1)
  if (!last || (isSplit(order) && !(handed && handed.amount > 0))) return null
  return html`
    <div class="summary paid-so-far">
      ${!isSplit(order) && html`<${PaymentRows} payments=${payments} shop=${shop} payers=${payers} />`}
      ${
        handed &&
        handed.amount > 0 &&
        html`<p class="banner banner--good" role="status"><${Icon} name="change" />
        <span>${t("pay.part_change", { amount: rupiah(last.amount) })}</span>
        <b class="money paid-so-far__change">${rupiah(handed.amount)}</b></p>`
      }
    </div>`
}
