// What of an order that was sent can still be changed, and how. Pure, so that the buttons, the sheets and the words
// after a refusal never decide differently.

import { IS_TAKEN_AWAY } from "../../lib/decisions.js"
import { activeDishes, isOver } from "../../lib/orders.js"
import { isSplit } from "./checks.js"
import { piecesLeft } from "./order-money.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Order, OrderLine, OrderStatus } from "../../lib/types.js" */
/** @import { DetailsPatch } from "./change-api.js" */
/** @import { SaleDetails } from "./sale-rules.js" */

/** Whether the kitchen has it, so that nothing of it goes without a reason. @type {Record<OrderStatus, boolean>} */
const IS_THE_KITCHENS = { awaiting_payment: false, preparing: true, ready: true, completed: true, cancelled: false }

/** @param {Order} order */
export const isTheKitchens = (order) => IS_THE_KITCHENS[order.status]

/** Whether anything of it can still be changed, table and name always. @param {Order} order */
export const takesChanges = (order) => !isOver(order)

/** Whether items can be added, counted otherwise or taken off: not while the bill is split. @param {Order} order */
export const takesItems = (order) => takesChanges(order) && !isSplit(order)

/** Whether anything of a line can still be taken off or given back. @param {Order} order @param {OrderLine} line */
export const canTakeOff = (order, line) => takesItems(order) && piecesLeft(order, line) > 0

/**
 * Why a line cannot be taken off, and so what is offered instead: cancelling the order, or a refund. The server
 * decides; where it is certain already, neither a reason nor a PIN is asked for in vain.
 * @typedef {"last_line" | "paid_for"} Obstacle
 * @param {Order} order
 * @param {OrderLine} line
 * @returns {Obstacle | ""}
 */
export function obstacleOf(order, line) {
  if (!line.fee && activeDishes(order).length === 1) return "last_line"
  const costs = line.parts?.total ?? line.line_total
  return order.paid_amount > 0 && costs > order.rest_amount ? "paid_for" : ""
}

/** A line in a few words. @param {{quantity: number, name: string}} line */
export const itemOf = ({ quantity, name }) => `${quantity}× ${name}`

/**
 * Whether taking it off needs a reason: a fee, and what the kitchen has.
 * @param {Order} order
 * @param {OrderLine} line
 */
export const needsReason = (order, line) => Boolean(line.fee) || isTheKitchens(order)

/** The same item again, as it is put into a cart. @param {OrderLine} line @returns {CartLine} */
export const asCartLine = ({ menu_item_id, modifiers, note, quantity }) => ({
  item: menu_item_id ?? 0,
  options: modifiers.map((modifier) => modifier.option_id),
  note: note ?? "",
  quantity,
})

/** @param {Order} order @returns {SaleDetails} */
export const detailsOf = ({ order_type, table_number, customer_name, note }) => ({
  order_type,
  table_number: table_number ?? "",
  customer_name: customer_name ?? "",
  note: note ?? "",
})

/**
 * What is different, and what it was: to be sent, and to be undone. Food that leaves has no table.
 * @param {SaleDetails} before
 * @param {SaleDetails} wanted
 * @returns {{patch: DetailsPatch, undo: DetailsPatch} | null} none when nothing is
 */
export function differenceOf(before, wanted) {
  const next = {
    order_type: wanted.order_type,
    table_number: IS_TAKEN_AWAY[wanted.order_type] ? "" : wanted.table_number.trim(),
    customer_name: wanted.customer_name.trim(),
    note: wanted.note.trim(),
  }
  const changed = /** @type {(keyof typeof next)[]} */ (Object.keys(next)).filter((name) => next[name] !== before[name])
  if (changed.length === 0) return null
  const only = (/** @type {SaleDetails} */ details) => Object.fromEntries(changed.map((name) => [name, details[name]]))
  return { patch: only(next), undo: only(before) }
}
