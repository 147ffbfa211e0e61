// The pane on the right: an order with its actions, or the taking of its payment.

import { html, useState } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"
import { CheckTabs, payableOf } from "./check-tabs.js"
import { isSplit } from "./checks.js"
import { methodsFor } from "./methods.js"
import { OrderDetail } from "./order-detail.js"
import { isOwed, openClaims, owesBack, refundable } from "./order-money.js"
import { PaymentRows } from "./paid-rows.js"
import { ServiceButtons } from "./service-buttons.js"
import { maySend } from "./table-rules.js"
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
  onSplit,
  onCancel,
  onCode,
  onBack,
}) {
  const [chosen, setChosen] = useState({ uid: "", id: FIRST })
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
      <${TakePayment} key=${`${order.uid} ${id} ${rest} ${payments.length}`} rest=${rest}
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
      onRefund=${onRefund} onSheet=${onSheet} onSplit=${onSplit}
      onPayCheck=${(/** @type {Check} */ { id }) => pay(id)} onCode=${onCode} onBack=${onBack}
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

/**
 * One primary act per state, always in the same corner.
 * @param {object} props
 * @param {Order} props.order
 * @param {Shop | null} props.shop
 * @param {boolean} props.takesMoney
 * @param {Actions} props.actions
 * @param {() => void} props.onPay
 * @param {() => void} props.onRefund
 * @param {(sheet: OpenSheet) => void} props.onSheet
 * @param {() => void} props.onCancel
 */
function ActionButtons({ order, shop, takesMoney, actions, onPay, onRefund, onSheet, onCancel }) {
  const unpaid = isOwed(order)
  const busy = actions.busy ? "true" : undefined
  const pay = html`
    <button type="button" class="button button--primary button--big actions__main" aria-busy=${busy} onClick=${onPay}>
      <${Icon} name="cash" />${t("cashier.take_payment")}<span class="money">${rupiah(order.rest_amount)}</span>
      <kbd aria-hidden="true">Enter</kbd>
    </button>`
  const main = (
    /** @type {string} */ icon,
    /** @type {string} */ label,
    /** @type {() => void} */ run,
    look = "button--primary",
  ) => html`
    <button type="button" class=${`button button--big actions__main ${look}`} aria-busy=${busy} onClick=${run}>
    <${Icon} name=${icon} />${label}<kbd aria-hidden="true">Enter</kbd></button>`
  const cancel = html`<button type="button" class="button button--danger button--big" onClick=${onCancel}>
  <${Icon} name="close" />${t("cashier.cancel")}</button>`
  const aside = (/** @type {string} */ icon, /** @type {string} */ label, /** @type {() => void} */ run) => html`
    <button type="button" class="button button--big" aria-busy=${busy} onClick=${run}><${Icon} name=${icon} />
    ${label}</button>`

  const sends = order.status === "awaiting_payment" && maySend(shop, order)
  if (!takesMoney) return html`<${ServiceButtons} order=${order} sends=${sends} actions=${actions} main=${main} />`
  // What was paid goes first, then what came in later.
  const [claim] = openClaims(order)
  const giveBack = () => (refundable(order) > 0 || !claim ? onRefund() : onSheet(`settle ${claim.id}`))

  switch (order.status) {
    case "awaiting_payment":
      return html`<div class="actions">${cancel}
      ${sends && aside("pan", t("round.send"), () => actions.send(order))}${pay}</div>`
    case "preparing":
      return unpaid
        ? html`<div class="actions">${cancel}${aside("bell", t("cashier.mark_ready"), () => actions.ready(order))}
        ${pay}</div>`
        : html`<div class="actions">${cancel}${main("bell", t("cashier.mark_ready"), () => actions.ready(order))}</div>`
    case "ready": {
      const recall = aside("undo", t("cashier.recall"), () => actions.recall(order))
      const serve = unpaid && order.order_type === "dine_in" && !order.served_at
      return html`<div class="actions">${recall}
      ${serve && aside("plate", t("cashier.served"), () => actions.served(order))}
      ${unpaid ? pay : main("check", t("cashier.picked_up"), () => actions.pickedUp(order))}</div>`
    }
    case "completed":
      return html`<div class="actions">${aside("undo", t("cashier.reopen"), () => actions.reopen(order))}</div>`
    case "cancelled":
      return owesBack(order) ? html`<div class="actions">${main("undo", t("refund.open"), giveBack)}</div>` : null
    default:
      ;/** @satisfies {never} */ (order.status)
      return null
  }
}
