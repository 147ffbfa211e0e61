// Who makes what. A line no station claims shows on every station, so that nothing is left to nobody.

import { livingLines } from "../../lib/orders.js"

/** @import { Order, OrderLine } from "../../lib/types.js" */

/** @param {Order} order @param {string} station empty for all @returns {OrderLine[]} */
export function linesFor(order, station) {
  return livingLines(order).filter((line) => !station || !line.station || line.station === station)
}

/** Whether anything on it is still to make. @param {Order} order */
export function isOpen(order) {
  return livingLines(order).some((line) => line.status === "queued")
}

/** Whether a station shows it: until its own part is made, and again when a finished order is brought back. @param {Order} order @param {string} station */
export function concerns(order, station) {
  return !station || !isOpen(order) || linesFor(order, station).some((line) => line.status === "queued")
}

/**
 * The stations there is work for, each with the number of tickets that wait for it.
 * @param {Order[]} orders
 * @param {string} chosen stays in the list when its work is done
 */
export function stationsOf(orders, chosen) {
  const names = new Set(orders.flatMap((order) => livingLines(order).map((line) => line.station)))
  if (chosen) names.add(chosen)
  return [...names]
    .filter((name) => name !== null)
    .sort()
    .map((name) => ({ name, tickets: orders.filter((order) => linesFor(order, name).some((line) => line.status === "queued")).length }))
}

/** How many of each dish are still to make, the most first. @param {Order[]} orders @param {string} station */
export function toMake(orders, station) {
  /** @type {Map<string, number>} */
  const totals = new Map()
  for (const line of orders.flatMap((order) => linesFor(order, station))) {
    if (line.status === "queued") totals.set(line.name, (totals.get(line.name) ?? 0) + line.quantity)
  }
  return [...totals].sort(([a, many], [b, more]) => more - many || a.localeCompare(b))
}
