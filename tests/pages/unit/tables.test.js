// What is at each table, from the open orders.

import assert from "node:assert/strict"
import { test } from "node:test"
import { ordersByUid } from "../../../static/lib/orders.js"
import { billsWithoutTable, maySend, tablesNow } from "../../../static/pages/cashier/table-rules.js"

let made = 0
const order = (more = {}) => ({
  uid: `order-${++made}`,
  status: "preparing",
  payment_status: "unpaid",
  rest_amount: 10_000,
  table_number: "1",
  created_at: "2026-11-30T05:00:00Z",
  ...more,
})
const tables = (orders) => tablesNow(["1", "2"], ordersByUid(orders))

test("a table shows what has to be done, since its first order, and all that is owed", () => {
  const [one, two] = tables([
    order({ status: "ready", served_at: "2026-11-30T05:20:00Z", created_at: "2026-11-30T04:00:00Z" }),
    order({ rest_amount: 5_000 }),
    order({ status: "completed", created_at: "2026-11-30T03:00:00Z" }),
  ])
  assert.deepEqual(
    [one.state, one.since, one.owed, one.orders.length],
    ["preparing", "2026-11-30T04:00:00Z", 15_000, 2],
  )
  assert.deepEqual([two.state, two.orders], ["free", []])
  const stateOf = (more) => tables([order(more)])[0].state
  assert.equal(stateOf({ status: "ready" }), "ready")
  assert.equal(stateOf({ status: "ready", served_at: "2026-11-30T05:20:00Z" }), "eating")
  assert.equal(stateOf({ status: "awaiting_payment" }), "waiting")
})

test("an order at a table that the shop no longer has is not lost from sight", () => {
  assert.deepEqual(
    tables([order({ table_number: "Teras" })]).map(({ table, state }) => [table, state]),
    [
      ["1", "free"],
      ["2", "free"],
      ["Teras", "preparing"],
    ],
  )
})

test("open bills of no table are those that are made or that the staff placed, and only while they are owed", () => {
  const cooking = order({ table_number: null })
  const kept = order({ table_number: null, status: "awaiting_payment", placed_by: "Rina" })
  const others = [
    order({ table_number: null, status: "awaiting_payment" }),
    order({ table_number: null, payment_status: "paid", rest_amount: 0 }),
    order(),
  ]
  assert.deepEqual(billsWithoutTable(ordersByUid([cooking, kept, ...others])), [cooking, kept])
})

test("what may be sent to the kitchen before it is paid is what the owner decided", () => {
  const shop = (open_bills, payment_timing = "before") => ({ open_bills, payment_timing })
  const here = { order_type: "dine_in", channel: "counter" }
  assert.equal(maySend(shop("dine_in"), here), true)
  assert.equal(maySend(shop("dine_in"), { ...here, channel: "phone" }), false)
  assert.equal(maySend(shop("dine_in"), { ...here, order_type: "take_away" }), false)
  assert.equal(maySend(shop("always"), { ...here, order_type: "take_away" }), true)
  assert.equal(maySend(shop("never"), here), false)
  assert.equal(maySend(shop("never", "after"), here), true)
  assert.equal(maySend(null, here), false)
})
