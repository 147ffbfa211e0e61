// A pile of orders kept by uid. The order inside each event is whole and says how old it is, so the newest always wins
// and hearing one twice does no harm.

/** @import { Order, OrderLine } from "./types.js" */

/** @typedef {Map<string, Order>} Orders */

/** @param {Order[]} list @returns {Orders} */
export function pile(list) {
  return new Map(list.map((order) => [order.uid, order]))
}

/** The pile with this order in it, unless a newer one already is. @param {Orders} orders @param {Order} order @returns {Orders} */
export function withOrder(orders, order) {
  const known = orders.get(order.uid)
  if (known && known.rev > order.rev) return orders
  return new Map(orders).set(order.uid, order)
}

/**
 * Those wanted, in the order the server told of them: by journal, never by a clock.
 * @param {Orders} orders
 * @param {(order: Order) => boolean} wanted
 */
export function inTurn(orders, wanted) {
  return [...orders.values()].filter(wanted)
}

/** Lines that still count. @param {Order} order */
export function livingLines(order) {
  return order.lines.filter((line) => line.status !== "void")
}

/** How many dishes. @param {Order} order */
export function dishCount(order) {
  return livingLines(order).reduce((sum, line) => sum + line.quantity, 0)
}

/** Names of what was chosen, in one breath. @param {OrderLine} line */
export function choices(line) {
  return line.modifiers.map((modifier) => modifier.name).join(" · ")
}
