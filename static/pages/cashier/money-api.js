// Requests that move an order's money. Each has an idempotency key and the revision that was on the screen, so that a
// lost answer can be asked for again, and two tills never do the same twice.

import { call } from "../../lib/api.js"

/** @import { Discount, DiscountKind, Order, PaymentMethod, Refund } from "../../lib/types.js" */

/**
 * `amount` only for a part, `check_id` where the bill is split.
 * @typedef {{method: PaymentMethod, amount?: number, tendered?: number, check_id?: number}} PaymentBody
 */
/**
 * @typedef {object} DiscountBody
 * @property {DiscountKind} kind
 * @property {number} [percent_bp]
 * @property {number} [amount]
 * @property {number} [line_id]
 * @property {string} reason
 */
/**
 * Pieces of lines, an amount, or neither for all that is left.
 * @typedef {object} RefundBody
 * @property {{line_id: number, quantity: number}[]} [lines]
 * @property {number} [amount]
 * @property {number} [check_id] where the bill is split
 * @property {PaymentMethod} method
 * @property {string} reason
 */
/** Takes an item off; it is told what `item` it was. @typedef {{line: number, item: string}} VoidedItem */
/**
 * @typedef {{kind: "payments", body: PaymentBody} | {kind: "discounts", body: DiscountBody}
 *   | {kind: "refunds", body: RefundBody} | {kind: "void", body: {reason?: string}} & VoidedItem} MoneyRequest
 */
/** @typedef {{name: string, pin: string}} Approval of another person, for this one request */
/** @typedef {Order & {change?: number, refund?: Refund}} AfterMoney `change` is what is handed out now */

/** @param {MoneyRequest} request */
const what = (request) => (request.kind === "void" ? `lines/${request.line}/void` : request.kind)
const of = (/** @type {string} */ uid) => `/api/v1/admin/orders/${encodeURIComponent(uid)}`

/**
 * @param {string} uid
 * @param {MoneyRequest} request
 * @param {{expected_rev: number, key: string, approval?: Approval}} how
 * @returns {Promise<AfterMoney>}
 */
export const moveMoney = (uid, request, { key, ...how }) =>
  call("POST", `${of(uid)}/${what(request)}`, { body: { ...request.body, ...how }, key })

/** @param {string} uid @param {Discount} discount @returns {Promise<Order>} */
export const removeDiscount = (uid, { id }) => call("DELETE", `${of(uid)}/discounts/${id}`)
