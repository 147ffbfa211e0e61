// Requests that move an order's money. Each has an idempotency key and the revision that was on the screen, so that a
// lost answer can be asked for again, and two tills never do the same twice.

import { call } from "../../lib/api.js"

/** @import { Claim, ClaimCause, Discount, DiscountKind, Order, PaymentMethod, Refund } from "../../lib/types.js" */

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
/** @typedef {{method: PaymentMethod, reason: string}} CorrectionBody */
/** @typedef {{cause: ClaimCause, method: PaymentMethod, amount: number}} ClaimBody */
/** @typedef {{method: PaymentMethod, reason: string}} SettlementBody */
/** Takes an item off; it is told what `item` it was. @typedef {{line: number, item: string}} VoidedItem */
/**
 * @typedef {{kind: "payments", body: PaymentBody} | {kind: "discounts", body: DiscountBody}
 *   | {kind: "refunds", body: RefundBody} | {kind: "void", body: {reason?: string}} & VoidedItem
 *   | {kind: "correction", payment: number, body: CorrectionBody} | {kind: "claims", body: ClaimBody}
 *   | {kind: "settlement", claim: number, body: SettlementBody}} MoneyRequest
 */
/** @typedef {{name: string, pin: string}} Approval of another person, for this one request */
/**
 * `change` is what is handed out now.
 * @typedef {Order & {change?: number, refund?: Refund, claim?: Claim}} AfterMoney
 */

/** @param {MoneyRequest} request */
function what(request) {
  switch (request.kind) {
    case "void":
      return `lines/${request.line}/void`
    case "correction":
      return `payments/${request.payment}/corrections`
    case "settlement":
      return `claims/${request.claim}/settlement`
    case "payments":
    case "discounts":
    case "refunds":
    case "claims":
      return request.kind
    default:
      ;/** @satisfies {never} */ (request)
      return ""
  }
}
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
