// What the guest at this till is to be shown, in numbers of the menu: the dishes with the sums that the till has of
// them already, and of a person nothing.

import { billRows } from "../../lib/bill.js"
import { itemsById, unitPrice } from "../../lib/cart.js"
import { IN_CASH } from "../../lib/decisions.js"

/** @import { PriceNow, PriceState } from "../../components/use-price.js" */
/** @import { BillRow } from "../../lib/bill.js" */
/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Bill, DisplayPayment, DisplayRow, Menu, Order, OrderLine } from "../../lib/types.js" */
/** @import { PaymentMethod, ShownDisplay } from "../../lib/types.js" */

/** @typedef {{payment: DisplayPayment, number: string}} Paying */
/**
 * What a part of the page shows, and of which cart or order that is.
 * @template T
 * @typedef {{of: string, value: T | null}} Part
 */

/** @type {ShownDisplay} */
export const IDLE = { view: "idle" }

/** Lines that a display takes, as an order does. */
const MOST_LINES = 50

/** Whether the server has counted this very cart. @type {Record<PriceState, boolean>} */
const IS_COUNTED = { menu: false, counted: true, counting: false, later: false }

/** Whether the dishes' prices are the sum. @type {Record<PriceState, boolean>} */
const IS_THE_MENUS = { menu: true, counted: false, counting: false, later: false }

/**
 * A sale, or what is added to an order; undefined while its sum is not known, so that the last one of it stays.
 * @param {CartLine[]} lines
 * @param {PriceNow} price
 * @param {Menu | null} menu
 * @returns {ShownDisplay | null | undefined}
 */
export function cartShown(lines, { state, total, price }, menu) {
  if (lines.length === 0 || !menu) return null
  if (IS_COUNTED[state] && price) return shownOf(price.lines, price.bill, price.total_amount)
  if (!IS_THE_MENUS[state]) return undefined
  const items = itemsById(menu)
  const dishes = lines.flatMap(({ item, quantity, options }) => {
    const dish = items.get(item)
    const line_total = dish ? unitPrice(dish, options) * quantity : 0
    return dish ? [{ menu_item_id: item, quantity, option_ids: options, line_total }] : []
  })
  return { view: "cart", lines: dishes.slice(-MOST_LINES), total }
}

/** An order that is paid. @param {Order} order @returns {ShownDisplay} */
export function orderShown({ lines, bill, total_amount }) {
  return shownOf(
    lines.filter((line) => COUNTS[line.status]),
    bill,
    total_amount,
  )
}

/** @type {Record<OrderLine["status"], boolean>} */
const COUNTS = { queued: true, done: true, void: false }

/** @param {OrderLine[]} lines @param {Bill} bill @param {number} total @returns {ShownDisplay} */
function shownOf(lines, bill, total) {
  const { before, within } = billRows(bill)
  return {
    view: "cart",
    lines: lines
      .slice(-MOST_LINES)
      .map((line) => ({
        menu_item_id: line.menu_item_id,
        fee: line.fee ?? null,
        quantity: line.quantity,
        option_ids: line.modifiers.map(({ option_id }) => option_id),
        line_total: line.line_total,
      })),
    rows: [...before.flatMap((row) => rowShown(row, false)), ...within.flatMap((row) => rowShown(row, true))],
    total,
  }
}

/** @param {BillRow} row @param {boolean} is_within @returns {DisplayRow[]} */
function rowShown(row, is_within) {
  // A discount by itself has the reason that the till typed for it.
  if (row.what === "discount") return []
  return [{ what: row.what, amount: row.amount, rate_bp: "bp" in row ? row.bp : null, is_within }]
}

/**
 * What is to be paid, and what was handed over of it, as the till has both on its own screen.
 * @param {PaymentMethod} method
 * @param {{owed: number, tendered: number}} tender
 * @param {string} number
 * @returns {Paying}
 */
export function payingShown(method, { owed, tendered }, number) {
  const given = IN_CASH[method] && tendered > owed ? { tendered, change: tendered - owed } : {}
  return { payment: { method, due: owed, ...given }, number }
}

/**
 * What a part shows next. Undefined is what it was, but only of the same cart or order: the guest of another one is
 * shown nothing until there is something of their own.
 * @template T
 * @param {Part<T>} before
 * @param {string} of
 * @param {T | null | undefined} value
 * @returns {Part<T>}
 */
export function partShown(before, of, value) {
  return { of, value: value !== undefined ? value : before.of === of ? before.value : null }
}

/**
 * What is shown of all that the parts of the page say: what is paid, over what is rung up.
 * @param {{cart: ShownDisplay | null, payment: Paying | null}} parts
 * @returns {ShownDisplay}
 */
export function shownNow({ cart, payment }) {
  if (!payment) return cart ?? IDLE
  const total = cart?.total ?? payment.payment.due
  return { ...cart, view: "payment", total, payment: payment.payment, number: payment.number || null }
}
