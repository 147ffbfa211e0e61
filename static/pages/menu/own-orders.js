// The orders that this phone has placed, stored so that each can be opened from the menu until it is picked up.

import { fetchOrder, Refusal } from "../../lib/api.js"
import { readStored, writeStored } from "../../lib/storage.js"

/** @import { Order, OrderStatus } from "../../lib/types.js" */

export const OWN_ORDERS = "own_orders"
const MOST = 5
/** @type {Record<OrderStatus, boolean>} */
const IS_OPEN = { awaiting_payment: true, preparing: true, ready: true, completed: false, cancelled: false }

/** @param {Order} order */
export function keepOwnOrder(order) {
  const uids = readStored(OWN_ORDERS, /** @type {string[]} */ ([])).filter((uid) => uid !== order.uid)
  writeStored(OWN_ORDERS, [order.uid, ...uids].slice(0, MOST))
}

/** Those still under way; the finished and the unknown are forgotten. @returns {Promise<Order[]>} */
export async function listOwnOrders() {
  const uids = readStored(OWN_ORDERS, /** @type {string[]} */ ([]))
  const answers = await Promise.all(uids.map(ask))
  writeStored(
    OWN_ORDERS,
    uids.filter((_, at) => answers[at] !== "over"),
  )
  return answers.filter((answer) => typeof answer === "object")
}

/** @param {string} uid @returns {Promise<Order | "over" | "no answer">} */
async function ask(uid) {
  try {
    const order = await fetchOrder(uid)
    return IS_OPEN[order.status] ? order : "over"
  } catch (error) {
    // Only the server can say that an order is gone; silence says nothing.
    return error instanceof Refusal && error.status === 404 ? "over" : "no answer"
  }
}
