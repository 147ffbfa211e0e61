// A room as a page receives it: a snapshot, then every later event once and in order. Keeps the position and finds
// gaps. Every room of a page is one of these; the socket belongs to the connection.

import { Freshness, POLL_EVERY } from "./freshness.js"

/** @import { PrinterNow, RoomEvent, RoomKind, Screen, TableCall } from "../types.js" */
/** @import { LiveState } from "./freshness.js" */

/**
 * What is special about each room.
 * - `isSeen` its screens hang somewhere in the shop by themselves: they say who they are, so that the counter sees
 *   whether they hear
 * - `isContiguous` it counts 1, 2, 3, so that a hole can be seen
 * - `hasPast`      what was missed can be followed; else every joining begins with the whole present
 * @type {Record<RoomKind, {isSeen: boolean, isContiguous: boolean, hasPast: boolean}>}
 */
const ROOMS = {
  cashier: { isSeen: false, isContiguous: false, hasPast: true },
  kitchen: { isSeen: true, isContiguous: false, hasPast: true },
  board: { isSeen: true, isContiguous: false, hasPast: false },
  queue: { isSeen: false, isContiguous: false, hasPast: false },
  shop: { isSeen: false, isContiguous: false, hasPast: false },
  menu: { isSeen: false, isContiguous: false, hasPast: false },
  order: { isSeen: false, isContiguous: true, hasPast: true },
  display: { isSeen: true, isContiguous: false, hasPast: false },
}
export const kindOf = (/** @type {string} */ name) => ROOMS[/** @type {RoomKind} */ (name.split(":")[0])]

/** @typedef {{data: any, seq?: number, epoch?: string}} Polled */
/** @typedef {{since: number, epoch: string}} Position */

/**
 * @typedef {object} RoomOptions
 * @property {string} room
 * @property {{since?: number, epoch?: string}} [from] where to follow from, when the page already has a present
 * @property {boolean} [unlisted] listens only for changes: it is not among the screens that the shop shows and misses
 * @property {number} [lostSince] since when the page has not been current, when another part listened for it before
 * @property {number} [staleAfter] milliseconds of silence after which the page is no longer current
 * @property {(data: any, seq: number | null) => void} onSnapshot
 * @property {(event: RoomEvent) => void} onEvent
 * @property {(screens: Screen[]) => void} [onPresence] which kitchen and board screens are there: a state without a
 *   number, told to the cashier
 * @property {(calls: TableCall[]) => void} [onCalls] which tables call, told likewise
 * @property {(printers: PrinterNow[]) => void} [onPrinters] what the printers do, in the same way
 * @property {(state: LiveState) => void} [onState]
 * @property {() => Promise<Polled>} [poll] the room's present over plain HTTP, for when no socket works
 */

export class Room {
  /** @param {RoomOptions} options @param {number} now */
  constructor(options, now) {
    this.options = options
    this.name = options.room
    this.kind = kindOf(options.room)
    /** @type {number | null} */
    this.position = options.from?.since ?? null
    this.epoch = options.from?.epoch ?? ""
    this.freshness = new Freshness(options, now)
    /** Whether the server said no: there is nothing to wait for. */
    this.refused = false
    this.joined = false
    /**
     * What the last join asked to follow from, if from anything. A poll may move `position` before the answer.
     * @type {Position | null}
     */
    this.asked = null
    /** Whether a snapshot, or a part of one, is still to come. */
    this.incomplete = false
    /** The pages of it that are here. @type {any[]} */
    this.pages = []
    this.polledAt = -Infinity
    this.polling = false
    /** How often the socket has changed what the page shows: a poll's answer from before that is old. */
    this.changes = 0
  }

  get state() {
    return this.freshness.state
  }

  /** The server said no. @param {"signed-out" | "gone"} name @param {number} now */
  end(name, now) {
    this.refused = true
    this.freshness.show({ name, lostAt: now })
  }

  /** Where it could follow from. @returns {Position | null} */
  get from() {
    return this.kind.hasPast && this.position !== null ? { since: this.position, epoch: this.epoch } : null
  }

  /** A join is on its way. @param {Position | null} asked */
  begin(asked) {
    this.part()
    this.refused = false
    this.asked = asked
  }

  /** There is no socket any more that carries it. */
  part() {
    this.joined = false
    this.pages = []
  }

  /** Whether what is shown is up to date: not while a page of a snapshot is missing. */
  hasPresent() {
    return this.joined && !this.incomplete
  }

  /**
   * @param {RoomEvent} message
   * @param {string} epoch the server's
   * @returns {boolean} whether something is missing, so that it has to be joined again
   */
  hear(message, epoch) {
    if (message.type === "joined") this.arrive(message, epoch)
    // Between leaving and joining again, messages of the old stream may still arrive.
    if (!this.joined || message.type === "joined") return false
    if (message.type === "snapshot") this.addPage(message)
    else if (message.type === "screen_presence") this.options.onPresence?.(message.data.screens)
    else if (message.type === "table_calls") this.options.onCalls?.(message.data.calls)
    else if (message.type === "print_update") this.options.onPrinters?.(message.data.printers)
    else return this.hearEvent(message)
    return false
  }

  /** @param {RoomEvent} event */
  hearEvent(event) {
    if (typeof event.seq === "number" && this.kind.hasPast) {
      if (this.position !== null && event.seq <= this.position) return false
      if (this.kind.isContiguous && this.position !== null && event.seq > this.position + 1) return true
      this.position = event.seq
    }
    this.changes += 1
    this.options.onEvent(event)
    return false
  }

  /** @param {RoomEvent} message @param {string} epoch */
  arrive(message, epoch) {
    this.joined = true
    // A number of another epoch means nothing here, and the snapshot that follows may be cut off before its end.
    const isOther = (/** @type {string} */ known) => Boolean(known && epoch && known !== epoch)
    if (isOther(this.epoch)) this.position = null
    if (epoch) this.epoch = epoch
    // Where the stream begins elsewhere than where the join asked, it begins with a snapshot.
    const follows = this.asked !== null && !isOther(this.asked.epoch) && message.seq === this.asked.since
    this.incomplete = this.kind.hasPast && !follows
  }

  /** A snapshot of many orders comes in pages, and counts once all of them are here. @param {RoomEvent} message */
  addPage({ data, seq }) {
    const pages = [...this.pages, data]
    this.incomplete = Boolean(data?.more)
    this.pages = this.incomplete ? pages : []
    if (this.incomplete) return
    this.changes += 1
    this.setPresent(pages.length > 1 ? { ...data, orders: pages.flatMap((page) => page.orders) } : data, seq ?? null)
  }

  /** @param {any} data @param {number | null} seq */
  setPresent(data, seq) {
    if (this.kind.hasPast) this.position = seq
    this.options.onSnapshot(data, seq)
  }

  /**
   * A heartbeat names the last number told to us; to have less is to have lost one.
   * @param {number | undefined} told @returns {boolean} as `hear` does
   */
  checkPlace(told) {
    // While a snapshot is on its way the number is that of its first page.
    if (typeof told !== "number" || !this.hasPresent() || !this.kind.hasPast) return false
    if (this.kind.isContiguous && this.position !== null && told > this.position) return true
    // The staff rooms hear a part of the journal: the number may pass over what was not for us.
    this.position = Math.max(this.position ?? told, told)
    return false
  }

  /**
   * Asks for its present over plain HTTP, unless it was asked for just now.
   * @param {() => number} now @param {() => boolean} isWanted whether the answer still is, when it comes @returns
   *   {Promise<boolean>} whether the session has ended
   */
  async poll(now, isWanted) {
    if (!this.options.poll || this.polling || now() - this.polledAt < POLL_EVERY) return false
    this.polling = true
    this.polledAt = now()
    const { changes } = this
    // What a socket brought meanwhile is newer than this answer.
    const isOld = () => this.hasPresent() || this.changes !== changes || !isWanted()
    try {
      const { data, seq, epoch } = await this.options.poll()
      if (isOld()) return false
      if (epoch) this.epoch = epoch
      this.setPresent(data, seq ?? null)
      this.freshness.show({ name: "slow", freshAt: now(), lostAt: now() })
    } catch (error) {
      if (this.hasPresent() || !isWanted()) return false
      if (/** @type {any} */ (error)?.status === 401) return true
      if (this.state.name === "slow") this.freshness.show({ name: "reconnecting", lostAt: now() })
    } finally {
      this.polling = false
    }
    return false
  }
}
