// Orders by uid. Each event has the whole order with its revision, so the newest wins and a repeated event does no
// harm.

import { IN_CASH } from "./decisions.js"

/** @import { LineStatus, Order, OrderLine, OrderStatus } from "./types.js" */

/** @typedef {Map<string, Order>} Orders */

/** @param {Order[]} list @returns {Orders} */
export function ordersByUid(list) {
  return new Map(list.map((order) => [order.uid, order]))
}

/**
 * The orders with this one in it, unless a newer one already is.
 * @param {Orders} orders
 * @param {Order} order
 * @returns {Orders}
 */
export function withOrder(orders, order) {
  const known = orders.get(order.uid)
  if (known && known.rev > order.rev) return orders
  return new Map(orders).set(order.uid, order)
}

/**
 * Those wanted, in the order the server sent them: by journal, never by a clock.
 * @param {Orders} orders
 * @param {(order: Order) => boolean} wanted
 */
export function filterOrders(orders, wanted) {
  return [...orders.values()].filter(wanted)
}

/** @type {Record<OrderStatus, boolean>} */
const IS_OVER = { awaiting_payment: false, preparing: false, ready: false, completed: true, cancelled: true }

/** Whether nothing more is to happen to it. @param {Order} order */
export const isOver = (order) => IS_OVER[order.status]

/** The rounds that guests asked for and the till has not answered. @param {Order} order */
export const waitingRequests = (order) => (order.requests ?? []).filter(({ state }) => state === "waiting")

/** Whether money is still to come for it. @param {Order} order */
export const isOwed = (order) => order.rest_amount > 0 && !isOver(order)

/** What is still to be paid, in the way that was chosen. @param {Order} order */
export const restToPay = (order) => (IN_CASH[order.payment_method] ? order.rest_in_cash : order.rest_amount)

/** @type {Record<LineStatus, {counts: boolean, isToMake: boolean}>} */
const LINES = {
  queued: { counts: true, isToMake: true },
  done: { counts: true, isToMake: false },
  void: { counts: false, isToMake: false },
}

/** Lines that still count. @param {Order} order */
export function activeLines(order) {
  return order.lines.filter((line) => LINES[line.status].counts)
}

/** Whether the kitchen has yet to make it. @param {OrderLine} line */
export const isToMake = (line) => LINES[line.status].isToMake

/** Whether it is made. @param {OrderLine} line */
export const isMade = (line) => LINES[line.status].counts && !isToMake(line)

/** Whether it was taken off. @param {OrderLine} line */
export const isVoid = (line) => !LINES[line.status].counts

/** The round it came in: 1 with the order, more when it was added later. @param {OrderLine} line */
export const roundOf = (line) => line.round ?? 1

/**
 * Lines by the round they came in, the first round first.
 * @param {OrderLine[]} lines
 * @returns {{round: number, lines: OrderLine[]}[]}
 */
export function byRound(lines) {
  const rounds = [...new Set(lines.map(roundOf))].sort((a, b) => a - b)
  return rounds.map((round) => ({ round, lines: lines.filter((line) => roundOf(line) === round) }))
}

/** Lines that still count and are no fees. @param {Order} order */
export const activeDishes = (order) => activeLines(order).filter((line) => !line.fee)

/** How many dishes. @param {Order} order */
export function dishCount(order) {
  return activeDishes(order).reduce((sum, line) => sum + line.quantity, 0)
}

/**
 * What it is, in one breath: the first dishes, and how many more there are.
 * @param {Order} order
 * @param {number} [most]
 */
export function dishesInShort(order, most = 2) {
  const lines = activeDishes(order)
  const names = lines.slice(0, most).map(({ name, quantity }) => (quantity > 1 ? `${quantity}× ${name}` : name))
  return { names: names.join(", "), more: lines.length - names.length }
}

/** Names of what was chosen, in one breath. @param {Pick<OrderLine, "modifiers">} line */
export function choices(line) {
  return line.modifiers.map((modifier) => modifier.name).join(" · ")
}
