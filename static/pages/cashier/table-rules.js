// What is at each table: from the open orders alone, so that the view is never older than the list. Pure.

import { IS_TAKEN_AWAY } from "../../lib/decisions.js"
import { filterOrders, isOver } from "../../lib/orders.js"
import { isTheKitchens } from "./order-changes.js"
import { isOwed } from "./order-money.js"

/** @import { Orders } from "../../lib/orders.js" */
/** @import { Channel, Order, OrderStatus, OrderType, Shop } from "../../lib/types.js" */

/**
 * - `waiting`   to be paid before the kitchen starts
 * - `eating`    all of it was brought, and is paid later
 * @typedef {"free" | "waiting" | "preparing" | "ready" | "eating"} TableState
 */
/** @typedef {{table: string, state: TableState, orders: Order[], since: string, owed: number}} TableNow */

/** @type {Record<OrderStatus, TableState>} */
const STATE_OF = {
  awaiting_payment: "waiting",
  preparing: "preparing",
  ready: "ready",
  completed: "free",
  cancelled: "free",
}
/** Of several orders at one table, what has to be done comes first. @type {TableState[]} */
const FIRST = ["ready", "preparing", "waiting", "eating"]

/** @param {Order} order @returns {TableState} */
const stateOf = (order) => (order.served_at ? "eating" : STATE_OF[order.status])

/**
 * The shop's tables in their order, and after them those that it no longer has and where there still is an order.
 * @param {string[]} tables
 * @param {Orders} orders
 * @returns {TableNow[]}
 */
export function tablesNow(tables, orders) {
  const seated = filterOrders(orders, (order) => !isOver(order) && Boolean(order.table_number))
  const others = new Set(seated.map((order) => order.table_number ?? "").filter((name) => !tables.includes(name)))
  return [...tables, ...others].map((table) => {
    const its = seated.filter((order) => order.table_number === table)
    const states = its.map(stateOf)
    return {
      table,
      state: FIRST.find((state) => states.includes(state)) ?? "free",
      orders: its,
      since: its.map((order) => order.created_at).sort()[0] ?? "",
      owed: its.filter(isOwed).reduce((sum, order) => sum + order.rest_amount, 0),
    }
  })
}

/**
 * Open bills of no table: what is made and still to be paid, and what the staff keeps under a name.
 * @param {Orders} orders
 */
export function billsWithoutTable(orders) {
  return filterOrders(
    orders,
    (order) =>
      !isOver(order) && !order.table_number && isOwed(order) && (isTheKitchens(order) || Boolean(order.placed_by)),
  )
}

/** Typed in by the staff. @type {Record<Channel, boolean>} */
const IS_OURS = { counter: true, kiosk: false, phone: false }

/** @type {Record<Shop["open_bills"], (order: {order_type: OrderType, channel: Channel}) => boolean>} */
const ALLOWS = {
  never: () => false,
  dine_in: ({ order_type, channel }) => !IS_TAKEN_AWAY[order_type] && IS_OURS[channel],
  always: () => true,
}

/**
 * Whether the staff may send an order to the kitchen before it is paid.
 * @param {Shop | null} shop
 * @param {{order_type: OrderType, channel: Channel}} order
 */
export const maySend = (shop, order) =>
  shop !== null && (shop.payment_timing === "after" || ALLOWS[shop.open_bills](order))
