// The tickets of this screen: open orders, what changed in them while they were shown, and cancelled ones that are not
// acknowledged yet. Each event is compared with them, so that no ticket changes or disappears unnoticed.

import { isCancelled, isCooking, isReady } from "../../lib/decisions.js"
import { ordersByUid } from "../../lib/orders.js"
import { areSameDetails, compareLines, detailsOf, newsOf, seenTogether, wantsTouch } from "./marks.js"
import { memoryOf } from "./ticket-memory.js"

/** @import { Order } from "../../lib/types.js" */
/** @import { Change, Details, News } from "./marks.js" */
/** @import { Remembered, Ticket } from "./ticket-memory.js" */

/** Whether the kitchen has it, or can still take it back. @param {Order} order */
const isOurs = (order) => isCooking(order) || isReady(order)
// A dish that was taken off is no longer on the stove after this long.
const HELD_FOR = 2 * 60 * 60_000

export class Tickets {
  /** @param {Remembered | null} remembered what this screen showed before it was loaded again */
  constructor(remembered) {
    this.orders = /** @type {Map<string, Ticket>} */ (ordersByUid(remembered?.orders ?? []))
    this.cancelled = ordersByUid(remembered?.cancelled ?? [])
    /** @type {Map<string, Map<number, Change>>} */
    this.changed = new Map((remembered?.changed ?? []).map(([uid, lines]) => [uid, new Map(lines)]))
    /** Table and note as the cook last knew them, where they are others now. @type {Map<string, Details>} */
    this.was = new Map(remembered?.was)
    /** Shown until just now, and not in what the server tells: to be asked for. @type {Set<string>} */
    this.missing = new Set()
    /** What this screen itself has asked for is no news to the cook before it. @type {string[]} */
    this.expected = []
    this.hasShown = remembered !== null
  }

  /** The room's whole present. @param {Order[]} list @param {string | null} [at] now @returns {News[]} */
  present(list, at) {
    const there = new Set(list.map((order) => order.uid))
    const news = list
      .filter(isOurs)
      .map((order) => this.take(order, at))
      .filter((each) => each !== null)
    for (const [uid, order] of this.orders) {
      if (there.has(uid)) continue
      if (isCooking(order)) this.missing.add(uid)
      else if (!this.isHeld(uid)) this.drop(uid)
    }
    // On a screen that was never used, everything is new and nothing is news.
    const known = this.hasShown
    this.hasShown = true
    return known ? news : []
  }

  /**
   * An order as it is now.
   * @param {Order} order
   * @param {string | null} [at] when it became so
   * @returns {News | null}
   */
  take(order, at = null) {
    const { uid } = order
    const known = this.orders.get(uid)
    this.missing.delete(uid)
    if (known && known.rev >= order.rev) return null
    if (!isOurs(order)) return this.leave(order, known)
    if (!known) {
      this.orders.set(uid, { ...order, came: { paid_at: order.payment?.paid_at ?? null, added_at: null } })
      return isCooking(order) ? { kind: "new", order } : null
    }
    const marks = compareLines(known, order, this.changed.get(uid), (...what) => this.expects(uid, ...what))
    const isMoved = this.compareDetails(known, order)
    const came = known.came ?? { paid_at: order.payment?.paid_at ?? null, added_at: null }
    const isRoundAlone = isReady(known) && [...marks.values()].includes("added")
    this.orders.set(uid, { ...order, came: isRoundAlone ? { ...came, added_at: at } : came })
    if (marks.size > 0) this.changed.set(uid, new Map([...(this.changed.get(uid) ?? []), ...marks]))
    if (isReady(order) && isCooking(known)) {
      this.keepVoid(uid)
      return newsOf(order, new Map([...marks].filter(([, change]) => change === "void")), false)
    }
    return newsOf(order, marks, isMoved)
  }

  /** @param {Order} order @param {Ticket | undefined} known @returns {News | null} */
  leave(order, known) {
    const isHeld = this.isHeld(order.uid)
    // A dish that was taken off may still be on the stove when the others are picked up.
    if (isHeld && !isCancelled(order)) {
      this.orders.set(order.uid, { ...order, came: known?.came })
      this.keepVoid(order.uid)
      return null
    }
    this.drop(order.uid)
    // One that was ready stands at the counter already: there is nothing left to stop making.
    if (!isCancelled(order) || (!(known && isCooking(known)) && !isHeld)) return null
    this.cancelled.set(order.uid, order)
    // What went over to another order is still made, for that one.
    return { kind: order.merged_into ? "changed" : "cancelled", order }
  }

  /** @param {string} uid */
  drop(uid) {
    this.orders.delete(uid)
    this.changed.delete(uid)
    this.was.delete(uid)
  }

  /** A finished ticket takes its marks along, but for the dishes to stop making. @param {string} uid */
  keepVoid(uid) {
    this.was.delete(uid)
    const marks = [...(this.changed.get(uid) ?? [])]
    if (this.isHeld(uid)) this.changed.set(uid, new Map(marks.filter(([, change]) => change === "void")))
    else this.changed.delete(uid)
  }

  /** Whether it has a dish that was taken off and is not acknowledged here. @param {string} uid */
  isHeld(uid) {
    return [...(this.changed.get(uid)?.values() ?? [])].includes("void")
  }

  /**
   * The server knows no such order any more, as after a backup was put back.
   * @param {string} uid
   * @returns {News | null}
   */
  forgotten(uid) {
    const known = this.orders.get(uid)
    this.missing.delete(uid)
    return known ? this.leave({ ...known, status: "cancelled", cancel_cause: null }, known) : null
  }

  /** @param {Order} known @param {Order} order @returns {boolean} whether the cook is to look at it */
  compareDetails(known, order) {
    const was = this.was.get(order.uid) ?? detailsOf(known)
    const isOther = isCooking(order) && !areSameDetails(was, order)
    if (isOther) this.was.set(order.uid, was)
    else this.was.delete(order.uid)
    return isOther && !areSameDetails(known, order)
  }

  // ---------- what this screen does itself ----------

  /** @param {...(string | number)} what uid, line, status */
  expects(...what) {
    return this.expected.includes(what.join(" "))
  }

  /** @param {string[]} marks @returns {() => void} */
  expect(marks) {
    this.expected.push(...marks)
    return () => {
      for (const mark of marks) this.expected.splice(this.expected.indexOf(mark), 1)
    }
  }

  // ---------- what was acknowledged ----------

  /**
   * A touch says «seen».
   * @param {string} uid
   * @param {number} line
   * @returns {boolean} whether there was something to see
   */
  touch(uid, line) {
    const marks = this.changed.get(uid)
    const change = marks?.get(line)
    if (!marks || !change || change === "struck") return false
    for (const id of seenTogether(marks, line, this.orders.get(uid)?.lines ?? [])) this.see(uid, id)
    return true
  }

  /**
   * All that a ticket shows is seen.
   * @param {string} uid
   * @param {number[]} lines those that this screen shows
   * @returns {boolean} whether any of it waited for that
   */
  touchAll(uid, lines) {
    const marks = this.changed.get(uid)
    const waiting = lines.filter((line) => wantsTouch(marks?.get(line)))
    for (const line of waiting) this.see(uid, line)
    return this.touchDetails(uid) || waiting.length > 0
  }

  /** @param {string} uid @returns {boolean} whether table or note was to be seen */
  touchDetails(uid) {
    return this.was.delete(uid)
  }

  /** @param {string} uid @param {number} line */
  see(uid, line) {
    const marks = this.changed.get(uid)
    if (marks?.get(line) === "void") marks.set(line, "struck")
    else marks?.delete(line)
    if (marks?.size === 0) this.changed.delete(uid)
    const order = this.orders.get(uid)
    if (!order || isCooking(order) || this.isHeld(uid)) return
    // It was finished already, and stayed only for this mark.
    this.changed.delete(uid)
    if (!isOurs(order)) this.orders.delete(uid)
  }

  /** Marks that go by themselves. @param {number} [now] @returns {boolean} whether there were any */
  fade(now = 0) {
    let any = false
    for (const [uid, lines] of this.changed) {
      for (const [id, change] of lines) if (change === "elsewhere") any = lines.delete(id)
      if (lines.size === 0) this.changed.delete(uid)
    }
    for (const [uid, order] of this.orders) {
      if (isCooking(order) || !this.isHeld(uid) || !(Date.parse(order.ready_at ?? "") < now - HELD_FOR)) continue
      this.drop(uid)
      any = true
    }
    return any
  }

  /** For after a reload. @returns {Remembered} */
  toRemember() {
    return memoryOf(this)
  }
}
