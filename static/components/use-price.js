// Asks the server what a cart costs, with tax, service and rounding. The pages do not compute it themselves, or a rule
// of rounding would exist in two places.

import { useEffect, useState } from "../vendor/preact/standalone.js"
import { priceOrder, Refusal } from "../lib/api.js"
import { costsWhatTheMenuSays, itemsById, itemsOf, totalOf, unitPrice } from "../lib/cart.js"

/** @import { CartLine } from "../lib/cart.js" */
/** @import { Menu, OrderType, Price, Shop } from "../lib/types.js" */

// Longer than from one tap on «+» to the next.
const PAUSE = 300
const AGAIN_AFTER = 2_000
// The server counts what one address asks in a minute; a part of it is free again before long.
const WHEN_TOO_MANY = 5_000

/**
 * - `menu`: the shop adds nothing, the dishes' prices are the sum
 * - `counted`: by the server, for this very cart
 * - `counting`: the server is asked; until then the last answer, or else the dishes' prices
 * - `later`: the server cannot say now; only the dishes' prices are known
 * @typedef {"menu" | "counted" | "counting" | "later"} PriceState
 */

/**
 * @typedef {object} PriceNow
 * @property {PriceState} state
 * @property {number} total
 * @property {Price | null} price the server's answer that `total` is of
 */

/**
 * The last answer, of the cart that `of` and its contents in `key` say, and whether the server cannot be asked for the
 * present ones.
 * @typedef {{of: string, key: string, price: Price | null, isLost: boolean}} Asked
 */

/** @type {Asked} */
const NOTHING = { of: "", key: "", price: null, isLost: false }

/**
 * Where it is sold; `hasOwnTerms` says that more than the dishes' prices differs there.
 * @typedef {object} SoldAt
 * @property {OrderType} order_type
 * @property {string} [price_level]
 * @property {boolean} [is_addition] to an order that has its fees
 * @property {boolean} [hasOwnTerms]
 * @property {string} [of] which cart it is, where a page has several
 */

/**
 * @param {Shop | null} shop
 * @param {Menu | null} menu with the prices of where it is sold
 * @param {CartLine[]} lines
 * @param {SoldAt} at
 * @returns {PriceNow}
 */
export function usePrice(shop, menu, lines, { hasOwnTerms = false, of = "", ...at }) {
  const [last, setAnswer] = useState(NOTHING)
  const answer = ofCart(last, of)
  // No needless requests: most shops have neither tax nor service, and theirs are answered by the menu.
  const asks = shop !== null && menu !== null && lines.length > 0 && (hasOwnTerms || !costsWhatTheMenuSays(shop.bill))
  const key = asks ? keyOf(shop, menu, lines, at) : ""

  useEffect(() => {
    if (!key) return setAnswer(NOTHING)
    if (key === answer.key && answer.price) return
    let gone = false
    let timer = 0
    const ask = async () => {
      try {
        const price = await priceOrder({ items: itemsOf(lines), ...at })
        // An answer that arrives after the cart has changed belongs to the old cart.
        if (!gone) setAnswer({ of, key, price, isLost: false })
      } catch (error) {
        if (gone) return
        const wait = waitAfter(error)
        if (wait !== WHEN_TOO_MANY) setAnswer((now) => ({ ...ofCart(now, of), isLost: true }))
        if (wait) timer = window.setTimeout(ask, wait)
      }
    }
    timer = window.setTimeout(ask, answer.price ? PAUSE : 0)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [of, key])

  const sum = menu ? totalOf(lines, menu) : 0
  if (!asks) return { state: "menu", total: sum, price: null }
  const { price, isLost } = answer
  if (price && answer.key === key) return { state: "counted", total: price.total_amount, price }
  if (isLost) return { state: "later", total: sum, price: null }
  return { state: "counting", total: price?.total_amount ?? sum, price }
}

/** Of another cart nothing is known. @param {Asked} asked @param {string} of @returns {Asked} */
const ofCart = (asked, of) => (asked.of === of ? asked : { ...NOTHING, of })

/**
 * Another key, another price: the dishes with what each costs now, and the shop's rates.
 * @param {Shop} shop
 * @param {Menu} menu
 * @param {CartLine[]} lines
 * @param {SoldAt} at
 */
function keyOf(shop, menu, lines, at) {
  const items = itemsById(menu)
  const priced = lines.map((line) => {
    const item = items.get(line.item)
    return [line.item, line.quantity, line.options, item?.is_available && unitPrice(item, line.options)]
  })
  return JSON.stringify([priced, at, shop.bill, shop.opening.state])
}

/** How long to wait before the same is asked again; 0 for a no that stays. @param {unknown} error */
function waitAfter(error) {
  if (!(error instanceof Refusal)) return AGAIN_AFTER
  if (error.status === 429) return WHEN_TOO_MANY
  return error.status >= 500 || error.status === 408 ? AGAIN_AFTER : 0
}
