// What can be done with an order on the till: one primary act per state, always in the same corner.

import { html } from "../../vendor/preact/standalone.js"
import { IS_TAKEN_AWAY, isUnsent } from "../../lib/decisions.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"
import { isOwed, openClaims, owesBack, refundable } from "./order-money.js"
import { ServiceButtons } from "./service-buttons.js"
import { maySend } from "./table-rules.js"

/** @import { Order, Shop } from "../../lib/types.js" */
/** @import { OpenSheet } from "./money-sheets.js" */
/** @import { Actions } from "./use-actions.js" */

/**
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
export function ActionButtons({ order, shop, takesMoney, actions, onPay, onRefund, onSheet, onCancel }) {
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

  const sends = isUnsent(order) && maySend(shop, order)
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
      const serve = unpaid && !IS_TAKEN_AWAY[order.order_type] && !order.served_at
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
