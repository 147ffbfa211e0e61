// Owns the page's one socket and the rooms on it. It opens the socket, joins the rooms, reconnects after sleep, lost
// Wi-Fi and restarts, notices silence, and falls back to plain HTTP where no socket works.

import { noteVersion } from "../program.js"
import { screenName } from "../storage.js"
import { learnServerTime } from "../time.js"
import { kindOf, Room } from "./room.js"
import { browser } from "./platform.js"

/** @import { RoomEvent } from "../types.js" */
/** @import { RoomOptions } from "./room.js" */
/** @import { Platform } from "./platform.js" */

const FIRST_RETRY = 500
const LONGEST_RETRY = 10_000
const ANSWER_WITHIN = 3_000 // after a ping that asks «are you still there?»
const SLOW_AFTER = 3 // sockets that failed one after the other
const LOOK_EVERY = 1_000
const CONNECT_WITHIN = 6_000
const SESSION_ENDED = 4401

/**
 * @typedef {RoomOptions & {address?: string, platform?: Platform}} ConnectionOptions with the path and query of the
 *   socket
 */

/**
 * The connections of this page; the newest, which is last, also carries the rooms that came without one.
 * @type {Connection[]}
 */
const connections = []
/** @type {Set<Room>} */
const others = new Set()

/** Whether this page has a socket, or is about to have one. */
export const isConnected = () => connections.length > 0

/**
 * Opens a connection for a room and listens to it until it is closed: with the session of now.
 * @param {ConnectionOptions} options
 */
export function connect(options) {
  return new Connection(options)
}

/** Listens to a room for as long as the page has a connection; answers how to leave. @param {RoomOptions} options */
export function listen(options) {
  const room = new Room(options, browser.now())
  others.add(room)
  connections.at(-1)?.join(room.name)
  return () => {
    others.delete(room)
    connections.at(-1)?.leave(room.name)
  }
}

/** @param {ConnectionOptions} options */
function addressOf({ room, address = "/ws" }) {
  if (!kindOf(room).isSeen) return address
  return `${address}${address.includes("?") ? "&" : "?"}screen=${screenName(room)}`
}

class Connection {
  /** @param {ConnectionOptions} options */
  constructor(options) {
    this.platform = options.platform ?? browser
    this.address = addressOf(options)
    const now = this.platform.now()
    /** The room that it was opened for, and with whose end it ends. */
    this.room = new Room(options, now)
    /** The server's. */
    this.epoch = ""
    this.closed = false
    this.slow = false
    /** @type {WebSocket | null} */
    this.socket = null
    this.failures = 0
    this.heardAt = now
    this.lookedAt = now
    this.askedAt = 0
    /** @type {any} */
    this.retryTimer = null
    /** @type {any} */
    this.lookTimer = null
    this.unwatch = this.platform.watch(
      () => this.wake(),
      () => this.sleep(),
    )
    connections.push(this)
    this.open()
    this.look()
  }

  /** Every room that it carries. */
  get rooms() {
    return this === connections.at(-1) ? [this.room, ...others] : [this.room]
  }

  /** Ends it for good. */
  close() {
    if (this.closed) return
    this.closed = true
    this.unwatch()
    this.platform.cancel(this.lookTimer)
    this.platform.cancel(this.retryTimer)
    this.drop()
    const carried = this === connections.at(-1)
    connections.splice(connections.indexOf(this), 1)
    // What it carried goes on with the one before it.
    if (carried) for (const name of new Set([...others].map((room) => room.name))) connections.at(-1)?.join(name)
  }

  // ---------- the socket ----------

  open() {
    this.platform.cancel(this.retryTimer)
    this.retryTimer = null
    this.drop()
    const socket = this.platform.socket(this.address)
    this.socket = socket
    this.heardAt = this.platform.now()
    this.askedAt = 0
    // Each handler checks its own socket: a dropped one may still deliver messages.
    socket.onopen = () => {
      if (socket !== this.socket) return
      for (const name of new Set(this.rooms.map((room) => room.name))) this.join(name)
    }
    socket.onmessage = (event) => socket === this.socket && this.hear(JSON.parse(event.data))
    socket.onclose = (event) => socket === this.socket && this.lose(event.code)
  }

  /** Lets go of the present socket without waiting for its goodbye. */
  drop() {
    const socket = this.socket
    this.socket = null
    for (const room of this.rooms) room.part()
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    try {
      socket.close()
    } catch {
      // Already gone.
    }
  }

  /** @param {object} message */
  say(message) {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(message))
  }

  /** @param {number} [code] */
  lose(code) {
    this.drop()
    if (code === SESSION_ENDED) return this.end("signed-out")
    for (const room of this.rooms) room.freshness.lose(this.platform.now(), true)
    // After a goodbye that says «back soon» the first try is soon, however often others failed before.
    this.failures = code === 1001 ? 1 : this.failures + 1
    if (this.failures >= SLOW_AFTER) this.slow = true
    const longest = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (this.failures - 1))
    // Half of it by chance, so that forty phones do not come back in the same instant.
    const wait = longest * (0.5 + this.platform.random() / 2)
    this.platform.cancel(this.retryTimer)
    this.retryTimer = this.platform.after(() => this.open(), wait)
  }

  /** @param {"signed-out" | "gone"} name */
  end(name) {
    this.close()
    this.room.end(name, this.platform.now())
  }

  // ---------- its rooms ----------

  /** @param {string} name */
  named(name) {
    return this.rooms.filter((room) => room.name === name)
  }

  /** Joined a second time, a room tells its whole present again, to all who listen to it. @param {string} name */
  join(name) {
    const rooms = this.named(name)
    const from = rooms.length === 1 ? rooms[0].from : null
    for (const room of rooms) room.begin(from)
    const unlisted = rooms.every((room) => room.options.unlisted) || undefined
    this.say({ type: "join", room: name, ...from, epoch: from?.epoch || undefined, unlisted })
  }

  /** Once its last listener is gone. @param {string} name */
  leave(name) {
    if (this.named(name).length === 0) this.say({ type: "leave", room: name })
  }

  /** @param {any} message */
  hear(message) {
    const now = this.platform.now()
    this.heardAt = now
    this.askedAt = 0
    if (message.type === "hello") return this.greet(message)
    if (message.type === "error") return this.refused(message)
    for (const room of this.rooms) {
      if (
        message.type === "heartbeat"
          ? room.checkPlace(message.rooms?.[room.name])
          : message.room === room.name && room.hear(message, this.epoch)
      )
        this.askAnew(room)
    }
    const wanted = this.rooms.filter((room) => !room.refused)
    // A socket works once every snapshot came over it completely: one that is cut off before that has failed.
    if (wanted.every((room) => room.hasPresent())) {
      this.failures = 0
      this.slow = false
    }
    for (const room of wanted) if (room.hasPresent()) room.freshness.prove(now)
  }

  /** Something is missing: ask for the whole present instead of guessing. @param {Room} room */
  askAnew(room) {
    room.position = null
    this.say({ type: "leave", room: room.name })
    this.join(room.name)
  }

  /** @param {{epoch: string, at: string, version?: string}} hello */
  greet(hello) {
    learnServerTime(hello.at)
    noteVersion(hello.version)
    this.epoch = hello.epoch
  }

  /** @param {{code: string, room?: string}} error */
  refused({ code, room = this.room.name }) {
    const isSession = code === "forbidden" || code === "unauthorized"
    const isGone = code === "order_not_found" || code === "unknown_room"
    for (const each of this.named(room)) {
      if (isSession || isGone)
        each === this.room
          ? this.end(isGone ? "gone" : "signed-out")
          : each.end(isGone ? "gone" : "signed-out", this.platform.now())
      else if (each === this.room) this.lose()
    }
  }

  // ---------- silence ----------

  /** Once a second: does the server still answer? */
  look() {
    const now = this.platform.now()
    // The page itself was asleep, and has heard nothing since: what the socket says about itself is old.
    const slept = now - this.lookedAt > 5 * LOOK_EVERY && this.heardAt <= this.lookedAt
    // A clock set back must not make silence look short.
    this.heardAt = Math.min(this.heardAt, now)
    this.lookedAt = now
    this.admit(now)
    if (this.socket) this.checkSilence(this.socket, now, slept)
    if (this.slow) for (const room of this.rooms) this.poll(room)
    if (!this.closed) this.lookTimer = this.platform.after(() => this.look(), LOOK_EVERY)
  }

  /** @param {number} now */
  admit(now) {
    for (const room of this.rooms) room.freshness.admit(now, this.heardAt)
  }

  /** @param {WebSocket} socket @param {number} now @param {boolean} slept */
  checkSilence(socket, now, slept) {
    const silence = now - this.heardAt
    const { staleAfter } = this.room.freshness
    if (socket.readyState !== 1) return silence >= CONNECT_WITHIN ? this.lose() : undefined
    if (this.askedAt > 0) return now - this.askedAt >= ANSWER_WITHIN ? this.lose() : undefined
    // Asked early enough for the answer to come before the page counts as stale.
    if (slept || silence >= Math.max(staleAfter / 2, staleAfter - ANSWER_WITHIN)) this.ask(now)
  }

  /** @param {number} now */
  ask(now) {
    if (this.askedAt > 0) return
    this.askedAt = now
    this.say({ type: "ping" })
  }

  /** @param {Room} room */
  async poll(room) {
    const isWanted = () => !this.closed && this.rooms.includes(room)
    const hasEnded = !room.hasPresent() && !room.refused && (await room.poll(this.platform.now, isWanted))
    if (hasEnded && room === this.room) this.end("signed-out")
  }

  // ---------- sleep and waking ----------

  wake() {
    if (this.closed) return
    // Before the page is shown again.
    this.admit(this.platform.now())
    if (this.socket?.readyState === 1) return this.ask(this.platform.now())
    // A connection under way is left alone unless it hangs; a wait is cut short.
    if (this.socket && this.platform.now() - this.heardAt < ANSWER_WITHIN) return
    this.failures = Math.min(this.failures, 1)
    for (const room of this.rooms) room.polledAt = -Infinity
    this.open()
  }

  sleep() {
    this.drop()
    for (const room of this.rooms) room.freshness.lose(this.platform.now(), false)
  }
}
