// What the counter's screen decides without a browser: codes among typing, sales, screens, a menu that changes.

import assert from "node:assert/strict"
import { test } from "node:test"
import { soldOutOf, applyMenuUpdate } from "../../../static/lib/menu.js"
import { arranged, inColumn } from "../../../static/pages/cashier/order-tabs.js"
import { hasKitchen, screenStatuses } from "../../../static/pages/cashier/presence.js"
import { isUnderWay, newSale, orderOf, remembered, withCurrent } from "../../../static/pages/cashier/sale-rules.js"
import { KeyBurst, isCode, withoutCode } from "../../../static/lib/scanner.js"

const UID = "0p1zm4smkfy0ezz94cvnjnzxh4"

/** Types keys, so many milliseconds apart; answers what was taken for a code. */
function type(burst, text, apart, from = 1_000) {
  let found = null
  ;[...text, "Enter"].forEach((key, at) => {
    found = burst.press(key, from + at * apart) ?? found
  })
  return found
}

test("a scanner's quick typing is a code, whatever kind of code it is", () => {
  for (const text of [UID, `http://192.168.1.10:8080/t/${UID}`, "C-012", "A-1043", "b007"]) {
    assert.equal(isCode(text), true, text)
    assert.equal(type(new KeyBurst(), text, 8), text)
  }
})

test("what people type is not a code, and neither is what a scanner types of something else", () => {
  for (const text of ["kopi", "12", "Pak Budi", "50000", "", "A-1"]) {
    assert.equal(isCode(text), false, text)
    assert.equal(type(new KeyBurst(), text, 60), null, text)
  }
  assert.equal(type(new KeyBurst(), "C-012", 400), null)
})

test("keys faster than any hand are a scanner's, with an ending or without, and two keys at once are a hand's", () => {
  for (const apart of [1, 8, 30]) {
    for (const text of ["8991234567893", "96385074", "ABC-123"]) {
      assert.equal(type(new KeyBurst(), text, apart), text)
      const silent = new KeyBurst()
      for (const [at, key] of [...text].entries()) silent.press(key, at * apart)
      assert.equal(silent.isMachines, true)
      assert.equal(silent.endBurst(), text)
      assert.equal(silent.endBurst(), null, "once")
    }
  }
  const hand = new KeyBurst()
  for (const [at, key] of [
    [0, "5"],
    [140, "0"],
    [150, "0"],
    [290, "0"],
    [300, "0"],
  ])
    hand.press(key, at)
  assert.equal(hand.isMachines, false)
  assert.equal(hand.press("Enter", 420), null)
  assert.equal(hand.ended, "50000", "what stood before the Enter, for a caller that asked for no figures")
  assert.equal(hand.press("Enter", 500), null)
  assert.equal(hand.ended, "")
})

test("a code right after a pause is not mixed with what stood there before, and Shift belongs to it", () => {
  const burst = new KeyBurst()
  for (const [at, key] of [..."tanpa es"].entries()) burst.press(key, at * 90)
  for (const key of ["Shift", "C", "-", "0", "1", "2"]) burst.press(key, 2_000)
  assert.equal(burst.press("Enter", 2_008), "C-012")
  assert.equal(burst.press("Enter", 2_009), null, "once")
})

test("a code that fell into a field goes out of it again, and what stood there stays", () => {
  for (const code of [UID, `http://192.168.1.10:8080/t/${UID}`, "C-012"])
    assert.equal(withoutCode(`Sari ${code}`), "Sari ")
  assert.equal(withoutCode(`Sarihttp://10.0.0.2/t/${UID}`), "Sari")
  assert.equal(withoutCode("Meja 12"), "Meja 12")
})

test("a correction in between is a person's", () => {
  const burst = new KeyBurst()
  for (const key of ["C", "-", "0", "1", "1", "Backspace", "2"]) burst.press(key, 1_000)
  assert.equal(burst.press("Enter", 1_001), null)
})

const dish = (id, quantity = 1) => ({ item: id, options: [], note: "", quantity })
const sale = (key, lines, at = 0) => ({ ...newSale(key, at), lines })

test("a sale put aside waits, an empty one does not, and one taken up again is no longer among them", () => {
  const first = sale("a", [dish(1)])
  const aside = withCurrent({ current: first, held: [] }, newSale("b", 0))
  assert.deepEqual([aside.current.key, aside.held.map((each) => each.key)], ["b", ["a"]])
  const back = withCurrent(aside, aside.held[0])
  assert.deepEqual([back.current.key, back.held], ["a", []])
  const swapped = withCurrent({ current: sale("c", [dish(2)]), held: [first] }, first)
  assert.deepEqual([swapped.current.key, swapped.held.map((each) => each.key)], ["a", ["c"]])
})

test("what is remembered is kept for a day's work and not for the next day", () => {
  const hour = 3_600_000
  const kept = { current: sale("a", [dish(1)], 0), held: [sale("b", [dish(1)], 0), sale("c", [dish(1)], 10 * hour)] }
  assert.equal(remembered(kept, newSale("n", 2 * hour)).current.key, "a")
  const late = remembered(kept, newSale("n", 13 * hour))
  assert.deepEqual([late.current.key, late.held.map((each) => each.key)], ["n", ["c"]])
  assert.deepEqual(remembered(null, newSale("n", 0)).held, [])
})

test("what was tapped and not answered is finished by itself only while somebody waits for it", () => {
  const sent = { ...sale("a", [dish(1)]), sent: { at: 1_000, total: 8_000, method: "cash", tendered: null } }
  assert.equal(isUnderWay(sent, 2_000), true)
  assert.equal(isUnderWay(sent, 3_600_000), false)
  assert.equal(isUnderWay(sale("a", [dish(1)]), 2_000), false)
})

test("what is sent of a sale is the same at every try, and food taken away has no table", () => {
  const away = {
    ...sale("a", [dish(1, 2)]),
    details: { order_type: "take_away", table_number: "7", customer_name: " Sari ", note: "" },
  }
  const body = orderOf(away, { at: 1, total: 1, method: "qris", tendered: 1 })
  assert.deepEqual(
    [body.table_number, body.customer_name, body.payment_method, body.items[0].quantity],
    ["", "Sari", "qris", 2],
  )
  const here = orderOf(
    { ...away, details: { ...away.details, order_type: "dine_in" } },
    { at: 1, total: 1, method: "cash", tendered: null },
  )
  assert.deepEqual([here.table_number, here.payment_method], ["7", "cash"])
})

const screen = (id, room, more = {}) => ({
  id,
  room,
  name: null,
  address: "10.0.0.1",
  connected: true,
  current: true,
  last_seen: "2026-01-05T05:00:00Z",
  ...more,
})

test("a screen is connected, silent or lost, and only several of a kind are told apart", () => {
  const signs = screenStatuses([
    screen("b1", "board", { connected: false, current: false }),
    screen("k1", "kitchen", { name: "Budi" }),
    screen("k2", "kitchen", { name: "Dewi", current: false }),
  ])
  assert.deepEqual(
    signs.map(({ room, who, state }) => [room, who, state]),
    [
      ["kitchen", "Budi", "on"],
      ["kitchen", "Dewi", "silent"],
      ["board", "", "lost"],
    ],
  )
  const namesakes = screenStatuses([
    screen("k1", "kitchen", { name: "Budi" }),
    screen("k2", "kitchen", { name: "Budi", address: "10.0.0.2" }),
  ])
  assert.deepEqual(
    namesakes.map((sign) => sign.who),
    ["10.0.0.1", "10.0.0.2"],
  )
  assert.equal(hasKitchen([screen("b1", "board")]), false)
  assert.equal(hasKitchen([screen("k1", "kitchen", { connected: false })]), true)
})

const item = (id, more = {}) => ({
  id,
  name: `dish ${id}`,
  price: 1_000,
  is_available: true,
  modifier_groups: [],
  ...more,
})
const menu = {
  categories: [
    { id: 1, name: "A", items: [item(1), item(2)] },
    { id: 2, name: "B", items: [item(3)] },
  ],
}

test("a changed dish stays where it is, and a new layout moves, adds and takes away", () => {
  const changed = applyMenuUpdate(menu, { items: [item(2, { is_available: false })] })
  assert.deepEqual(
    changed.categories[0].items.map((each) => each.is_available),
    [true, false],
  )
  const moved = applyMenuUpdate(changed, {
    items: [item(4)],
    categories: [
      { id: 2, name: "Bee", items: [4, 2] },
      { id: 1, name: "A", items: [1] },
    ],
  })
  assert.deepEqual(
    moved.categories.map((category) => [category.name, category.items.map((each) => each.id)]),
    [
      ["Bee", [4, 2]],
      ["A", [1]],
    ],
  )
  assert.equal(moved.categories[0].items[1].is_available, false)
})

test("a dish that lacks only a choice comes back with the choice, and is not on the list itself", () => {
  const mild = { id: 9, name: "Mild", price: 0, is_available: false, is_default: true }
  const must = { id: 1, name: "Heat", min: 1, max: 1, options: [mild] }
  const out = soldOutOf({
    categories: [{ id: 1, name: "A", items: [item(1, { modifier_groups: [must], is_available: false })] }],
  })
  assert.deepEqual([out.items, out.options.map((each) => each.id)], [[], [9]])
})

test("the list of what is sold out names each dish and each choice once", () => {
  const jelly = { id: 9, name: "Jelly", price: 0, is_available: false, is_default: false }
  const group = { id: 1, name: "Extras", min: 0, max: 1, options: [jelly] }
  const out = soldOutOf({
    categories: [
      {
        id: 1,
        name: "A",
        items: [item(1, { modifier_groups: [group] }), item(2, { modifier_groups: [group], is_available: false })],
      },
    ],
  })
  assert.deepEqual([out.items.map((each) => each.id), out.options.map((each) => each.id)], [[2], [9]])
})

test("who just came to pay is on top, of those being made who waits longest, and what is over by time", () => {
  const at = (minute) => `2026-11-22T18:${String(minute).padStart(2, "0")}:00Z`
  const all = [
    ["old", "awaiting_payment", 0],
    ["first", "preparing", 1],
    ["gone", "cancelled", 2],
    ["second", "preparing", 3],
    ["taken", "completed", 4, { completed_at: at(50) }],
    ["new", "awaiting_payment", 30],
  ].map(([uid, status, minute, more]) => ({
    uid,
    status,
    created_at: at(minute),
    completed_at: null,
    ready_at: null,
    owed_back: 0,
    lines: [],
    ...more,
  }))
  const orders = new Map(all.map((order) => [order.uid, order]))
  const uids = (tab, ringing = new Set()) => arranged(orders, tab, ringing).map(({ uid }) => uid)
  assert.deepEqual(uids("unpaid"), ["new", "old"])
  assert.deepEqual(uids("unpaid", new Set(["old"])), ["old", "new"], "what rings comes before all")
  assert.deepEqual(uids("preparing"), ["first", "second"])
  assert.deepEqual(uids("closed"), ["taken", "gone"])
})

test("every open order has its row in a wide till's columns, and of the closed ones the newest", () => {
  const at = (minute) => new Date(Date.parse("2026-11-22T05:00:00Z") + minute * 60_000).toISOString()
  const of = (status) =>
    new Map(
      Array.from({ length: 45 }, (_, n) => [
        `${n}`,
        { uid: `${n}`, status, created_at: at(n), completed_at: null, ready_at: null, owed_back: 0, lines: [] },
      ]),
    )
  const open = { awaiting_payment: "unpaid", preparing: "preparing", ready: "ready" }
  for (const [status, tab] of Object.entries(open)) {
    const { shown, older } = inColumn(of(status), tab, new Set())
    assert.deepEqual([shown.length, older], [45, 0], tab)
  }
  const { shown, older } = inColumn(of("completed"), "closed", new Set())
  assert.deepEqual([shown.length, older, shown[0].uid], [40, 5, "44"])
})
