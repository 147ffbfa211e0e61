// What a waiter does with an order: to the kitchen, and to the table. The money and an early end are the till's.

import { html } from "../../vendor/preact/standalone.js"
import { isReady } from "../../lib/decisions.js"
import { t } from "../../components/words.js"
import { isOwed } from "./order-money.js"

/** @import { Order } from "../../lib/types.js" */
/** @import { Actions } from "./use-actions.js" */

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {boolean} props.sends whether it may go to the kitchen before it is paid
 * @param {Actions} props.actions
 * @param {(icon: string, label: string, run: () => void) => any} props.main
 */
export function ServiceButtons({ order, sends, actions, main }) {
  if (sends) return html`<div class="actions">${main("pan", t("round.send"), () => actions.send(order))}</div>`
  if (!isReady(order)) return null
  if (!isOwed(order))
    return html`<div class="actions">${main("check", t("cashier.picked_up"), () => actions.pickedUp(order))}</div>`
  if (order.served_at) return null
  return html`<div class="actions">${main("plate", t("cashier.served"), () => actions.served(order))}</div>`
}
