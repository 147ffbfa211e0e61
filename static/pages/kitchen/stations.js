// Which station makes which line. A line without a station is shown at every station, so that none is missed.

import { isCancelled, isCooking } from "../../lib/decisions.js"
import { isToMake, isVoid, activeLines } from "../../lib/orders.js"
import { isOff } from "./marks.js"

/** @import { Order, OrderLine } from "../../lib/types.js" */
/** @import { Change } from "./marks.js" */

/**
 * What one screen shows: everything, or its station and what belongs to a station that is newer than its choice, before
 * any screen has been set to that.
 * @typedef {{station: string, known: string[]}} Filter
 */
/** @typedef {{id: number, name: string, count: number}} Total */

/** @type {Filter} */
export const EVERYTHING = { station: "", known: [] }

/**
 * What a screen shows of an order; of what was taken off, what it had shown before.
 * @param {Order} order
 * @param {Filter} filter
 * @param {Map<number, Change>} [marks]
 * @returns {OrderLine[]}
 */
export function linesFor(order, { station, known }, marks) {
  return order.lines.filter(
    (line) =>
      (!isVoid(line) || isOff(marks?.get(line.id))) &&
      (!station || !line.station || line.station === station || !known.includes(line.station)),
  )
}

/** Whether anything on it is still to make. @param {Order} order */
export function isOpen(order) {
  return activeLines(order).some(isToMake)
}

/**
 * Whether a screen shows it: until its own part is made and what was taken off is acknowledged, and again when a
 * finished order is recalled.
 * @param {Order} order
 * @param {Filter} filter
 * @param {Map<number, Change>} [marks]
 */
export function concerns(order, filter, marks) {
  const lines = linesFor(order, filter, marks)
  if (!filter.station || lines.some((line) => marks?.get(line.id) === "void")) return true
  if (isCancelled(order)) return lines.length > 0
  return isCooking(order) && (!isOpen(order) || lines.some(isToMake))
}

/**
 * The stations of the menu and of the orders, each with the number of tickets that wait for it.
 * @param {Order[]} orders
 * @param {{station: string | null}[]} dishes
 * @param {string} chosen stays in the list when its work is done
 */
export function stationsOf(orders, dishes, chosen) {
  const names = new Set([...dishes, ...orders.flatMap(activeLines)].map((each) => each.station))
  if (chosen) names.add(chosen)
  const known = [...names].flatMap((name) => name || []).sort()
  return known.map((name) => ({
    name,
    tickets: orders.filter((order) => linesFor(order, { station: name, known }).some(isToMake)).length,
  }))
}

/**
 * How many of each dish are still to make, the most first.
 * @param {Order[]} orders
 * @param {Filter} filter
 * @returns {Total[]}
 */
export function toMake(orders, filter) {
  /** @type {Map<number, Total>} */
  const totals = new Map()
  for (const line of orders.flatMap((order) => linesFor(order, filter))) {
    if (!isToMake(line)) continue
    const id = line.menu_item_id ?? 0
    totals.set(id, { id, name: line.name, count: (totals.get(id)?.count ?? 0) + line.quantity })
  }
  return [...totals.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name))
}
