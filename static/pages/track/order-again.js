// Makes a cart of an earlier order.

import { newKey } from "../../lib/api.js"
import { CART } from "../../lib/card.js"
import { activeDishes } from "../../lib/orders.js"
import { readStored, writeStored } from "../../lib/storage.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Order } from "../../lib/types.js" */

/** The lines of a cart with the dishes of an order. @param {Order} order @returns {CartLine[]} */
const linesAgain = (order) =>
  activeDishes(order).flatMap(({ menu_item_id, modifiers, note, quantity }) =>
    menu_item_id
      ? [{ item: menu_item_id, options: modifiers.map(({ option_id }) => option_id), note: note ?? "", quantity }]
      : [],
  )

/**
 * Puts them into the cart, which is another's where it has something: that is not touched, and may have been sent.
 * @param {Order} order
 */
export function fillCart(order) {
  const kept = readStored(CART, /** @type {{lines?: CartLine[]}} */ ({}))
  const lines = linesAgain(order)
  if (kept.lines?.length || lines.length === 0) return
  writeStored(CART, { lines, key: newKey(), at: Date.now(), seen: [], sent: 0 })
}
