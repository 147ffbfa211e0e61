// Requests that change an order that was sent. What is absolute (how many, which table) may be sent twice; a round has
// a key, so that a lost answer adds nothing twice.

import { call } from "../../lib/api.js"
import { itemsOf } from "../../lib/cart.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { CheckDraft, Order, PlaceOrder } from "../../lib/types.js" */

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

/** Whether it was brought to its table. @param {Order} order @param {boolean} served @returns {Promise<Order>} */
export const markServed = ({ uid, rev }, served) =>
  call("PUT", `${of(uid)}/served`, { body: { served, expected_rev: rev } })

/**
 * All of it goes over to another order; answers with that one.
 * @param {Order} from
 * @param {Order} into
 * @param {string} key
 * @returns {Promise<Order>}
 */
export const mergeInto = (from, into, key) =>
  call("POST", `${of(from.uid)}/merge`, { body: { into: into.uid, expected_rev: from.rev, into_rev: into.rev }, key })

/**
 * Some of it becomes an order of its own; answers with that one.
 * @param {Order} from
 * @param {{line_id: number, quantity: number}[]} lines
 * @param {{table_number: string, customer_name: string}} to
 * @param {string} key
 * @returns {Promise<Order>}
 */
export const splitOff = (from, lines, { table_number, customer_name }, key) =>
  call("POST", `${of(from.uid)}/move-lines`, {
    body: {
      lines,
      expected_rev: from.rev,
      ...(table_number ? { table_number } : {}),
      ...(customer_name ? { customer_name } : {}),
    },
    key,
  })

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

/**
 * A number of equal parts, or what each check takes of which line.
 * @typedef {{equal_parts: number} | {checks: CheckDraft[]}} SplitBody
 */

/** @param {string} uid @param {SplitBody} how @param {number} expected_rev @returns {Promise<Order>} */
export const splitBill = (uid, how, expected_rev) =>
  call("PUT", `${of(uid)}/checks`, { body: { ...how, expected_rev } })

/** @param {string} uid @param {number} rev @returns {Promise<Order>} */
export const joinChecks = (uid, rev) => call("DELETE", `${of(uid)}/checks?expected_rev=${rev}`)

/** What is left out stays. @param {string} uid @param {DetailsPatch} patch @returns {Promise<Order>} */
export const changeDetails = (uid, patch) => call("PATCH", of(uid), { body: patch })
