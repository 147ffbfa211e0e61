// Requests that change an order that was sent. What is absolute (how many, which table) may be sent twice; a round has
// a key, so that a lost answer adds nothing twice.

import { call } from "../../lib/api.js"
import { itemsOf } from "../../lib/cart.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Order, PlaceOrder } from "../../lib/types.js" */

/** @typedef {Partial<Pick<PlaceOrder, "order_type" | "table_number" | "customer_name" | "note">>} DetailsPatch */

const of = (/** @type {string} */ uid) => `/api/v1/admin/orders/${encodeURIComponent(uid)}`

/**
 * @param {string} uid
 * @param {CartLine[]} lines
 * @param {{expected_rev: number, key: string}} how
 * @returns {Promise<Order>}
 */
export const addLines = (uid, lines, { expected_rev, key }) =>
  call("POST", `${of(uid)}/lines`, { body: { items: itemsOf(lines), expected_rev }, key })

/** @param {string} uid @param {number} line @param {number} quantity @returns {Promise<Order>} */
export const setQuantity = (uid, line, quantity) => call("PUT", `${of(uid)}/lines/${line}`, { body: { quantity } })

/**
 * What a guest asked for is accepted, or declined with a reason.
 * @param {string} uid
 * @param {number} request
 * @param {"accept" | "decline"} answer
 * @param {{expected_rev: number, reason?: string}} body
 * @param {string} key
 * @returns {Promise<Order>}
 */
export const answerRequest = (uid, request, answer, body, key) =>
  call("POST", `${of(uid)}/requests/${request}/${answer}`, { body, key })

/** What is left out stays. @param {string} uid @param {DetailsPatch} patch @returns {Promise<Order>} */
export const changeDetails = (uid, patch) => call("PATCH", of(uid), { body: patch })
