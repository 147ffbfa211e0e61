// What the till says of printers, and which of them need a person.

import assert from "node:assert/strict"
import { test } from "node:test"
import { jobName, stateText, troubled } from "../../../static/pages/cashier/printer-rules.js"
import { toggled } from "../../../static/lib/toggled.js"
import { papersOf } from "../../../static/pages/cashier/paper-choice.js"
import { specProblems, stationsOf, NEW } from "../../../static/pages/admin/printers/printer-rules.js"

const printer = (more = {}) => ({
  printer: 1,
  name: "Dapur",
  opens_drawer: false,
  state: "ready",
  reason: null,
  since: "2026-11-30T05:41:00Z",
  waiting: 0,
  asks: 0,
  ...more,
})

test("a printer needs a person where something does not come out, and not where it is only off", () => {
  const off = printer({ state: "trouble", reason: "unreachable" })
  const stuck = printer({ state: "trouble", reason: "no_paper", waiting: 3 })
  const asking = printer({ asks: 1 })
  const printing = printer({ state: "printing", waiting: 4 })
  assert.deepEqual(troubled([off, stuck, asking, printing]), [stuck, asking])
})

test("a tile says what is wrong, how much waits, and how much is to be decided", () => {
  // Without a dictionary a phrase is its key.
  const text = stateText(printer({ state: "trouble", reason: "unreachable", waiting: 3, asks: 1 }), "Asia/Jakarta")
  assert.equal(text, "printer.unreachable · printer.waiting · printer.asks")
  assert.equal(stateText(printer()), "")
  const job = { kind: "kitchen", station: "bar", number: "A-012", table_number: "5" }
  assert.equal(jobName(job).split(" · ").length, 4)
})

test("an order has the papers that make sense now", () => {
  const order = (status, rest_amount, payments) => ({
    status,
    rest_amount,
    payment_status: payments.length ? "paid" : "unpaid",
    payments,
  })
  assert.deepEqual(papersOf(order("awaiting_payment", 10_000, [])), ["bill"])
  assert.deepEqual(papersOf(order("preparing", 0, [{ id: 1 }])).includes("bill"), false)
  assert.ok(papersOf(order("preparing", 0, [{ id: 1 }])).includes("kitchen"))
})

test("a printer without a name or an address is not sent", () => {
  assert.deepEqual(Object.keys(specProblems(NEW)), ["name", "address"])
  assert.deepEqual(specProblems({ ...NEW, name: "Dapur", address: "192.168.1.50" }), {})
  const menu = { categories: [{ station: "dapur", items: [{ station: null }, { station: "bar" }] }] }
  assert.deepEqual(stationsOf(menu), ["bar", "dapur"])
  assert.deepEqual(toggled(["a"], "a"), [])
  assert.deepEqual(toggled(["a"], "b"), ["a", "b"])
})
