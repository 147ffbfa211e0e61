// The card of the table where this phone is: its token ends the address and names the table.

import { call } from "./api.js"
import { removeStored, readStored, writeStored } from "./storage.js"

const KEY = "card"
/** Where this phone keeps the cart of a new order. */
export const CART = "cart"
// Longer than a meal: the second order comes from the same table, tomorrow's does not.
const KEPT_FOR = 4 * 60 * 60_000

/** The token in an address; nothing where no card led. @param {string} path */
export function tokenIn(path) {
  return /^\/m\/([^/]+)\/?$/.exec(path)?.[1] ?? ""
}

/**
 * The table whose card a guest scanned.
 * @param {string} token
 * @returns {Promise<{table_number: string}>}
 */
export const fetchTable = (token) => call("GET", `/api/v1/tables/${encodeURIComponent(token)}`)

/** @param {string} token of a card that is valid */
export function keepCard(token) {
  writeStored(KEY, { token, at: Date.now() })
}

export function forgetCard() {
  removeStored(KEY)
}

/** Where the menu is for this guest: at the table, while they sit there. */
export function menuAddress() {
  const { token, at } = readStored(KEY, { token: "", at: 0 })
  return token && Date.now() - at < KEPT_FOR ? `/m/${token}` : "/"
}
