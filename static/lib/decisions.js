// Decisions of the pages about word lists: statuses, order types, payment methods, roles. Each has a table that names
// every word, so that `tsc` finds what a new word leaves undecided.

/** @import { CallWish, OrderStatus, OrderType, PaymentMethod, PaymentStatus, Role } from "./types.js" */

/**
 * Which of the five places an order has come to.
 * @type {Record<OrderStatus, "unsent" | "cooking" | "made" | "handed over" | "off">}
 */
const AT = {
  awaiting_payment: "unsent",
  preparing: "cooking",
  ready: "made",
  completed: "handed over",
  cancelled: "off",
}
/** @typedef {{status: OrderStatus}} Moving */

/** @param {Moving} order */
export const isUnsent = ({ status }) => AT[status] === "unsent"

/** @param {Moving} order */
export const isCooking = ({ status }) => AT[status] === "cooking"

/** @param {Moving} order */
export const isReady = ({ status }) => AT[status] === "made"

/** @param {Moving} order */
export const isHandedOver = ({ status }) => AT[status] === "handed over"

/** @param {Moving} order */
export const isCancelled = ({ status }) => AT[status] === "off"

/** @type {Record<PaymentStatus, boolean>} */
const IS_UNPAID = { unpaid: true, partially_paid: false, paid: false, partially_refunded: false, refunded: false }

/** Whether none of its money ever came in. @param {{payment_status: PaymentStatus}} bill */
export const isUnpaid = ({ payment_status }) => IS_UNPAID[payment_status]

/** Counted out in coins, with change. @type {Record<PaymentMethod, boolean>} */
export const IN_CASH = { cash: true, qris: false, transfer: false, card: false, app: false }

/** Paid by scanning the shop's code. @type {Record<PaymentMethod, boolean>} */
export const BY_CODE = { cash: false, qris: true, transfer: false, card: false, app: false }

/** It leaves the shop, and has no table. @type {Record<OrderType, boolean>} */
export const IS_TAKEN_AWAY = { dine_in: false, take_away: true }

/** @type {Record<OrderType, string>} */
export const TYPE_ICONS = { dine_in: "plate", take_away: "takeaway" }

/** What a table calls for. @type {Record<CallWish, string>} */
export const CALL_ICONS = { waiter: "bell", bill: "cash" }

export const ORDER_TYPES = /** @type {OrderType[]} */ (Object.keys(TYPE_ICONS))

/** Who looks after the shop itself. @type {Record<Role, boolean>} */
export const IS_OWNER = {
  owner: true,
  cashier: false,
  waiter: false,
  kitchen: false,
  board: false,
  kiosk: false,
  display: false,
}
