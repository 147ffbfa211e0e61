// The live room against a server and a clock that do as they are told.

import assert from "node:assert/strict"
import { test } from "node:test"
import { connect, listen as hear } from "../../../static/lib/live/connection.js"
import { fakePlatform } from "./fake-platform.js"

const ROOM = "order:u1"
const event = (seq, room = ROOM, type = "order_status_update") => ({
  type,
  room,
  seq,
  at: "2026-01-05T05:00:00Z",
  data: { n: seq },
})
const hello = { type: "hello", epoch: "E", heartbeat_s: 15, at: "2026-01-05T05:00:00Z" }

/** A page in a room, and all it was told. */
function listen(options = {}) {
  const fake = fakePlatform()
  const told = { snapshots: [], events: [], states: [] }
  const room = connect({
    room: ROOM,
    onSnapshot: (data, seq) => told.snapshots.push([data, seq]),
    onEvent: (heard) => told.events.push(heard.seq ?? null),
    onState: (state) => told.states.push(state.name),
    platform: fake.platform,
    ...options,
  })
  const name = options.room ?? ROOM
  /** The server lets it in, from where it asked. */
  const welcome = (seq, snapshot) => {
    fake.last().opens()
    fake.last().says(hello, { type: "joined", room: name, seq })
    if (snapshot !== undefined) fake.last().says({ type: "snapshot", room: name, seq, data: snapshot })
  }
  return { ...fake, told, room, welcome, joins: () => fake.last().sent.filter((message) => message.type === "join") }
}

test("a first visit asks for the present and then hears what follows", () => {
  const page = listen()
  page.welcome(2, { order: 1 })
  page.last().says(event(3))
  assert.deepEqual(page.joins(), [{ type: "join", room: ROOM }])
  assert.deepEqual(page.told.snapshots, [[{ order: 1 }, 2]])
  assert.deepEqual(page.told.events, [3])
  assert.equal(page.told.states.at(-1), "live")
})

test("a page that already has a present asks only for what came after", () => {
  const page = listen({ from: { since: 5, epoch: "E" } })
  page.welcome(5)
  page.last().says(event(6))
  assert.deepEqual(page.joins(), [{ type: "join", room: ROOM, since: 5, epoch: "E" }])
  assert.deepEqual(page.told.events, [6])
})

test("what was heard is not heard again", () => {
  const page = listen({ from: { since: 5 } })
  page.welcome(5)
  page.last().says(event(6), event(6), event(5), event(7))
  assert.deepEqual(page.told.events, [6, 7])
})

test("after a lost connection it goes on from where it was", () => {
  const page = listen()
  page.welcome(2, {})
  page.last().says(event(3))
  page.last().closes()
  assert.equal(page.told.states.at(-1), "reconnecting")
  page.pass(500)
  page.welcome(3)
  page.last().says(event(4))
  assert.equal(page.sockets.length, 2)
  assert.deepEqual(page.joins(), [{ type: "join", room: ROOM, since: 3, epoch: "E" }])
  assert.deepEqual(page.told.events, [3, 4])
  assert.equal(page.told.states.at(-1), "live")
})

test("a hole in an order's events is filled by asking for the whole present", () => {
  const page = listen()
  page.welcome(2, { first: true })
  page.last().says(event(4))
  assert.deepEqual(page.told.events, [])
  assert.deepEqual(page.last().sent.slice(-2), [
    { type: "leave", room: ROOM },
    { type: "join", room: ROOM },
  ])
  page
    .last()
    .says(
      event(5),
      { type: "joined", room: ROOM, seq: 5 },
      { type: "snapshot", room: ROOM, seq: 5, data: { whole: true } },
      event(6),
    )
  assert.deepEqual(page.told.snapshots.at(-1), [{ whole: true }, 5])
  assert.deepEqual(page.told.events, [6])
})

test("a heartbeat that knows more than we heard is a hole too", () => {
  const page = listen()
  page.welcome(2, {})
  page.last().says({ type: "heartbeat", rooms: { [ROOM]: 3 } })
  assert.deepEqual(page.joins().at(-1), { type: "join", room: ROOM })
})

test("the staff rooms may skip numbers, and remember the last one told", () => {
  const page = listen({ room: "kitchen" })
  page.welcome(10, {})
  page.last().says(event(14, "kitchen"), { type: "heartbeat", rooms: { kitchen: 20 } })
  page.last().closes()
  page.pass(500)
  page.last().opens()
  assert.deepEqual(page.told.events, [14])
  assert.deepEqual(page.joins(), [{ type: "join", room: "kitchen", since: 20, epoch: "E" }])
})

test("the menu and the board have no past: everything they say is applied", () => {
  const page = listen({ room: "menu" })
  page.welcome(7, {})
  page
    .last()
    .says(event(3, "menu", "menu_update"), event(3, "menu", "menu_update"), {
      type: "menu_update",
      room: "menu",
      data: {},
    })
  assert.deepEqual(page.told.events, [3, 3, null])
  page.last().closes()
  page.pass(500)
  page.last().opens()
  assert.deepEqual(page.joins(), [{ type: "join", room: "menu" }])
})

test("another room's news is not ours", () => {
  const page = listen()
  page.welcome(2, {})
  page.last().says(event(3, "order:other"))
  assert.deepEqual(page.told.events, [])
})

test("it tries again after half a second, then twice as long, up to ten", () => {
  const page = listen()
  const waits = []
  for (let tries = 1; tries <= 7; tries++) {
    page.last().closes()
    let waited = 0
    while (page.sockets.length === tries) {
      page.pass(100)
      waited += 100
    }
    waits.push(waited)
  }
  assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
})

test("a server that says it will be back is asked again at once, however long the wait had grown", () => {
  const page = listen()
  for (let tries = 1; tries <= 4; tries++) {
    page.last().closes()
    page.pass(10_000)
  }
  page.last().closes(1001)
  const before = page.sockets.length
  page.pass(500)
  assert.equal(page.sockets.length, before + 1)
})

test("silence is not freshness: without a sign of life the page says so and reconnects", () => {
  const page = listen({ staleAfter: 20_000 })
  page.welcome(2, {})
  page.pass(16_000)
  assert.equal(page.told.states.at(-1), "live")
  page.pass(4_000)
  assert.equal(page.told.states.at(-1), "reconnecting")
  assert.deepEqual(page.last().sent.at(-1), { type: "ping" })
  page.pass(2_000)
  assert.equal(page.sockets.length, 2)
})

test("heartbeats keep the page live", () => {
  const page = listen()
  page.welcome(2, {})
  for (let minute = 0; minute < 8; minute++) {
    page.pass(15_000)
    page.last().says({ type: "heartbeat", rooms: { [ROOM]: 2 } })
  }
  assert.equal(page.told.states.includes("reconnecting"), false)
  assert.equal(page.sockets.length, 1)
})

test("an impatient screen asks in time and is content with any answer", () => {
  const page = listen({ staleAfter: 5_000 })
  page.welcome(2, {})
  for (let asked = 0; asked < 5; asked++) {
    page.pass(3_000)
    assert.deepEqual(page.last().sent.at(-1), { type: "ping" })
    page.last().says({ type: "pong" })
  }
  assert.equal(page.told.states.includes("reconnecting"), false)
})

test("waking up asks for a proof of life, and reconnects when none comes", () => {
  const page = listen()
  page.welcome(2, {})
  page.sleepThrough(600_000)
  page.hooks.wake()
  assert.equal(page.told.states.at(-1), "reconnecting", "an hour in the pocket must not look fresh, not for a moment")
  assert.deepEqual(page.last().sent.at(-1), { type: "ping" })
  page.pass(4_000)
  assert.equal(page.sockets.length, 2)
})

test("waking up with a living socket changes nothing", () => {
  const page = listen()
  page.welcome(2, {})
  page.sleepThrough(8_000)
  page.hooks.wake()
  page.last().says({ type: "pong" })
  page.pass(5_000)
  assert.equal(page.sockets.length, 1)
  assert.equal(page.told.states.at(-1), "live")
})

test("waking up cuts a long wait short", () => {
  const page = listen()
  for (let tries = 1; tries <= 5; tries++) {
    page.last().closes()
    page.pass(10_000)
  }
  page.last().closes()
  const before = page.sockets.length
  page.hooks.wake()
  assert.equal(page.sockets.length, before + 1)
})

test("an ended session asks for a sign-in and stops trying", () => {
  const page = listen({ room: "cashier" })
  page.welcome(9, {})
  page.last().closes(4401)
  page.pass(60_000)
  assert.equal(page.told.states.at(-1), "signed-out")
  assert.equal(page.sockets.length, 1)
  assert.equal(page.pending(), 0)
})

test("a room that is not ours is the same: sign in first", () => {
  const page = listen({ room: "cashier" })
  page.last().opens()
  page.last().says(hello, { type: "error", code: "forbidden", room: "cashier" })
  page.pass(60_000)
  assert.equal(page.told.states.at(-1), "signed-out")
  assert.equal(page.sockets.length, 1)
})

test("three failed sockets bring slow mode, and a working one ends it", async () => {
  let polls = 0
  const page = listen({
    poll: async () => {
      polls++
      return { data: { polled: polls }, seq: 7, epoch: "E" }
    },
  })
  for (let tries = 1; tries <= 3; tries++) {
    page.last().closes()
    page.pass(tries === 1 ? 500 : tries === 2 ? 1_000 : 1_000)
  }
  await null
  page.pass(1_000)
  await new Promise(setImmediate)
  assert.equal(page.told.states.at(-1), "slow")
  assert.deepEqual(page.told.snapshots.at(-1), [{ polled: 1 }, 7])
  page.pass(5_000)
  await new Promise(setImmediate)
  assert.equal(polls, 2)
  page.welcome(7)
  assert.deepEqual(page.joins(), [{ type: "join", room: ROOM, since: 7, epoch: "E" }])
  assert.equal(page.told.states.at(-1), "live")
  page.pass(15_000)
  assert.equal(polls, 2)
})

test("sockets that are cut off before the snapshot is whole have failed; slow mode goes on until it is", async () => {
  let polls = 0
  const page = listen({
    room: "cashier",
    poll: async () => {
      polls++
      return { data: { polled: polls }, seq: 7, epoch: "E" }
    },
  })
  const page1 = { type: "snapshot", room: "cashier", seq: 6, data: { orders: [1], more: true } }
  for (let tries = 1; tries <= 5; tries++) {
    page.welcome(6)
    page.last().says(page1)
    page.last().closes()
    page.pass(10_000)
    await new Promise(setImmediate)
  }
  assert.ok(polls > 0, "it is asked over plain HTTP")
  assert.equal(page.told.states.includes("live"), false)
  assert.equal(page.told.states.at(-1), "slow")
  // The next socket would join from the number of the last answer; here the journal no longer goes back that far.
  page.welcome(8)
  page.last().says({ ...page1, seq: 8 })
  const before = polls
  page.pass(5_000)
  await new Promise(setImmediate)
  assert.equal(polls, before + 1, "also while the pages come")
  assert.deepEqual(page.told.snapshots.at(-1), [{ polled: polls }, 7])
  page.last().says({ type: "snapshot", room: "cashier", seq: 8, data: { orders: [2], more: false } })
  assert.deepEqual(page.told.snapshots.at(-1), [{ orders: [1, 2], more: false }, 8])
  assert.equal(page.told.states.at(-1), "live")
  const whole = polls
  page.pass(10_000)
  await new Promise(setImmediate)
  assert.equal(polls, whole)
})

test("a poll's late answer does not overwrite what a socket said", async () => {
  let answer
  const page = listen({
    poll: () =>
      new Promise((resolve) => {
        answer = resolve
      }),
  })
  for (let tries = 1; tries <= 3; tries++) {
    page.last().closes()
    page.pass(2_000)
  }
  page.welcome(9, { newest: true })
  answer({ data: { old: true }, seq: 8 })
  await new Promise(setImmediate)
  assert.deepEqual(page.told.snapshots, [[{ newest: true }, 9]])
})

test("a poll's answer that comes between a join and its answer leaves no page waiting for a snapshot", async () => {
  let answer
  const page = listen({
    room: "cashier",
    from: { since: 5, epoch: "E" },
    poll: () =>
      new Promise((resolve) => {
        answer = resolve
      }),
  })
  for (let tries = 1; tries <= 3; tries++) {
    page.last().closes()
    page.pass(2_000)
  }
  page.last().opens()
  assert.deepEqual(page.joins(), [{ type: "join", room: "cashier", since: 5, epoch: "E" }])
  answer({ data: { orders: ["a"] }, seq: 7, epoch: "E" })
  await new Promise(setImmediate)
  assert.equal(page.told.states.at(-1), "slow")
  page.last().says(hello, joined(5), event(6, "cashier"), event(7, "cashier"), event(8, "cashier"))
  assert.equal(page.told.states.at(-1), "live")
  assert.deepEqual(page.told.events, [8], "6 and 7 were in the answer")
})

test("slow mode that gets no answer is not fresh either", async () => {
  let works = true
  const page = listen({
    poll: async () => {
      if (!works) throw new Error("down")
      return { data: {}, seq: 1 }
    },
  })
  for (let tries = 1; tries <= 3; tries++) {
    page.last().closes()
    page.pass(2_000)
  }
  await new Promise(setImmediate)
  assert.equal(page.told.states.at(-1), "slow")
  works = false
  page.pass(5_000)
  await new Promise(setImmediate)
  assert.equal(page.told.states.at(-1), "reconnecting")
})

test("a closed room is left for good", () => {
  const page = listen()
  page.welcome(2, {})
  page.room.close()
  page.pass(60_000)
  assert.equal(page.hooks.unwatched, true)
  assert.equal(page.sockets.length, 1)
  assert.equal(page.pending(), 0)
  assert.equal(page.last().readyState, 3)
})

test("a page put aside lets its socket go and takes it up again", () => {
  const page = listen()
  page.welcome(2, {})
  page.hooks.sleep()
  assert.equal(page.last().readyState, 3)
  page.hooks.wake()
  page.welcome(2)
  assert.deepEqual(page.joins(), [{ type: "join", room: ROOM, since: 2, epoch: "E" }])
})

test("which screens are there is a state of its own: it is told, and moves no number", () => {
  const heard = []
  const page = listen({ room: "cashier", onPresence: (screens) => heard.push(screens) })
  const presence = (screens) => ({
    type: "screen_presence",
    room: "cashier",
    at: "2026-01-05T05:00:00Z",
    data: { screens },
  })
  page.welcome(10, {})
  page.last().says(presence([{ id: "k1" }]), event(11, "cashier"), presence([]))
  page.last().closes()
  page.pass(500)
  page.last().opens()
  assert.deepEqual(heard, [[{ id: "k1" }], []])
  assert.deepEqual(page.told.events, [11])
  assert.deepEqual(page.joins(), [{ type: "join", room: "cashier", since: 11, epoch: "E" }])
})

test("a page that does not ask which screens are there hears nothing of them", () => {
  const page = listen({ room: "cashier" })
  page.welcome(10, {})
  page.last().says({ type: "screen_presence", room: "cashier", data: { screens: [] } })
  assert.deepEqual(page.told.events, [])
})

test("a kitchen and a board say which screen they are, the same at every try, and nobody else does", () => {
  for (const [options, address] of [
    [{ room: "kitchen" }, /^\/ws\?screen=[A-Za-z0-9-]{8,40}$/],
    [{ room: "board", address: "/ws?lang=en" }, /^\/ws\?lang=en&screen=[A-Za-z0-9-]{8,40}$/],
    [{ room: "menu", address: "/ws?lang=en" }, /^\/ws\?lang=en$/],
    [{ room: "cashier" }, /^\/ws$/],
    [{}, /^\/ws$/],
  ]) {
    const page = listen(options)
    page.last().closes()
    page.pass(500)
    assert.equal(page.sockets.length, 2)
    assert.match(page.sockets[0].address, address)
    assert.equal(page.sockets[1].address, page.sockets[0].address)
  }
})

// ---------- other rooms on the same connection ----------

/** The shop's facts, as a page hears them on the connection that it has. */
function facts(room = "shop", poll = undefined) {
  const heard = []
  const leave = hear({
    room,
    onSnapshot: (data) => heard.push(data),
    onEvent: (message) => heard.push(message.data),
    poll,
  })
  return { heard, leave }
}
const snapshotOf = (room, data) => [
  { type: "joined", room, seq: 1 },
  { type: "snapshot", room, seq: 1, data },
]

test("another room is heard on the same socket, and changes nothing of the first one's position", () => {
  const shop = facts()
  const page = listen()
  page.welcome(2, {})
  assert.deepEqual(
    page.joins().map((join) => join.room),
    [ROOM, "shop"],
  )
  page
    .last()
    .says(
      ...snapshotOf("shop", { open: true }),
      event(3),
      { type: "shop_update", room: "shop", seq: 9, data: { open: false } },
      event(4),
    )
  assert.deepEqual(shop.heard, [{ open: true }, { open: false }])
  assert.deepEqual(page.told.events, [3, 4])
  assert.equal(page.sockets.length, 1)
  page.room.close()
  shop.leave()
})

test("it is joined again with every new socket, and left when nobody listens any more", () => {
  const page = listen()
  page.welcome(2, {})
  const shop = facts()
  const more = facts()
  assert.deepEqual(
    page.joins().map((join) => join.room),
    [ROOM, "shop", "shop"],
  )
  page.last().closes()
  page.pass(500)
  page.welcome(2)
  assert.deepEqual(
    page.joins().map((join) => join.room),
    [ROOM, "shop"],
  )
  page.last().says(...snapshotOf("shop", 1))
  assert.deepEqual([shop.heard, more.heard], [[1], [1]])
  shop.leave()
  assert.equal(
    page.last().sent.some((message) => message.type === "leave"),
    false,
  )
  more.leave()
  assert.deepEqual(page.last().sent.at(-1), { type: "leave", room: "shop" })
  page.room.close()
})

test("a server that does not know another room says no, and the first goes on", () => {
  const shop = facts()
  const page = listen()
  page.welcome(2, {})
  page.last().says({ type: "error", code: "unknown_room", room: "shop" }, event(3))
  assert.equal(page.told.states.at(-1), "live")
  assert.deepEqual(page.told.events, [3])
  assert.deepEqual(shop.heard, [])
  assert.equal(page.sockets.length, 1)
  page.room.close()
  shop.leave()
})

test("another socket of the page takes the rooms over when the one that carried them closes", () => {
  const shop = facts()
  const first = listen()
  first.welcome(2, {})
  const second = listen({ room: "menu" })
  second.welcome(1, {})
  second.last().says(...snapshotOf("shop", "by the second"))
  first.last().says(...snapshotOf("shop", "twice is once too often"))
  second.room.close()
  first.last().says(...snapshotOf("shop", "by the first"))
  assert.deepEqual(
    first.joins().map((join) => join.room),
    [ROOM, "shop", "shop"],
  )
  assert.deepEqual(shop.heard, ["by the second", "by the first"])
  first.room.close()
  shop.leave()
})

test("in slow mode every room is asked for", async () => {
  const shop = facts("shop", async () => ({ data: { open: false } }))
  const page = listen({ poll: async () => ({ data: {}, seq: 1 }) })
  for (let tries = 1; tries <= 3; tries++) {
    page.last().closes()
    page.pass(2_000)
  }
  await new Promise(setImmediate)
  assert.deepEqual(shop.heard, [{ open: false }])
  page.room.close()
  shop.leave()
})

test("another room has a position of its own: what was missed is followed, and a hole is filled", () => {
  const heard = []
  const leave = hear({
    room: "order:u2",
    onSnapshot: (data, seq) => heard.push([data, seq]),
    onEvent: ({ seq }) => heard.push(seq),
  })
  const page = listen({ room: "menu" })
  const other = (seq) => event(seq, "order:u2")
  page.welcome(7, {})
  page.last().says(...snapshotOf("order:u2", "first"), other(2), other(2), other(3))
  assert.deepEqual(heard, [["first", 1], 2, 3])
  page.last().closes()
  page.pass(500)
  page.welcome(7, {})
  assert.deepEqual(page.joins().at(-1), { type: "join", room: "order:u2", since: 3, epoch: "E" })
  page.last().says({ type: "joined", room: "order:u2", seq: 3 }, other(5))
  assert.deepEqual(page.last().sent.slice(-2), [
    { type: "leave", room: "order:u2" },
    { type: "join", room: "order:u2" },
  ])
  page
    .last()
    .says({ type: "joined", room: "order:u2", seq: 5 }, { type: "snapshot", room: "order:u2", seq: 5, data: "whole" })
  assert.deepEqual(heard.slice(3), [["whole", 5]])
  page.last().says({ type: "heartbeat", rooms: { "order:u2": 6 } })
  assert.deepEqual(page.joins().at(-1), { type: "join", room: "order:u2" })
  page.room.close()
  leave()
})

test("a connection that brings one room whole and is cut off before another has failed", async () => {
  let polls = 0
  const leave = hear({
    room: "order:u2",
    onSnapshot() {},
    onEvent() {},
    poll: async () => ({ data: ++polls, seq: 1, epoch: "E" }),
  })
  const page = listen({ room: "menu" })
  for (let tries = 1; tries <= 3; tries++) {
    page.welcome(7, {})
    page.last().says({ type: "joined", room: "order:u2", seq: 5 })
    assert.equal(page.told.states.at(-1), "live", "what is shown of the menu is of now")
    page.last().closes()
    page.pass(500 * 2 ** (tries - 1))
  }
  await new Promise(setImmediate)
  assert.equal(polls, 1)
  page.room.close()
  leave()
})

test("who joins anew in the middle of a silence goes on counting it from where it began", () => {
  const { platform, sockets, pass } = fakePlatform()
  const states = []
  const room = connect({
    room: "menu",
    platform,
    lostSince: 960_000,
    onSnapshot() {},
    onEvent() {},
    onState: (state) => states.push(state),
  })
  pass(100)
  sockets[0].closes()
  assert.deepEqual([states.at(-1).name, states.at(-1).lostAt], ["reconnecting", 960_000])
  room.close()
})

// ---------- a snapshot in pages ----------

const order = (uid) => ({ uid, rev: 1 })
const page = (seq, orders, more, room = "cashier") => ({ type: "snapshot", room, seq, data: { orders, more } })
const joined = (seq, room = "cashier") => ({ type: "joined", room, seq })

test("a snapshot that comes in pages is shown when all of them are there, and is not live before", () => {
  const till = listen({ room: "cashier" })
  till.last().opens()
  till.last().says(hello, joined(7), page(7, [order("a"), order("b")], true))
  till.last().says({ type: "heartbeat", rooms: { cashier: 7 } }, page(7, [order("c")], true))
  assert.deepEqual(till.told.snapshots, [])
  assert.ok(!till.told.states.includes("live"), "a part is not the present")
  till.last().says(page(7, [order("d")], false), event(8, "cashier"))
  assert.deepEqual(till.told.snapshots, [[{ orders: ["a", "b", "c", "d"].map(order), more: false }, 7]])
  assert.deepEqual(till.told.events, [8])
  assert.equal(till.told.states.at(-1), "live")
})

test("a page that is cut off in the middle of a snapshot asks for the whole snapshot again", () => {
  const till = listen({ room: "cashier" })
  till.last().opens()
  till.last().says(hello, joined(7), page(7, [order("a")], true))
  till.last().closes()
  till.pass(500)
  till.last().opens()
  till.last().says(hello, joined(9), page(9, [order("b")], false))
  assert.deepEqual(till.joins(), [{ type: "join", room: "cashier" }])
  assert.deepEqual(till.told.snapshots, [[{ orders: [order("b")], more: false }, 9]])
})

test("a snapshot of another shop that is cut off leaves no number to join from", () => {
  const till = listen({ room: "cashier" })
  till.welcome(5, { orders: [order("a")], more: false })
  till.last().closes()
  till.pass(500)
  const other = { ...hello, epoch: "F" }
  till.last().opens()
  till.last().says(other, joined(9), page(9, [order("b")], true))
  assert.equal(till.told.states.at(-1), "reconnecting")
  till.last().closes()
  till.pass(1_000)
  till.last().opens()
  till.last().says(other, joined(9), page(9, [order("b")], true), page(9, [order("c")], false))
  assert.deepEqual(till.joins(), [{ type: "join", room: "cashier" }], "5 was a number of the other one")
  assert.deepEqual(till.told.snapshots.at(-1), [{ orders: [order("b"), order("c")], more: false }, 9])
  assert.equal(till.told.states.at(-1), "live")
})

test("a number that the journal no longer keeps stays in use until the whole snapshot is here", () => {
  const till = listen({ room: "cashier" })
  till.welcome(5, { orders: [], more: false })
  till.last().closes()
  till.pass(500)
  till.last().opens()
  till.last().says(hello, joined(900), page(900, [order("b")], true))
  till.last().closes()
  till.pass(1_000)
  till.last().opens()
  assert.deepEqual(till.joins(), [{ type: "join", room: "cashier", since: 5, epoch: "E" }])
})
