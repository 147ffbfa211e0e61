// What of an order that was sent can still be changed.

import assert from "node:assert/strict"
import { test } from "node:test"
import {
  asCartLine,
  canTakeOff,
  detailsOf,
  differenceOf,
  obstacleOf,
} from "../../../static/pages/cashier/order-changes.js"

const line = (id, line_total, more = {}) => ({ id, quantity: 1, line_total, status: "queued", ...more })
const order = (lines, more = {}) => ({
  status: "preparing",
  lines,
  paid_amount: 0,
  rest_amount: lines.reduce((sum, each) => sum + each.line_total, 0),
  refunds: [],
  ...more,
})

test("the only item that is left cannot be taken off, also after others were", () => {
  const [soto, kopi] = [line(1, 20_000), line(2, 8_000)]
  assert.equal(obstacleOf(order([soto, kopi]), soto), "")
  assert.equal(obstacleOf(order([soto, { ...kopi, status: "void" }]), soto), "last_line")
})

test("what was paid for is given back, and what is still owed is taken off", () => {
  const lines = [line(1, 20_000), line(2, 8_000)]
  const paid = order(lines, { paid_amount: 28_000, rest_amount: 0 })
  assert.equal(obstacleOf(paid, lines[1]), "paid_for")
  const partly = order(lines, { paid_amount: 20_000, rest_amount: 8_000 })
  assert.deepEqual(
    lines.map((each) => obstacleOf(partly, each)),
    ["paid_for", ""],
  )
})

test("an item costs what its share of the bill is, and one on the house goes also from a paid order", () => {
  const free = line(1, 8_000, { parts: { net: 0, service: 0, tax: 0, total: 0 } })
  const taxed = line(2, 8_000, { parts: { net: 8_000, service: 0, tax: 800, total: 8_800 } })
  const paid = order([free, taxed], { paid_amount: 8_800, rest_amount: 0 })
  assert.equal(obstacleOf(paid, free), "")
  const nearly = order([free, taxed], { paid_amount: 500, rest_amount: 8_300 })
  assert.equal(obstacleOf(nearly, taxed), "paid_for")
})

test("nothing can be taken off what is over, nor what went back already", () => {
  const soto = line(1, 20_000)
  assert.equal(canTakeOff(order([soto]), soto), true)
  assert.equal(canTakeOff(order([soto], { status: "completed" }), soto), false)
  const back = order([soto], { refunds: [{ lines: [{ line_id: 1, quantity: 1 }] }] })
  assert.equal(canTakeOff(back, soto), false)
})

test("only what is different is sent, with what it was, and food that leaves has no table", () => {
  const before = detailsOf({ order_type: "dine_in", table_number: "5", customer_name: null, note: "cepat" })
  assert.equal(differenceOf(before, { ...before, customer_name: "  " }), null)
  assert.deepEqual(differenceOf(before, { ...before, table_number: " 7 " }), {
    patch: { table_number: "7" },
    undo: { table_number: "5" },
  })
  assert.deepEqual(differenceOf(before, { ...before, order_type: "take_away" }), {
    patch: { order_type: "take_away", table_number: "" },
    undo: { order_type: "dine_in", table_number: "5" },
  })
})

test("an item that comes back has the same options and note", () => {
  const made = line(1, 20_000, { menu_item_id: 14, quantity: 2, note: null, modifiers: [{ option_id: 6 }] })
  assert.deepEqual(asCartLine(made), { item: 14, options: [6], note: "", quantity: 2 })
})
