// What a kitchen screen makes of what it hears: nothing goes in silence, nothing changes in silence, and its own taps
// are no news.

import assert from "node:assert/strict"
import { test } from "node:test"
import { concerns, EVERYTHING, linesFor, stationsOf, toMake } from "../../../static/pages/kitchen/stations.js"
import { Tickets } from "../../../static/pages/kitchen/tickets.js"

const line = (id, status = "queued", more = {}) => ({
  id,
  menu_item_id: id,
  name: `Dish ${id}`,
  quantity: 1,
  modifiers: [],
  note: null,
  status,
  station: null,
  ...more,
})
const order = (uid, rev, more = {}) => ({
  uid,
  number: uid.toUpperCase(),
  rev,
  status: "preparing",
  lines: [line(1), line(2)],
  cancel_cause: null,
  cancel_reason: null,
  ready_at: null,
  ...more,
})
const changes = (tickets, uid) => Object.fromEntries(tickets.changed.get(uid) ?? [])
const kinds = (news) => news.map((each) => each.kind)
/** What a reload keeps: text, and nothing else. */
const reloaded = (tickets) => new Tickets(JSON.parse(JSON.stringify(tickets.toRemember())))

function screen(...orders) {
  const tickets = new Tickets(null)
  tickets.present(orders)
  return tickets
}

test("a screen that is used for the first time shows everything and announces nothing", () => {
  const tickets = new Tickets(null)
  assert.deepEqual(tickets.present([order("a", 2), order("b", 2, { status: "ready" })]), [])
  assert.deepEqual([...tickets.orders.keys()], ["a", "b"])
})

test("an order that came while the screen was away is news when it is back", () => {
  const tickets = screen(order("a", 2))
  assert.deepEqual(kinds(tickets.present([order("a", 2), order("b", 2)])), ["new"])
})

test("a ticket the server's list no longer holds stays until it is known what became of it", () => {
  const tickets = screen(order("a", 2), order("b", 2))
  assert.deepEqual(tickets.present([order("b", 2)]), [])
  assert.deepEqual([...tickets.missing], ["a"])
  assert.ok(tickets.orders.has("a"))
  assert.equal(tickets.take(order("a", 3, { status: "cancelled", cancel_cause: "cancelled" })).kind, "cancelled")
  assert.deepEqual([...tickets.cancelled.keys()], ["a"])
  assert.equal(tickets.missing.size, 0)
})

test("a ticket that was picked up meanwhile just leaves", () => {
  const tickets = screen(order("a", 2))
  tickets.present([])
  assert.equal(tickets.take(order("a", 5, { status: "completed" })), null)
  assert.equal(tickets.orders.size + tickets.cancelled.size + tickets.missing.size, 0)
})

test("a ticket the server has never heard of becomes a red card, too", () => {
  const tickets = screen(order("a", 2))
  tickets.present([])
  assert.equal(tickets.forgotten("a").kind, "cancelled")
  assert.equal(tickets.forgotten("a"), null)
})

test("one that was finished here needs no red card when it is cancelled", () => {
  const tickets = screen(order("a", 3, { status: "ready" }))
  assert.equal(tickets.take(order("a", 4, { status: "cancelled", cancel_cause: "cancelled" })), null)
  assert.equal(tickets.cancelled.size, 0)
})

test("a red card and a changed line are still there after a reload, and what was cancelled during it is found", () => {
  const tickets = screen(order("a", 2), order("b", 2, { lines: [line(1, "done"), line(2)] }), order("c", 2))
  tickets.take(order("a", 3, { status: "cancelled", cancel_cause: "cancelled" }))
  tickets.take(order("b", 3))
  const again = reloaded(tickets)
  assert.deepEqual(again.present([order("b", 3)]), [])
  assert.deepEqual([...again.cancelled.keys()], ["a"])
  assert.deepEqual(changes(again, "b"), { 1: "again" })
  assert.deepEqual([...again.missing], ["c"])
})

test("no customer's name is kept on the device", () => {
  const tickets = screen(order("a", 2, { customer_name: "Sari" }))
  assert.ok(!JSON.stringify(tickets.toRemember()).includes("Sari"))
})

test("a line to be made after all wants a look; one ticked elsewhere is marked, and the mark goes", () => {
  const tickets = screen(order("a", 2, { lines: [line(1, "done"), line(2), line(3)] }))
  const news = tickets.take(order("a", 4, { lines: [line(1), line(2, "done"), line(3)] }))
  assert.equal(news.kind, "changed")
  assert.deepEqual(changes(tickets, "a"), { 1: "again", 2: "elsewhere" })
  assert.equal(tickets.fade(), true)
  assert.deepEqual(changes(tickets, "a"), { 1: "again" })
  assert.equal(tickets.fade(), false)
})

test("a tick elsewhere rings no bell", () => {
  const tickets = screen(order("a", 2))
  assert.equal(tickets.take(order("a", 3, { lines: [line(1, "done"), line(2)] })), null)
})

test("another amount, other choices or another note are a change", () => {
  for (const change of [{ quantity: 2 }, { modifiers: [{ name: "Pedas" }] }, { note: "tanpa bawang" }]) {
    const tickets = screen(order("a", 2))
    tickets.take(order("a", 3, { lines: [line(1, "queued", change), line(2)] }))
    assert.deepEqual(changes(tickets, "a"), { 1: "changed" })
  }
})

test("an order brought back from elsewhere is marked whole, and seen whole with one touch", () => {
  const done = [line(1, "done"), line(2, "done")]
  const tickets = screen(order("a", 4, { status: "ready", lines: done }))
  assert.equal(tickets.take(order("a", 5, { lines: done })).kind, "changed")
  assert.deepEqual(changes(tickets, "a"), { 1: "recalled", 2: "recalled" })
  assert.equal(tickets.touch("a", 2), true)
  assert.deepEqual(changes(tickets, "a"), {})
  assert.equal(tickets.touch("a", 2), false)
})

test("a line unmade on a ready order brings it back, and only that line is marked", () => {
  const tickets = screen(order("a", 4, { status: "ready", lines: [line(1, "done"), line(2, "done")] }))
  const now = [line(1), line(2, "done")]
  assert.equal(tickets.take(order("a", 5, { status: "ready", lines: now })).kind, "changed")
  assert.equal(tickets.take(order("a", 6, { lines: now })), null)
  assert.deepEqual(changes(tickets, "a"), { 1: "again" })
})

test("what this screen asked for itself is no news, whichever way it hears of it first", () => {
  const tickets = screen(order("a", 2, { lines: [line(1, "done"), line(2)] }))
  const unexpect = tickets.expect(["a 1 queued", "a preparing"])
  assert.equal(tickets.take(order("a", 3)), null)
  unexpect()
  assert.equal(tickets.take(order("a", 3)), null)
  assert.deepEqual(changes(tickets, "a"), {})
})

test("a finished ticket takes its marks along", () => {
  const tickets = screen(order("a", 2, { lines: [line(1, "done"), line(2)] }))
  tickets.take(order("a", 3))
  tickets.take(order("a", 4, { status: "ready" }))
  assert.deepEqual(changes(tickets, "a"), {})
})

const three = (more = {}) => [line(1, "done"), line(2), line(3, "queued", { round: 2, ...more })]

test("a round is news of its own kind, only its lines are marked, and one touch sees all of them", () => {
  const tickets = screen(order("a", 2, { lines: [line(1, "done"), line(2)] }))
  const lines = [...three(), line(4, "queued", { round: 2 }), line(5, "queued", { round: 3 })]
  assert.equal(tickets.take(order("a", 3, { lines })).kind, "added")
  assert.deepEqual(changes(tickets, "a"), { 3: "added", 4: "added", 5: "added" })
  assert.equal(tickets.touch("a", 3), true)
  assert.deepEqual(changes(tickets, "a"), { 5: "added" })
})

test("a round that another screen has made meanwhile is only marked", () => {
  const tickets = screen(order("a", 2))
  assert.equal(tickets.take(order("a", 5, { lines: [line(1), line(2), line(3, "done", { round: 2 })] })), null)
  assert.deepEqual(changes(tickets, "a"), { 3: "elsewhere" })
})

test("a round of a ready order asks for itself alone, in one step or in two, and its minutes begin with it", () => {
  const made = [line(1, "done"), line(2, "done")]
  const more = [...made, line(3, "queued", { round: 2 })]
  for (const steps of [["preparing"], ["ready", "preparing"]]) {
    const tickets = screen(order("a", 4, { status: "ready" }))
    const news = steps.map((status, at) => tickets.take(order("a", 5 + at, { status, lines: more }), "12:00"))
    assert.deepEqual(kinds(news.filter(Boolean)), ["added"])
    assert.deepEqual(changes(tickets, "a"), { 3: "added" })
    assert.equal(tickets.orders.get("a").came.added_at, "12:00")
  }
})

test("a later payment leaves a ticket as old as it is, also after a reload", () => {
  const tickets = screen(order("a", 2, { payment: { paid_at: "09:00" } }))
  tickets.take(order("a", 3, { payment: { paid_at: "09:40" } }))
  assert.equal(reloaded(tickets).orders.get("a").came.paid_at, "09:00")
})

test("a dish that was taken off is told by name, and stays struck through once it is acknowledged", () => {
  const tickets = screen(order("a", 2))
  const news = tickets.take(order("a", 3, { lines: [line(1, "void"), line(2)] }))
  assert.deepEqual([news.kind, news.off], ["void", "Dish 1"])
  const again = reloaded(tickets)
  assert.deepEqual(again.present([order("a", 3, { lines: [line(1, "void"), line(2)] })]), [])
  assert.deepEqual(changes(again, "a"), { 1: "void" })
  assert.equal(again.touch("a", 1), true)
  assert.deepEqual(changes(again, "a"), { 1: "struck" })
  assert.equal(again.touch("a", 1), false)
  assert.deepEqual(ids(linesFor(again.orders.get("a"), EVERYTHING, again.changed.get("a"))), [1, 2])
})

test("what was taken off before this screen showed it is not shown", () => {
  const tickets = screen(order("a", 3, { lines: [line(1, "void"), line(2)] }))
  assert.deepEqual(changes(tickets, "a"), {})
  assert.deepEqual(ids(linesFor(tickets.orders.get("a"), EVERYTHING, tickets.changed.get("a"))), [2])
})

test("an order that is ready or picked up stays while a dish that was taken off is not acknowledged", () => {
  const lines = [line(1, "void"), line(2, "done")]
  const tickets = screen(order("a", 2, { lines: [line(1), line(2, "done")] }))
  assert.equal(tickets.take(order("a", 3, { lines })).kind, "void")
  assert.equal(tickets.take(order("a", 4, { status: "ready", lines })), null)
  assert.equal(tickets.isHeld("a"), true)
  assert.equal(tickets.take(order("a", 5, { status: "completed", lines })), null)
  const again = reloaded(tickets)
  again.present([])
  assert.equal(again.isHeld("a"), true)
  assert.equal(again.touch("a", 1), true)
  assert.equal(again.orders.size + again.changed.size, 0)
})

test("one that stays for a dish that was taken off leaves by itself after two hours", () => {
  const lines = [line(1, "void"), line(2, "done")]
  const tickets = screen(order("a", 2, { lines: [line(1), line(2, "done")] }))
  tickets.take(order("a", 4, { status: "ready", lines, ready_at: new Date(0).toISOString() }))
  assert.equal(tickets.fade(7_000_000), false)
  assert.equal(tickets.fade(7_300_000), true)
  assert.equal(tickets.orders.size + tickets.changed.size, 0)
})

test("a round and a dish off at the same time are both told, the gravest first", () => {
  const tickets = screen(order("a", 2))
  const lines = [line(1, "void"), line(2), line(3, "queued", { round: 2 })]
  const news = tickets.take(order("a", 4, { lines, note: "tanpa gula" }))
  assert.deepEqual([news.kind, ...news.also], ["void", "changed", "added"])
  assert.equal(tickets.touchAll("a", [1, 2, 3]), true)
  assert.deepEqual(changes(tickets, "a"), { 1: "struck" })
  assert.equal(tickets.touchAll("a", [1, 2, 3]), false)
})

test("another table is told with the one the cook knew, through a reload, and not once it is that one", () => {
  const at = (table_number) => ({ order_type: "dine_in", table_number, note: null })
  const tickets = screen(order("a", 2, at("5")))
  assert.equal(tickets.take(order("a", 3, at("7"))).kind, "changed")
  assert.equal(tickets.take(order("a", 4, at("9"))).kind, "changed")
  const again = reloaded(tickets)
  assert.deepEqual(again.was.get("a"), at("5"))
  assert.equal(again.take(order("a", 5, at("5"))), null)
  assert.equal(again.was.size, 0)
})

test("a station keeps a ticket whose only part was taken off, until it is acknowledged", () => {
  const bar = { station: "bar", known: ["bar", "dapur"] }
  const now = order("o", 3, { lines: [line(1, "void", { station: "bar" }), line(2, "queued", { station: "dapur" })] })
  assert.equal(concerns(now, bar, new Map([[1, "void"]])), true)
  assert.equal(concerns(now, bar, new Map([[1, "struck"]])), false)
  assert.equal(concerns({ ...now, status: "ready" }, { ...bar, station: "dapur" }, new Map([[1, "void"]])), false)
})

test("an older word never brings back what is over", () => {
  const tickets = screen(order("a", 5, { status: "ready" }))
  assert.equal(tickets.take(order("a", 4)), null)
  assert.equal(tickets.orders.get("a").status, "ready")
})

const mixed = order("m", 2, {
  lines: [
    line(1, "queued", { station: "bar" }),
    line(2, "queued", { station: "dapur" }),
    line(3),
    line(4, "queued", { station: "panggangan" }),
    line(5, "void", { station: "bar" }),
  ],
})
const ids = (lines) => lines.map((each) => each.id)

test("a station sees its lines, those of no station, and those of a station that was not there when it chose", () => {
  assert.deepEqual(ids(linesFor(mixed, EVERYTHING)), [1, 2, 3, 4])
  assert.deepEqual(ids(linesFor(mixed, { station: "bar", known: ["bar", "dapur"] })), [1, 3, 4])
  assert.deepEqual(ids(linesFor(mixed, { station: "bar", known: ["bar", "dapur", "panggangan"] })), [1, 3])
})

test("a station keeps a ticket until its own part is made, and a cancelled one only if it had a part in it", () => {
  const bar = { station: "bar", known: ["bar", "dapur"] }
  const holding = (...lines) => order("o", 2, { lines })
  assert.equal(concerns(holding(line(1, "queued", { station: "bar" })), bar), true)
  assert.equal(
    concerns(holding(line(1, "done", { station: "bar" }), line(2, "queued", { station: "dapur" })), bar),
    false,
  )
  assert.equal(concerns({ ...holding(line(2, "queued", { station: "dapur" })), status: "cancelled" }, bar), false)
  assert.equal(concerns({ ...holding(line(1, "done", { station: "bar" })), status: "cancelled" }, bar), true)
})

test("the stations are those of the menu and of the orders, each with what waits there", () => {
  const stations = stationsOf([mixed], [{ station: "dapur" }, { station: "kue" }, { station: null }], "gudang")
  assert.deepEqual(
    stations.map(({ name, tickets }) => `${name} ${tickets}`),
    ["bar 1", "dapur 1", "gudang 1", "kue 1", "panggangan 1"],
  )
})

test("the totals count what is still to make, by dish, the most first", () => {
  const more = order("n", 2, { lines: [line(2, "queued", { quantity: 3 }), line(1, "done", { quantity: 9 }), line(3)] })
  assert.deepEqual(
    toMake([mixed, more], EVERYTHING).map(({ name, count }) => `${count} ${name}`),
    ["4 Dish 2", "2 Dish 3", "1 Dish 1", "1 Dish 4"],
  )
})
