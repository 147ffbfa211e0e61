// Every request a page makes. A refusal becomes a Refusal with the server's text, no answer becomes Unreachable.

import { language } from "./i18n.js"
import { till } from "./till.js"

/** @import { Shop, Menu, Order, Board, Display, Price, Staff, PlaceOrder } from "./types.js" */
/** @import { CallWish, OrderStatus, LineStatus, ProblemDocument, Receipt, TableCall } from "./types.js" */

// Long enough for a Pi that is writing to a slow card, short enough that the person is still there.
const TIMEOUT = 10_000

/** The server said no, and why. */
export class Refusal extends Error {
  /** @param {ProblemDocument} problem */
  constructor(problem) {
    super(problem.detail || problem.title)
    this.status = problem.status
    this.code = problem.code
    this.problem = problem
  }
}

/** No answer came: the order may or may not have arrived, so only ask again with the same key. */
export class Unreachable extends Error {}

/**
 * Whether it had no effect: the server understood and refused. After any other error what was sent may still have
 *   arrived.
 * @param {unknown} error
 * @param {unknown} [triedBefore] whether the same was sent before, without an answer
 */
export function isFinal(error, triedBefore = true) {
  if (!(error instanceof Refusal)) return false
  // Said only after it was looked up that nothing came of an earlier try either.
  if (error.code === "too_many_unpaid") return true
  if (isRateLimited(error)) return !triedBefore
  return error.status < 500 && ![401, 408, 425, 429].includes(error.status)
}

/**
 * Whether this try did nothing, since the device had asked for too much; an earlier one may have.
 * @param {unknown} error
 */
export function isRateLimited(error) {
  // A proxy's own 429 tells nothing of what happened behind it.
  return error instanceof Refusal && error.status === 429 && error.code !== "unknown"
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{body?: unknown, text?: string, csv?: Blob, key?: string, timeout?: number}} [options] `text` is JSON
 *   already, sent as it is; `timeout` in milliseconds
 * @returns {Promise<any>}
 */
export async function call(method, path, { body, text: written, csv, key, timeout = TIMEOUT } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", "Accept-Language": language() }
  if (method !== "GET") headers["Content-Type"] = csv ? "text/csv" : "application/json"
  if (key) headers["Idempotency-Key"] = key
  if (till() !== 1) headers["Siap-Till"] = String(till())
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), timeout)
  try {
    const answer = await fetch(path, {
      method,
      headers,
      body: method === "GET" ? undefined : (csv ?? written ?? JSON.stringify(body ?? {})),
      signal: giveUp.signal,
      cache: "no-cache",
    })
    if (answer.status === 204) return null
    const text = await answer.text()
    if (answer.ok) return JSON.parse(text)
    throw new Refusal(asProblem(answer.status, text))
  } catch (error) {
    throw error instanceof Refusal ? error : new Unreachable(String(error))
  } finally {
    clearTimeout(timer)
  }
}

/** @param {number} status @param {string} text @returns {ProblemDocument} */
export function asProblem(status, text) {
  try {
    return { code: "unknown", title: "", ...JSON.parse(text), status }
  } catch {
    // A proxy on the way may answer with a page of its own.
    return { type: "about:blank", title: "", status, code: "unknown" }
  }
}

/** @returns {string} a key no other order has; works without a secure context */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

const order = (/** @type {string} */ uid) => `/api/v1/orders/${encodeURIComponent(uid)}`
const staffOrder = (/** @type {string} */ uid) => `/api/v1/admin/orders/${encodeURIComponent(uid)}`

/** @returns {Promise<Shop>} */
export const fetchShop = () => call("GET", "/api/v1/shop")
/** @returns {Promise<Menu>} */
export const fetchMenu = () => call("GET", "/api/v1/menu")
/** @returns {Promise<Board>} */
export const fetchBoard = () => call("GET", "/api/v1/board")
/** What the guest at a till is shown. @param {string} screen that asks @returns {Promise<Display>} */
export const fetchDisplay = (screen) => call("GET", `/api/v1/display?screen=${screen}`)

/** @param {PlaceOrder} body @param {string} key @returns {Promise<Order>} */
export const placeOrder = (body, key) => call("POST", "/api/v1/orders", { body, key })
/**
 * What a cart costs, or with `is_addition` what it would add to an order; nothing is placed.
 * @param {Pick<PlaceOrder, "items" | "order_type" | "price_level"> & {is_addition?: boolean}} body
 * @returns {Promise<Price>}
 */
export const priceOrder = (body) => call("POST", "/api/v1/orders/price", { body })
/** @param {string} uid @returns {Promise<Order>} */
export const fetchOrder = (uid) => call("GET", order(uid))
/** @param {{wish: CallWish, table_token?: string, order?: string}} body @returns {Promise<TableCall>} */
export const callToTable = (body) => call("POST", "/api/v1/calls", { body })
/** @returns {Promise<{calls: TableCall[]}>} */
export const fetchCalls = () => call("GET", "/api/v1/admin/calls")
/** @param {number} id */
export const answerCall = (id) => call("DELETE", `/api/v1/admin/calls/${id}`)
/** @param {string} uid @returns {Promise<Order>} */
export const cancelOwnOrder = (uid) => call("POST", `${order(uid)}/cancel`)
/** @param {string} uid */
export const qrAddress = (uid) => `${order(uid)}/qr.svg`
/** With what is owed, so that a code with another amount is fetched. @param {Order} owed */
export const orderQrisAddress = (owed) => `${order(owed.uid)}/qris.svg?owed=${owed.rest_amount}`
/** For the till. @param {number} amount */
export const qrisAddress = (amount) => `/api/v1/admin/qris.svg?amount=${amount}`
/**
 * The receipt, or that of one check; in this language.
 * @param {string} uid @param {{lang: string, check?: string}} asked @returns {Promise<Receipt>}
 */
export const fetchReceipt = (uid, { lang, check = "" }) =>
  call("GET", `${order(uid)}/receipt?${new URLSearchParams(check ? { lang, check } : { lang })}`)
/** @param {string} number @param {string} code @returns {Promise<{uid: string}>} */
export const lookUp = (number, code) => call("GET", `/api/v1/lookup?${new URLSearchParams({ number, code })}`)

/** @param {string} name @param {string} pin @returns {Promise<{staff: Staff}>} */
export const signIn = (name, pin) => call("POST", "/api/v1/admin/login", { body: { name, pin } })
/** @returns {Promise<{staff: Staff}>} */
export const whoAmI = () => call("GET", "/api/v1/admin/me")
export const signOut = () => call("POST", "/api/v1/admin/logout")

/** @typedef {{open: boolean, needs_code: boolean, finished: boolean}} SetupState `open` while the shop has no owner */
/** @returns {Promise<SetupState>} */
export const fetchSetup = () => call("GET", "/api/v1/setup")

/**
 * @typedef {{orders: Order[], next_cursor: string | null, seq: number, epoch: string}} OrderPage
 * @param {Record<string, string>} query
 * @returns {Promise<OrderPage>}
 */
const listPage = (query) => call("GET", `/api/v1/admin/orders?${new URLSearchParams(query)}`)

/**
 * Every order asked for, oldest first, over all pages.
 * @param {Record<string, string>} query
 * @returns {Promise<OrderPage>}
 */
export async function listOrders(query) {
  const first = await listPage({ limit: "100", ...query })
  const orders = [...first.orders]
  let cursor = first.next_cursor
  while (cursor) {
    const next = await listPage({ limit: "100", ...query, cursor })
    orders.push(...next.orders)
    cursor = next.next_cursor
  }
  // The first page's seq: what happened while the later pages were read is heard again, and does no harm.
  return { ...first, orders, next_cursor: null }
}

/** @param {string} code a uid, a link or a number @returns {Promise<Order>} */
export const scanOrder = (code) => call("POST", "/api/v1/admin/orders/scan", { body: { code } })
/**
 * @param {string} uid
 * @param {{status: OrderStatus, expected_rev?: number, reason?: string}} body
 * @returns {Promise<Order>}
 */
export const moveOrder = (uid, body) => call("PUT", `${staffOrder(uid)}/status`, { body })
/** @param {string} uid @param {number} line @param {LineStatus} status @returns {Promise<Order>} */
export const moveLine = (uid, line, status) =>
  call("PUT", `${staffOrder(uid)}/lines/${line}/status`, { body: { status } })
/**
 * The same as bytes for a printer at this device, in base64; `width` in dots.
 * @param {string} uid @param {{width: string, check?: string}} asked @returns {Promise<{escpos: string}>}
 */
export const fetchReceiptBytes = (uid, { width, check = "" }) =>
  call("GET", `${staffOrder(uid)}/receipt?${new URLSearchParams(check ? { width, check } : { width })}`)
/** An order with its history, which says who did what. @param {string} uid @returns {Promise<Order>} */
export const fetchStaffOrder = (uid) => call("GET", staffOrder(uid))
/** @param {number} item @param {boolean} is_available @param {string} [until] `tomorrow`, or a time like `17:00` */
export const setAvailability = (item, is_available, until) =>
  call("PUT", `/api/v1/admin/menu/${item}/availability`, { body: { is_available, until } })
/** @param {number} item @param {number | null} left null is not counted */
export const setStock = (item, left) => call("PUT", `/api/v1/admin/menu/${item}/stock`, { body: { left } })
/** @param {number} option @param {boolean} is_available */
export const setOptionAvailability = (option, is_available) =>
  call("PUT", `/api/v1/admin/menu/options/${option}/availability`, { body: { is_available } })
