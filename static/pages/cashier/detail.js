// The pane on the right: an order with its actions, or the taking of its payment.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { OrderDetail } from "./order-detail.js"
import { TakePayment } from "./take-payment.js"
import { t } from "../../components/words.js"

/** @import { Order, OrderLine, PaymentMethod, Shop } from "../../lib/types.js" */
/** @import { Actions } from "./use-actions.js" */
/** @import { MenuNow } from "./use-menu.js" */

/** @type {PaymentMethod[]} */
const CASH_ONLY = ["cash"]

/**
 * @param {object} props
 * @param {Order | undefined} props.order
 * @param {Shop | null} props.shop
 * @param {MenuNow} props.menu
 * @param {Actions} props.actions
 * @param {string | null} props.payer
 * @param {boolean} props.paying
 * @param {boolean} props.tappable
 * @param {(paying: boolean) => void} props.onPaying
 * @param {() => void} props.onCancel
 * @param {() => void} props.onCode
 * @param {() => void} props.onBack
 */
export function Detail({ order, shop, menu, actions, payer, paying, tappable, onPaying, onCancel, onCode, onBack }) {
  if (!order)
    return html`<${EmptyState} icon="list" title=${t("cashier.none_chosen")}><p>
    ${t("cashier.none_chosen_help")}</p></${EmptyState}>`
  if (paying && order.payment_status === "unpaid") {
    return html`
      <${TakePayment} key=${order.uid} total=${order.total_amount} number=${order.number} wished=${order.payment_method}
        methods=${shop?.payment_methods ?? CASH_ONLY} busy=${actions.busy} tappable=${tappable}
        onPaid=${(/** @type {PaymentMethod} */ method, /** @type {number} */ tendered) =>
          actions.pay(order, method, tendered)}
          onBack=${() => onPaying(false)} />`
  }
  return html`
    <${OrderDetail} key=${order.uid} order=${order} shop=${shop} change=${actions.changeOf(order)} payer=${payer}
      soldOut=${menu.soldOut}
      onAvailable=${(/** @type {OrderLine} */ line, /** @type {boolean} */ is_available) =>
        menu.setAvailable({ id: line.menu_item_id, name: line.name }, is_available)}
        onCode=${onCode} onBack=${onBack}
      actions=${html`<${ActionButtons} order=${order} actions=${actions} onPay=${() => onPaying(true)}
        onCancel=${onCancel} />`} />`
}

/**
 * One primary act per state, always in the same corner.
 * @param {{order: Order, actions: Actions, onPay: () => void, onCancel: () => void}} props
 */
function ActionButtons({ order, actions, onPay, onCancel }) {
  const unpaid = order.payment_status === "unpaid"
  const busy = actions.busy ? "true" : undefined
  const pay = html`
    <button type="button" class="button button--primary button--big actions__main" aria-busy=${busy} onClick=${onPay}>
      <${Icon} name="cash" />${t("cashier.take_payment")}<span class="money">${rupiah(order.total_amount)}</span>
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

  switch (order.status) {
    case "awaiting_payment":
      return html`<div class="actions">${cancel}${pay}</div>`
    case "preparing":
      return unpaid
        ? html`<div class="actions">${cancel}${aside("bell", t("cashier.mark_ready"), () => actions.ready(order))}
        ${pay}</div>`
        : html`<div class="actions">${cancel}${main("bell", t("cashier.mark_ready"), () => actions.ready(order))}</div>`
    case "ready": {
      const recall = aside("undo", t("cashier.recall"), () => actions.recall(order))
      return html`<div class="actions">${recall}
      ${unpaid ? pay : main("check", t("cashier.picked_up"), () => actions.pickedUp(order))}</div>`
    }
    case "completed":
      return html`<div class="actions">${aside("undo", t("cashier.reopen"), () => actions.reopen(order))}</div>`
    case "cancelled":
      return null
    default:
      ;/** @satisfies {never} */ (order.status)
      return null
  }
}
