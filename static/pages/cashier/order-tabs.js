// Which orders are under which tab, and in which order they stand there.

import { filterOrders, isOver, waitingRequests } from "../../lib/orders.js"
import { minutesSince } from "../../lib/time.js"
import { owesBack } from "./order-money.js"

/** @import { Order, OrderStatus } from "../../lib/types.js" */
/** @import { Orders } from "../../lib/orders.js" */

/** The tab that each order is under. @type {Record<OrderStatus, string>} */
const TAB_OF = {
  awaiting_payment: "unpaid",
  preparing: "preparing",
  ready: "ready",
  completed: "closed",
  cancelled: "closed",
}
export const TABS = [...new Set(Object.values(TAB_OF))].map((name) => ({
  name,
  holds: (/** @type {Order} */ order) =>
    TAB_OF[order.status] === name && !(owesBack(order) && isOver(order)) && !asksForMore(order),
}))

export const holdsOf = (/** @type {string} */ tab) => (TABS.find(({ name }) => name === tab) ?? TABS[0]).holds
/** What is not over. */
export const OPEN = TABS.map(({ name }) => name).filter((name) => name !== TAB_OF.completed)
/** The tab of the tables. */
export const TABLES = "tables"
/** Whether its guest waits for an answer, under any tab. @param {Order} order */
export function asksForMore(order) {
  return waitingRequests(order).length > 0
}

/** Who has not come to pay by then has mostly gone. In minutes. */
const LEFT_ALONE_AFTER = 20

/** @param {Order} order @param {number} now */
export const isLeftAlone = (order, now) => minutesSince(order.created_at, now) >= LEFT_ALONE_AFTER

/** When it was over. @param {Order} order */
const overAt = (order) => Date.parse(order.completed_at ?? order.ready_at ?? order.created_at)

/**
 * The orders of a tab, as they are worked on: who just came to the counter, or is just gone, on top; of those being
 * made and those that are ready, who waits longest; and what rings before all.
 * @param {Orders} orders
 * @param {string} tab
 * @param {Set<string>} ringing
 */
export function arranged(orders, tab, ringing) {
  const its = filterOrders(orders, holdsOf(tab))
  if (tab === TAB_OF.completed) return its.sort((a, b) => overAt(b) - overAt(a))
  if (tab === "unpaid") its.reverse()
  return its.sort((a, b) => Number(ringing.has(b.uid)) - Number(ringing.has(a.uid)))
}

/** Of the closed orders, which are the whole day's, a column has so many of the newest. */
const MOST_CLOSED = 40

/**
 * What stands in the column of a tab, and how many older ones do not. Of what is not over, all.
 * @param {Orders} orders
 * @param {string} tab
 * @param {Set<string>} ringing
 */
export function inColumn(orders, tab, ringing) {
  const its = arranged(orders, tab, ringing)
  const shown = tab === TAB_OF.completed ? its.slice(0, MOST_CLOSED) : its
  return { shown, older: its.length - shown.length }
}
