// The one owner of the socket. A page asks for a room and hears its present, then every event after it, each once and in
// turn, through sleep, lost Wi-Fi and restarts of the server; and it is always told how fresh what it shows is.

import { closeLine, hearBeside, joinBeside, openLine, pollBeside } from "./beside.js"
import { learnProgram } from "./program.js"
import { screenName } from "./store.js"
import { learnServerTime } from "./time.js"

/** @import { RoomEvent, RoomKind, Screen } from "./types.js" */

const FIRST_RETRY = 500
const LONGEST_RETRY = 10_000
const ANSWER_WITHIN = 3_000 // after a ping that asks «are you still there?»
const SLOW_AFTER = 3 // sockets that failed one after the other
const POLL_EVERY = 5_000
const LOOK_EVERY = 1_000
const CONNECT_WITHIN = 6_000
const SESSION_ENDED = 4401
/**
 * What is special about each room.
 * - `isSeen`       its screens hang somewhere in the shop by themselves: they say who they are, so that the counter sees whether they hear
 * - `isContiguous` it counts 1, 2, 3, so that a hole can be seen
 * - `hasPast`      what was missed can be followed; else every joining begins with the whole present
 * @type {Record<RoomKind, {isSeen: boolean, isContiguous: boolean, hasPast: boolean}>}
 */
const ROOMS = {
  cashier: { isSeen: false, isContiguous: false, hasPast: true },
  kitchen: { isSeen: true, isContiguous: false, hasPast: true },
  board: { isSeen: true, isContiguous: false, hasPast: false },
  shop: { isSeen: false, isContiguous: false, hasPast: false },
  menu: { isSeen: false, isContiguous: false, hasPast: false },
  order: { isSeen: false, isContiguous: true, hasPast: true },
}
const roomOf = (/** @type {string} */ name) => ROOMS[/** @type {RoomKind} */ (name.split(":")[0])]

/**
 * How fresh the page is.
 * - `connecting`  nothing shown yet
 * - `live`        proof of life within `patience`
 * - `reconnecting` not current; `lostAt` says since when
 * - `slow`        current, by asking every few seconds
 * - `signed-out`  the session ended, or never was: somebody must sign in
 * - `gone`        there is no such room
 * @typedef {object} LiveState
 * @property {"connecting" | "live" | "reconnecting" | "slow" | "signed-out" | "gone"} name
 * @property {number} freshAt when the server was last known to agree with what is shown
 * @property {number} lostAt since when it is not, if it is not
 */

/** @typedef {{data: any, seq?: number, epoch?: string}} Polled */

/**
 * @typedef {object} LiveOptions
 * @property {string} room
 * @property {string} [address] path and query of the socket
 * @property {{since?: number, epoch?: string}} [from] where to follow from, when the page already has a present
 * @property {number} [lostSince] since when the page has not been current, when somebody else listened for it before
 * @property {number} [patience] milliseconds of silence after which the page is no longer current
 * @property {(data: any, seq: number | null) => void} onSnapshot
 * @property {(event: RoomEvent) => void} onEvent
 * @property {(screens: Screen[]) => void} [onPresence] which kitchen and board screens are there: a state without a number, told to the cashier
 * @property {(state: LiveState) => void} [onState]
 * @property {() => Promise<Polled>} [poll] the room's present over plain HTTP, for when no socket works
 * @property {World} [world]
 */

/**
 * What is outside: replaced by fakes in tests.
 * @typedef {object} World
 * @property {() => number} now
 * @property {(run: () => void, after: number) => any} after
 * @property {(timer: any) => void} cancel
 * @property {() => number} random
 * @property {(address: string) => WebSocket} socket
 * @property {(wake: () => void, sleep: () => void) => (() => void)} watch
 */

/** @type {World} */
export const browser = {
  // The wall clock and not the monotonic one: a phone's monotonic clock stands still in its sleep, and what was
  // fresh before an hour in the pocket must not look fresh after it.
  now: () => Date.now(),
  after: (run, after) => setTimeout(run, after),
  cancel: (timer) => clearTimeout(timer),
  random: () => Math.random(),
  socket: (address) => new WebSocket(`${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}${address}`),
  watch(wake, sleep) {
    const seen = () => document.visibilityState === "visible" && wake()
    document.addEventListener("visibilitychange", seen)
    addEventListener("pageshow", wake)
    addEventListener("online", wake)
    // A page with an open socket is not kept for «Back»; one that closed it comes back at once.
    addEventListener("pagehide", sleep)
    return () => {
      document.removeEventListener("visibilitychange", seen)
      removeEventListener("pageshow", wake)
      removeEventListener("online", wake)
      removeEventListener("pagehide", sleep)
    }
  },
}

/**
 * Listens to a room until closed.
 * @param {LiveOptions} options
 */
export function live(options) {
  return new Live(options)
}

/** @param {LiveOptions} options */
function addressOf({ room, address = "/ws" }) {
  if (!roomOf(room).isSeen) return address
  return `${address}${address.includes("?") ? "&" : "?"}screen=${screenName(room)}`
}

class Live {
  /** @param {LiveOptions} options */
  constructor(options) {
    this.options = options
    this.world = options.world ?? browser
    this.patience = options.patience ?? 20_000
    const { isContiguous, hasPast } = roomOf(options.room)
    this.contiguous = isContiguous
    this.hasPast = hasPast
    this.address = addressOf(options)
    /** @type {number | null} */
    this.place = options.from?.since ?? null
    this.epoch = options.from?.epoch ?? ""
    this.nextEpoch = ""
    this.closed = false
    this.slow = false
    const now = this.world.now()
    /** @type {LiveState} */
    this.state = { name: "connecting", freshAt: now, lostAt: options.lostSince ?? now }
    /** @type {WebSocket | null} */
    this.socket = null
    this.joined = false
    /**
     * What the last join asked to follow from, if from anything. A poll may move `place` before the join is answered.
     * @type {{since: number, epoch: string} | null}
     */
    this.asked = null
    /** Whether a snapshot, or a part of one, is still to come. */
    this.incomplete = false
    /** The pages of it that are here. @type {any[]} */
    this.pages = []
    this.failures = 0
    this.heardAt = now
    this.lookedAt = now
    this.askedAt = 0
    this.polledAt = -Infinity
    this.polling = false
    /** How often the socket has changed what the page shows: a poll's answer from before that is old. */
    this.changes = 0
    /** @type {any} */
    this.retryTimer = null
    /** @type {any} */
    this.lookTimer = null
    this.unwatch = this.world.watch(() => this.wake(), () => this.sleep())
    openLine(this)
    this.open()
    this.look()
  }

  /** Leaves the room for good. */
  close() {
    this.closed = true
    closeLine(this)
    this.unwatch()
    this.world.cancel(this.lookTimer)
    this.world.cancel(this.retryTimer)
    this.drop()
  }

  // ---------- the socket ----------

  open() {
    this.world.cancel(this.retryTimer)
    this.retryTimer = null
    this.drop()
    const socket = this.world.socket(this.address)
    this.socket = socket
    this.heardAt = this.world.now()
    this.askedAt = 0
    // Each handler knows its own socket: one that was dropped may still speak.
    socket.onopen = () => {
      if (socket !== this.socket) return
      this.join()
      joinBeside(this)
    }
    socket.onmessage = (event) => socket === this.socket && this.hear(JSON.parse(event.data))
    socket.onclose = (event) => socket === this.socket && this.lose(event.code)
  }

  /** Lets go of the present socket without waiting for its goodbye. */
  drop() {
    const socket = this.socket
    this.socket = null
    this.joined = false
    this.pages = []
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    try {
      socket.close()
    } catch {
      // Already gone.
    }
  }

  join() {
    this.joined = false
    this.pages = []
    this.asked = this.hasPast && this.place !== null ? { since: this.place, epoch: this.epoch } : null
    const epoch = this.asked?.epoch || undefined
    this.say({ type: "join", room: this.options.room, ...this.asked, epoch })
  }

  /** @param {object} message */
  say(message) {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(message))
  }

  /** @param {number} [code] */
  lose(code) {
    this.drop()
    if (code === SESSION_ENDED) return this.end("signed-out")
    if (this.state.name === "live") this.show({ name: "reconnecting", lostAt: this.world.now() })
    if (this.state.name === "connecting") this.show({ name: "reconnecting" })
    // After a goodbye that says «back soon» the first try is soon, however often others failed before.
    this.failures = code === 1001 ? 1 : this.failures + 1
    if (this.failures >= SLOW_AFTER) this.slow = true
    this.retry()
  }

  retry() {
    const longest = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (this.failures - 1))
    // Half of it by chance, so that forty phones do not come back in the same instant.
    const wait = longest * (0.5 + this.world.random() / 2)
    this.world.cancel(this.retryTimer)
    this.retryTimer = this.world.after(() => this.open(), wait)
  }

  /** @param {"signed-out" | "gone"} name */
  end(name) {
    this.close()
    this.show({ name, lostAt: this.world.now() })
  }

  // ---------- what is heard ----------

  /** @param {any} message */
  hear(message) {
    this.heardAt = this.world.now()
    this.askedAt = 0
    if (message.type === "hello") return this.greet(message)
    if (message.type === "error") return this.refused(message)
    if (message.type === "heartbeat") this.checkPlace(message.rooms?.[this.options.room])
    else if (message.room === this.options.room) this.hearRoom(message)
    else hearBeside(this, message)
    if (this.hasPresent()) this.arrived()
  }

  /** @param {{epoch: string, at: string, version?: string}} hello */
  greet(hello) {
    learnServerTime(hello.at)
    learnProgram(hello.version)
    this.nextEpoch = hello.epoch
  }

  /** @param {{code: string, room?: string}} error */
  refused(error) {
    if (error.room !== undefined && error.room !== this.options.room) return
    if (error.code === "forbidden" || error.code === "unauthorized") return this.end("signed-out")
    if (error.code === "order_not_found" || error.code === "unknown_room") return this.end("gone")
    this.lose()
  }

  /** @param {RoomEvent} message */
  hearRoom(message) {
    if (message.type === "joined") return this.arrive(message)
    // Between leaving and joining anew the old stream may still drip.
    if (!this.joined) return
    if (message.type === "snapshot") return this.addPage(message)
    if (message.type === "screen_presence") return this.options.onPresence?.(message.data.screens)
    if (typeof message.seq === "number" && this.hasPast) {
      if (this.place !== null && message.seq <= this.place) return
      if (this.contiguous && this.place !== null && message.seq > this.place + 1) return this.askAnew()
      this.place = message.seq
    }
    this.changes += 1
    this.options.onEvent(message)
  }

  /** @param {RoomEvent} message */
  arrive(message) {
    this.joined = true
    // A number of another epoch means nothing here, and the snapshot that follows may be cut off before its end.
    const isOther = (/** @type {string} */ epoch) => Boolean(epoch && this.nextEpoch && epoch !== this.nextEpoch)
    if (isOther(this.epoch)) this.place = null
    if (this.nextEpoch) this.epoch = this.nextEpoch
    // Where the stream begins elsewhere than where the join asked, it begins with a snapshot.
    const follows = this.asked !== null && !isOther(this.asked.epoch) && message.seq === this.asked.since
    this.incomplete = this.hasPast && !follows
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
    if (this.hasPast) this.place = seq
    this.options.onSnapshot(data, seq)
  }

  /** A heartbeat names the last number told to us; to have less is to have lost one. @param {number | undefined} told */
  checkPlace(told) {
    // While a snapshot is on its way the number is that of its first page.
    if (typeof told !== "number" || !this.joined || !this.hasPast || this.incomplete) return
    if (this.contiguous && this.place !== null && told > this.place) return this.askAnew()
    // The staff rooms hear a part of the journal: the number may pass over what was not for us.
    this.place = Math.max(this.place ?? told, told)
  }

  /** Something is missing: ask for the whole present instead of guessing. */
  askAnew() {
    this.place = null
    this.say({ type: "leave", room: this.options.room })
    this.join()
  }

  // ---------- how fresh ----------

  /** Whether what is shown is up to date: not while a page of a snapshot is missing. */
  hasPresent() {
    return this.joined && !this.incomplete
  }

  /** A socket works once every snapshot came over it completely: one that is cut off before that has failed. */
  arrived() {
    this.failures = 0
    this.slow = false
    this.prove()
  }

  prove() {
    const now = this.world.now()
    this.show({ name: "live", freshAt: now, lostAt: now })
  }

  /** @param {Partial<LiveState>} change */
  show(change) {
    this.state = { ...this.state, ...change }
    this.options.onState?.(this.state)
  }

  /** Once a second: is anybody there? */
  look() {
    const now = this.world.now()
    // The page itself was asleep, and has heard nothing since: whatever the socket says about itself is old.
    const slept = now - this.lookedAt > 5 * LOOK_EVERY && this.heardAt <= this.lookedAt
    // A clock set back must not make silence look short.
    this.heardAt = Math.min(this.heardAt, now)
    this.lookedAt = now
    this.admit(now)
    if (this.socket) this.checkSilence(this.socket, now, slept)
    if (this.slow) this.checkSlow(now)
    if (!this.closed) this.lookTimer = this.world.after(() => this.look(), LOOK_EVERY)
  }

  /** What was said too long ago is not current, whatever comes next. @param {number} now */
  admit(now) {
    const { name, freshAt } = this.state
    if (name === "live" && now - this.heardAt >= this.patience) this.show({ name: "reconnecting", lostAt: this.heardAt })
    // An answer that hangs must not keep the page looking current.
    if (name === "slow" && now - freshAt >= POLL_EVERY + this.patience) this.show({ name: "reconnecting", lostAt: freshAt })
  }

  /** @param {WebSocket} socket @param {number} now @param {boolean} slept */
  checkSilence(socket, now, slept) {
    const silence = now - this.heardAt
    if (socket.readyState !== 1) return silence >= CONNECT_WITHIN ? this.lose() : undefined
    if (this.askedAt > 0) return now - this.askedAt >= ANSWER_WITHIN ? this.lose() : undefined
    // Asked early enough for the answer to come before the patience ends.
    if (slept || silence >= Math.max(this.patience / 2, this.patience - ANSWER_WITHIN)) this.ask(now)
  }

  /** @param {number} now */
  ask(now) {
    if (this.askedAt > 0) return
    this.askedAt = now
    this.say({ type: "ping" })
  }

  // ---------- sleep and waking ----------

  wake() {
    if (this.closed) return
    // Before anybody sees the page again.
    this.admit(this.world.now())
    if (this.socket?.readyState === 1) return this.ask(this.world.now())
    // A connection under way is left alone unless it hangs; a wait is cut short.
    if (this.socket && this.world.now() - this.heardAt < ANSWER_WITHIN) return
    this.failures = Math.min(this.failures, 1)
    this.polledAt = -Infinity
    this.open()
  }

  sleep() {
    this.drop()
    if (this.state.name === "live") this.show({ name: "reconnecting", lostAt: this.world.now() })
  }

  // ---------- slow mode ----------

  /** @param {number} now */
  checkSlow(now) {
    if (now - this.polledAt >= POLL_EVERY) this.poll()
  }

  async poll() {
    if (!this.options.poll || this.polling) return
    this.polling = true
    this.polledAt = this.world.now()
    const { changes } = this
    try {
      const { data, seq, epoch } = await this.options.poll()
      // What a socket brought meanwhile is newer than this answer.
      if (this.hasPresent() || this.changes !== changes || this.closed) return
      if (epoch) this.epoch = epoch
      this.setPresent(data, seq ?? null)
      const now = this.world.now()
      this.show({ name: "slow", freshAt: now, lostAt: now })
      pollBeside(this)
    } catch (error) {
      if (this.hasPresent() || this.closed) return
      if (/** @type {any} */ (error)?.status === 401) return this.end("signed-out")
      if (this.state.name === "slow") this.show({ name: "reconnecting", lostAt: this.world.now() })
    } finally {
      this.polling = false
    }
  }
}
