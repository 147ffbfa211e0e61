// What a kitchen screen stores over a reload: only what its tickets show, and never a customer's name.

/** @import { Order } from "../../lib/types.js" */
/** @import { Change, Details } from "./marks.js" */

/**
 * An order as this screen keeps it. `came` is when its work came: the payment it came with, and the time of a round
 * that is all there is to make. A later payment is none of the kitchen's.
 * @typedef {Order & {came?: {paid_at: string | null, added_at: string | null}}} Ticket
 */
/**
 * @typedef {object} Remembered
 * @property {Ticket[]} orders
 * @property {Order[]} cancelled
 * @property {[string, [number, Change][]][]} changed
 * @property {[string, Details][]} [was]
 */

/**
 * @param {object} shown
 * @param {Map<string, Ticket>} shown.orders
 * @param {Map<string, Order>} shown.cancelled
 * @param {Map<string, Map<number, Change>>} shown.changed
 * @param {Map<string, Details>} shown.was
 * @returns {Remembered}
 */
export function memoryOf({ orders, cancelled, changed, was }) {
  return {
    orders: [...orders.values()].map(slim),
    cancelled: [...cancelled.values()].map(slim),
    changed: [...changed].map(([uid, lines]) => [uid, [...lines]]),
    was: [...was],
  }
}

/** @template {Order} O @param {O} order @returns {O} */
function slim({ customer_name: _, tracking_url: __, history: ___, ...order }) {
  return /** @type {O} */ ({ ...order, customer_name: null })
}
