// An exhaustive search: a live room through every order in which things can happen to it, within bounds. The shop is a
// small model of the server (a journal, one room, answers on their way), the room is the pages' own. In each state it
// is then left in peace, and must come to show exactly what the shop has, and say that it is live.

import assert from "node:assert/strict"
import { test } from "node:test"
import { connect } from "../../../static/lib/live/connection.js"
import { fakePlatform } from "./fake-platform.js"

const ROOM = "cashier"
const LONGEST_WAIT = 10_000 // between two sockets
/** Messages, answers and waits until a room that is left in peace has everything. */
const STEPS = 60
/** How much may happen; messages and answers that are on their way arrive besides. */
const MOST = { commit: 1, cut: 1, restore: 1, die: 1, wait: 2 }

/** A shop with one screen that listens to it. */
class Shop {
  epoch = "A"
  /** The numbers of its events; one that is committed after a restore is another one than that before. */
  journal = [1]
  oldest = 1
  /** All orders of each epoch. @type {Record<string, string[]>} */
  had = { A: ["A1"], B: [] }
  left = { ...MOST }
  /** What the screen shows. */
  shown = []
  /** What is on its way to the screen, over the socket that it was sent on. */
  coming = []
  /** A poll that is to be answered, and what the server has answered, on its way. */
  asking = null
  answer = null
  /** How much the socket had changed when it was asked. */
  changes = 0
  /** Whether the screen is in the room, and how many of its messages were received. */
  isHeard = false
  received = 0

  constructor({ since = false, slow = false }) {
    this.fake = fakePlatform()
    const from = since ? { since: 1, epoch: "A" } : undefined
    if (since) this.shown = ["A1"]
    this.page = connect({
      room: ROOM,
      from,
      platform: this.fake.platform,
      onSnapshot: (data) => {
        this.shown = data.orders
      },
      onEvent: (event) => {
        this.shown = [...this.shown, event.data]
      },
      poll: () => {
        this.changes = this.page.room.changes
        return new Promise((resolve) => {
          this.asking = resolve
        })
      },
    })
    for (let tries = 0; slow && tries < 3; tries++) {
      this.socket.closes()
      this.fake.pass(LONGEST_WAIT)
    }
  }

  get socket() {
    return this.fake.last()
  }
  get newest() {
    return this.journal.at(-1) ?? 0
  }
  get orders() {
    return this.journal.map((seq) => this.name(seq))
  }
  name(seq) {
    return this.epoch + seq
  }
  get isOpen() {
    return this.socket.readyState === 1 && this.socket === this.page.socket
  }

  /** What can happen next. */
  possible() {
    const { left } = this
    return [
      left.commit > 0 && "commit",
      left.cut > 0 && this.oldest <= this.newest && "cut",
      left.restore > 0 && "restore",
      left.die > 0 && this.page.socket && "die",
      left.wait > 0 && !this.isOpen && "wait",
      this.isToOpen() && "open",
      this.isOpen && this.socket.sent.length > this.received && "receive",
      this.isOpen && this.coming.length > 0 && "hear",
      this.asking && !this.answer && "read",
      this.answer && "arrive",
    ].filter(Boolean)
  }

  isToOpen() {
    return this.page.socket !== null && this.socket.readyState === 0
  }

  async happen(what) {
    if (what in this.left) this.left[what] -= 1
    await this[what]()
    // Never a mixture of two moments, nor of two shops.
    const had = this.had[this.shown[0]?.[0] ?? this.epoch].slice(0, this.shown.length)
    assert.deepEqual(this.shown, had, "what the shop never had")
  }

  /** Nothing more goes wrong, and all that is on its way arrives. */
  async settle() {
    for (let step = 0; step < STEPS; step++) {
      const next = this.possible().find((what) => !(what in this.left))
      if (next) await this.happen(next)
      else if (!this.isOpen) this.wait()
      else {
        this.coming.push(this.heartbeat())
        this.hear()
        this.fake.pass(1_000)
        if (!this.possible().some((what) => !(what in this.left))) break
      }
    }
    assert.equal(this.page.room.state.name, "live")
    assert.deepEqual(this.shown, this.orders)
  }

  /** All that what can happen next depends on. */
  get state() {
    const { position, epoch, joined, incomplete, pages, asked, polling } = this.page.room
    const { name } = this.page.room.state
    const { epoch: next, closed, slow, failures } = this.page
    const page = [name, position, epoch, next, closed, slow, joined, incomplete, pages, asked, failures, polling]
    const { epoch: own, journal, oldest, left, shown, coming, answer, isHeard } = this
    const sent = this.isOpen ? this.socket.sent.slice(this.received) : this.page.socket && this.socket.readyState
    const shop = { own, journal, oldest, left, shown, coming, answer, isHeard, sent }
    return JSON.stringify({ page, shop, isAsked: Boolean(this.asking), isOld: this.page.room.changes > this.changes })
  }

  event(seq) {
    return { type: "new_order", room: ROOM, seq, at: "2026-01-05T05:00:00Z", data: this.name(seq) }
  }

  commit() {
    this.journal.push(this.newest + 1)
    this.had[this.epoch] = this.orders
    if (this.isHeard) this.coming.push(this.event(this.newest))
  }

  /** No event that there was is kept. */
  cut() {
    this.oldest = this.newest + 1
  }

  /** A backup without events takes the place of the file; the program starts again. */
  restore() {
    this.epoch = "B"
    this.journal = []
    this.oldest = 1
    if (this.page.socket) this.lose(1001)
  }

  die() {
    this.lose(1006)
  }

  lose(code) {
    this.coming = []
    this.isHeard = false
    this.socket.closes(code)
  }

  wait() {
    this.fake.pass(LONGEST_WAIT)
  }

  open() {
    this.coming = []
    this.isHeard = false
    this.received = 0
    this.socket.opens()
    this.socket.says({ type: "hello", epoch: this.epoch, heartbeat_s: 15, at: "2026-01-05T05:00:00Z" })
  }

  /** The server reads what the screen has sent. */
  receive() {
    const message = this.socket.sent[this.received++]
    if (message.type === "leave") this.isHeard = false
    if (message.type === "ping") this.coming.push(this.heartbeat())
    if (message.type === "join") this.join(message)
  }

  heartbeat() {
    return { type: "heartbeat", rooms: this.isHeard ? { [ROOM]: this.newest } : {} }
  }

  join({ since, epoch }) {
    this.isHeard = true
    const follows = since !== undefined && (epoch === undefined || epoch === this.epoch) && since >= this.oldest - 1
    const told = { room: ROOM, seq: follows ? since : this.newest, at: "2026-01-05T05:00:00Z" }
    this.coming.push({ type: "joined", ...told })
    if (follows) return this.coming.push(...this.journal.filter((seq) => seq > since).map((seq) => this.event(seq)))
    this.coming.push({ type: "snapshot", ...told, data: { orders: this.orders.slice(0, 1), more: true } })
    this.coming.push({ type: "snapshot", ...told, data: { orders: this.orders.slice(1), more: false } })
  }

  hear() {
    this.socket.says(this.coming.shift())
  }

  /** The server answers a poll; what it says is old when it arrives. */
  read() {
    this.answer = { data: { orders: this.orders }, seq: this.newest, epoch: this.epoch }
  }

  async arrive() {
    const { asking, answer } = this
    this.asking = this.answer = null
    asking(answer)
    for (let turn = 0; turn < 4; turn++) await null
  }
}
/** The shop after what happened to it. */
async function after(start, path) {
  const shop = new Shop(start)
  for (const what of path) await shop.happen(what)
  return shop
}

/** Looks into every state once; answers how many there are. */
async function search(start) {
  const seen = new Set()
  const paths = [[]]
  // The list grows while it is walked: shortest ways first, since each is walked from its beginning.
  for (const path of paths) {
    try {
      const shop = await after(start, path)
      if (seen.has(shop.state)) continue
      seen.add(shop.state)
      for (const what of shop.possible()) paths.push([...path, what])
      await shop.settle()
    } catch (error) {
      throw new Error(`after ${path.join(", ") || "nothing"}`, { cause: error })
    }
  }
  return seen.size
}

for (const [name, start] of Object.entries({
  "a first visit": {},
  "a page that has a present": { since: true },
  "a page in slow mode": { slow: true },
  "a page in slow mode that has a present": { since: true, slow: true },
})) {
  test(`${name}, left in peace at any moment, comes to show what the shop has and says that it is live`, async (t) => {
    const states = await search(start)
    t.diagnostic(`${states} states`)
    assert.ok(states > 1_000, `${states} states`)
  })
}
