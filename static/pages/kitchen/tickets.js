// What this screen shows and has shown: the orders, which of their lines changed under the cook's eyes, and the
// cancelled ones
// nobody has acknowledged yet. Whatever is heard is held against it, so that nothing goes or changes in silence.

import { activeLines, ordersByUid } from "../../lib/orders.js"

/** @import { Order, OrderLine, OrderStatus } from "../../lib/types.js" */

/**
 * Why a line wants to be looked at.
 * - `again`     it was done, and is to be made after all
 * - `recalled`  its whole order was brought back
 * - `changed`   it is another dish than before: amount, choices or note
 * - `elsewhere` another screen ticked it; only a mark, which goes by itself
 * @typedef {"again" | "recalled" | "changed" | "elsewhere"} Change
 */
/** @typedef {{kind: "new" | "changed" | "cancelled", order: Order}} News */
/** @typedef {{orders: Order[], cancelled: Order[], changed: [string, [number, Change][]][]}} Remembered */

/** Whether the kitchen has it, or can still take it back. @type {Record<OrderStatus, boolean>} */
const OURS = { awaiting_payment: false, preparing: true, ready: true, completed: false, cancelled: false }
const isOurs = (/** @type {Order} */ order) => OURS[order.status]
const contents = (/** @type {OrderLine} */ line) =>
  JSON.stringify([line.quantity, line.modifiers.map((each) => each.name), line.note])

export class Tickets {
  /** @param {Remembered | null} remembered what this screen showed before it was loaded again */
  constructor(remembered) {
    this.orders = ordersByUid(remembered?.orders ?? [])
    this.cancelled = ordersByUid(remembered?.cancelled ?? [])
    /** @type {Map<string, Map<number, Change>>} */
    this.changed = new Map((remembered?.changed ?? []).map(([uid, lines]) => [uid, new Map(lines)]))
    /** Shown until just now, and not in what the server tells: to be asked for. @type {Set<string>} */
    this.missing = new Set()
    /** What this screen itself has asked for is no news to the cook before it. @type {string[]} */
    this.expected = []
    this.hasShown = remembered !== null
  }

  /** The room's whole present. @param {Order[]} list @returns {News[]} */
  present(list) {
    const there = new Set(list.map((order) => order.uid))
    const news = list
      .filter(isOurs)
      .map((order) => this.take(order))
      .filter((each) => each !== null)
    for (const [uid, order] of this.orders) {
      if (there.has(uid)) continue
      if (order.status === "preparing") this.missing.add(uid)
      else this.orders.delete(uid)
    }
    // On a screen that was never used, everything is new and nothing is news.
    const known = this.hasShown
    this.hasShown = true
    return known ? news : []
  }

  /** An order as it is now. @param {Order} order @returns {News | null} */
  take(order) {
    const { uid } = order
    const known = this.orders.get(uid)
    this.missing.delete(uid)
    if (known && known.rev >= order.rev) return null
    if (!isOurs(order)) return this.leave(order, known)
    this.orders.set(uid, order)
    if (!known) return order.status === "preparing" ? { kind: "new", order } : null
    const marks = this.compare(known, order)
    if (order.status === "ready" && known.status === "preparing") return (this.changed.delete(uid), null)
    if (marks.size > 0) this.changed.set(uid, new Map([...(this.changed.get(uid) ?? []), ...marks]))
    return [...marks.values()].some((change) => change !== "elsewhere") ? { kind: "changed", order } : null
  }

  /** @param {Order} order @param {Order | undefined} known */
  leave(order, known) {
    this.orders.delete(order.uid)
    this.changed.delete(order.uid)
    // One that was ready stands at the counter already: there is nothing left to stop making.
    if (order.status !== "cancelled" || known?.status !== "preparing") return null
    this.cancelled.set(order.uid, order)
    return /** @type {News} */ ({ kind: "cancelled", order })
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

  /** @param {Order} known @param {Order} order @returns {Map<number, Change>} */
  compare(known, order) {
    /** @type {Map<number, Change>} */
    const marks = new Map()
    for (const line of activeLines(order)) {
      const before = known.lines.find((each) => each.id === line.id)
      if (!before || contents(before) !== contents(line)) marks.set(line.id, "changed")
      else if (before.status !== line.status && !this.expects(order.uid, line.id, line.status))
        marks.set(line.id, line.status === "done" ? "elsewhere" : "again")
    }
    const back = known.status === "ready" && order.status === "preparing" && !this.expects(order.uid, "preparing")
    const wanted = [...marks.values(), ...(this.changed.get(order.uid)?.values() ?? [])].includes("again")
    if (back && !wanted) for (const line of activeLines(order)) marks.set(line.id, "recalled")
    return marks
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
    const lines = this.changed.get(uid)
    const change = lines?.get(line)
    if (!lines || !change) return false
    // What was brought back as a whole is seen as a whole.
    for (const [id, each] of lines) if (id === line || (change === "recalled" && each === "recalled")) lines.delete(id)
    if (lines.size === 0) this.changed.delete(uid)
    return true
  }

  /** Marks that go by themselves. @returns {boolean} whether there were any */
  fade() {
    let any = false
    for (const [uid, lines] of this.changed) {
      for (const [id, change] of lines) if (change === "elsewhere") any = lines.delete(id)
      if (lines.size === 0) this.changed.delete(uid)
    }
    return any
  }

  /** For after a reload: no more of an order than the card shows. @returns {Remembered} */
  toRemember() {
    return {
      orders: [...this.orders.values()].map(slim),
      cancelled: [...this.cancelled.values()].map(slim),
      changed: [...this.changed].map(([uid, lines]) => [uid, [...lines]]),
    }
  }
}

/** @param {Order} order @returns {Order} */
function slim({ customer_name: _, tracking_url: __, history: ___, ...order }) {
  return { ...order, customer_name: null }
}
