// A sale at the counter: what is being put together, and those put aside for a moment. One sale has one key from its
// first dish to its end, so that every tap, repeat and reload makes one order and one payment.

import { IS_TAKEN_AWAY } from "../../lib/decisions.js"
import { toOrder } from "../../lib/cart.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { OrderType, PaymentMethod, PlaceOrder } from "../../lib/types.js" */

/**
 * `price_level` is empty where the prices follow from `order_type`.
 * @typedef {{order_type: OrderType, price_level?: string, table_number: string, customer_name: string, note: string}}
 *   SaleDetails
 */
/**
 * What was sent and not yet answered: the sum that was shown, and the money handed over for it; none when it is paid
 *   later. With `to_kitchen` the kitchen starts before that.
 * @typedef {{at: number, total: number, method: PaymentMethod, tendered: number | null, to_kitchen?: boolean}} Sent
 */
/** @typedef {{key: string, at: number, lines: CartLine[], details: SaleDetails, sent: Sent | null}} Sale */
/** @typedef {{current: Sale, held: Sale[]}} Sales */

// Yesterday's half a sale is dropped.
const KEPT_FOR = 12 * 60 * 60_000
// The customer still waits for it.
const RESUMED_FOR = 10 * 60_000

/** @param {string} key @param {number} at @param {string} [table_number] @returns {Sale} */
export function newSale(key, at, table_number = "") {
  return {
    key,
    at,
    lines: [],
    details: { order_type: "dine_in", table_number, customer_name: "", note: "" },
    sent: null,
  }
}

/** @param {{lines: CartLine[]}} cart */
export function isEmpty({ lines }) {
  return lines.length === 0
}

/** Whether it is still worth keeping. @param {{at: number}} cart @param {number} now */
export const isYoung = ({ at }, now) => now - at < KEPT_FOR

/** What is remembered, without what is too old. @param {Sales | null} kept @param {Sale} fresh @returns {Sales} */
export function remembered(kept, fresh) {
  const young = (/** @type {Sale | undefined} */ sale) => Boolean(sale && isYoung(sale, fresh.at))
  return { current: kept && young(kept.current) ? kept.current : fresh, held: (kept?.held ?? []).filter(young) }
}

/**
 * Another sale comes to hand, and the present one waits, if there is anything in it.
 * @param {Sales} sales
 * @param {Sale} next
 * @returns {Sales}
 */
export function withCurrent({ current, held }, next) {
  const others = held.filter((sale) => sale.key !== next.key)
  return { current: next, held: isEmpty(current) || current.key === next.key ? others : [...others, current] }
}

/**
 * Whether what was tapped should be finished without asking: it has no answer, and is not long ago.
 * @param {{sent: {at: number} | null}} cart
 * @param {number} now
 */
export function isUnderWay({ sent }, now) {
  return sent !== null && now - sent.at < RESUMED_FOR
}

/** What goes over the wire, the same at every try. @param {Sale} sale @param {Sent} sent @returns {PlaceOrder} */
export function orderOf({ lines, details }, { method, to_kitchen = false }) {
  return toOrder(lines, {
    ...(to_kitchen ? { to_kitchen } : {}),
    order_type: details.order_type,
    ...(details.price_level ? { price_level: details.price_level } : {}),
    table_number: IS_TAKEN_AWAY[details.order_type] ? "" : details.table_number.trim(),
    customer_name: details.customer_name.trim(),
    note: details.note.trim(),
    payment_method: method,
  })
}
