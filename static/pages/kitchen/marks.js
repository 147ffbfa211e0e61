// Marks on a ticket: which lines and details need the cook's attention, and why. They are kept on the screen and not on
// the server, since each screen has its own cook.

import { IS_TAKEN_AWAY, isCooking, isReady } from "../../lib/decisions.js"
import { activeLines, isToMake, isVoid, roundOf } from "../../lib/orders.js"

/** @import { Order, OrderLine } from "../../lib/types.js" */

/**
 * - `again`     it was done, and is to be made after all
 * - `recalled`  its whole order was brought back
 * - `changed`   it is another dish than before: amount, choices or note
 * - `added`     it came in a later round
 * - `void`      it was taken off, and that is not acknowledged here
 * - `struck`    it was taken off, and that was acknowledged: it stays readable
 * - `moved`     it is made for another order now
 * - `elsewhere` another screen ticked it; only a mark, which goes by itself
 * @typedef {"again" | "recalled" | "changed" | "added" | "void" | "struck" | "moved" | "elsewhere"} Change
 */

/**
 * Kinds of news about a ticket, the most serious first.
 * @typedef {"cancelled" | "void" | "changed" | "added" | "new"} Kind
 */

/** What the cook is told because of it; with that it stands until it is touched. @type {Record<Change, Kind | null>} */
const NEWS = {
  again: "changed",
  recalled: "changed",
  changed: "changed",
  added: "added",
  void: "void",
  struck: null,
  moved: "changed",
  elsewhere: null,
}

/** Whether it stays until it is acknowledged. @param {Change | undefined} change */
export const wantsTouch = (change) => change !== undefined && NEWS[change] !== null

/** Whether a dish was taken off under the cook's eyes. @type {Record<Change, boolean>} */
const IS_OFF = {
  again: false,
  recalled: false,
  changed: false,
  added: false,
  void: true,
  struck: true,
  moved: true,
  elsewhere: false,
}
/** @param {Change | undefined} change */
export const isOff = (change) => change !== undefined && IS_OFF[change]

/** @param {Iterable<Change>} changes @param {boolean} isMoved whether its table or note changed @returns {Kind[]} */
function kindsOf(changes, isMoved) {
  const kinds = new Set([...changes].map((change) => NEWS[change]))
  if (isMoved) kinds.add("changed")
  return GRAVEST_FIRST.filter((kind) => kinds.has(kind))
}

/** @type {Kind[]} */
const GRAVEST_FIRST = ["cancelled", "void", "changed", "added", "new"]

/**
 * The gravest kind, and others at the same time.
 * @typedef {{kind: Kind, also?: Kind[], order: Order, off?: string}} News
 */

/**
 * @param {Order} order
 * @param {Map<number, Change>} marks
 * @param {boolean} isMoved
 * @returns {News | null}
 */
export function newsOf(order, marks, isMoved) {
  const [kind, ...also] = kindsOf(marks.values(), isMoved)
  if (!kind) return null
  const off = order.lines.filter((line) => marks.get(line.id) === "void").map((line) => line.name)
  return { kind, also, order, off: off.join(", ") }
}

const contents = (/** @type {OrderLine} */ line) =>
  JSON.stringify([line.quantity, line.modifiers.map((each) => each.name), line.note])

/**
 * What is another line, or another state of one, than the screen showed before.
 * @param {Order} known as the screen showed it
 * @param {Order} order as it is
 * @param {Map<number, Change> | undefined} pending marks that it has already
 * @param {(...what: (string | number)[]) => boolean} isExpected whether this screen asked for that status, of a line or
 *   of the whole, itself
 * @returns {Map<number, Change>}
 */
export function compareLines(known, order, pending, isExpected) {
  /** @type {Map<number, Change>} */
  const marks = new Map()
  // What stands at the counter is made, also where some of its lines were not ticked.
  const wasReady = isReady(known)
  for (const line of order.lines) {
    const before = known.lines.find((each) => each.id === line.id)
    if (isVoid(line)) {
      if (before && !isVoid(before) && !wasReady) marks.set(line.id, line.moved_to ? "moved" : "void")
    } else if (!before) marks.set(line.id, isToMake(line) ? "added" : "elsewhere")
    else if (contents(before) !== contents(line)) marks.set(line.id, "changed")
    else if (before.status !== line.status && !isExpected(line.id, line.status)) {
      if (isToMake(line)) marks.set(line.id, "again")
      else if (!wasReady) marks.set(line.id, "elsewhere")
    }
  }
  const isBack = wasReady && isCooking(order) && !isExpected("preparing")
  const hasReason = [...marks.values(), ...(pending?.values() ?? [])].some(
    (each) => each === "again" || each === "added",
  )
  if (isBack && !hasReason) for (const line of activeLines(order)) marks.set(line.id, "recalled")
  return marks
}

/**
 * The lines that are seen with one touch: what was brought back as a whole, and a round, are seen as a whole.
 * @param {Map<number, Change>} marks
 * @param {number} touched
 * @param {OrderLine[]} lines of the order
 */
export function seenTogether(marks, touched, lines) {
  const change = marks.get(touched)
  const round = (/** @type {number} */ id) => {
    const line = lines.find((each) => each.id === id)
    return line && roundOf(line)
  }
  return [...marks].flatMap(([id, each]) => {
    const isSame = each === change && (each === "recalled" || (each === "added" && round(id) === round(touched)))
    return id === touched || isSame ? [id] : []
  })
}

/**
 * Details of an order that matter to the kitchen besides its lines.
 * @typedef {Pick<Order, "order_type" | "table_number" | "note">} Details
 */

/** @param {Details} order @returns {Details} */
export const detailsOf = ({ order_type, table_number, note }) => ({ order_type, table_number, note })

/** @param {Details} one @param {Details} other */
export const isSameLocation = (one, other) =>
  one.order_type === other.order_type && (IS_TAKEN_AWAY[one.order_type] || one.table_number === other.table_number)

/** @param {Details} one @param {Details} other */
export const areSameDetails = (one, other) => isSameLocation(one, other) && one.note === other.note
