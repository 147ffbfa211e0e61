// What the till tells its customer display.

import assert from "node:assert/strict"
import { test } from "node:test"
import { cartShown, orderShown, partShown, payingShown, shownNow } from "../../../static/pages/cashier/display-state.js"

const option = (id, price) => ({ id, name: `Pilihan ${id}`, price, is_available: true, is_default: false })
const menu = {
  categories: [
    {
      id: 1,
      name: "Makanan",
      items: [
        { id: 7, name: "Soto", price: 20_000, is_available: true, modifier_groups: [{ options: [option(3, 2_000)] }] },
      ],
    },
  ],
}
const lines = [{ item: 7, options: [3], note: "tanpa bawang", quantity: 2 }]
const sold = (more) => ({
  id: 1,
  menu_item_id: 7,
  name: "Soto",
  unit_price: 20_000,
  quantity: 2,
  modifiers: [{ option_id: 3, name: "Pilihan 3", price: 2_000 }],
  note: "tanpa bawang",
  status: "queued",
  line_total: 44_000,
  station: "dapur",
  ...more,
})
const bill = {
  gross: 46_000,
  complimentary: 0,
  line_discounts: 0,
  order_discount: 1_000,
  net: 45_000,
  service: 0,
  service_bp: 0,
  taxes: [{ class: "restaurant", rate_bp: 1_000, base: 45_000, amount: 4_500 }],
  prices_include: "nothing",
  total: 49_500,
}
const fee = sold({ id: 2, menu_item_id: null, fee: "packaging", quantity: 1, modifiers: [], line_total: 2_000 })

test("a sale is told by numbers, with the sums that the till has of it", () => {
  assert.deepEqual(cartShown(lines, { state: "menu", total: 44_000, price: null }, menu), {
    view: "cart",
    lines: [{ menu_item_id: 7, quantity: 2, option_ids: [3], line_total: 44_000 }],
    total: 44_000,
  })
  const price = { lines: [sold(), fee], bill, total_amount: 49_500, total_in_cash: 49_500 }
  const shown = cartShown(lines, { state: "counted", total: 49_500, price }, menu)
  assert.deepEqual(shown.rows, [
    { what: "subtotal", amount: 46_000, rate_bp: null, is_within: false },
    { what: "order_discount", amount: -1_000, rate_bp: null, is_within: false },
    { what: "restaurant", amount: 4_500, rate_bp: 1_000, is_within: false },
  ])
  assert.deepEqual(
    shown.lines.map(({ menu_item_id, fee, line_total }) => [menu_item_id, fee, line_total]),
    [
      [7, null, 44_000],
      [null, "packaging", 2_000],
    ],
  )
  assert.equal(shown.total, 49_500)
  assert.ok(!JSON.stringify(shown).includes("bawang"))
})

test("a sum that is still being counted changes nothing, and an empty sale shows none", () => {
  for (const state of ["counting", "later"])
    assert.equal(cartShown(lines, { state, total: 44_000, price: null }, menu), undefined)
  assert.equal(cartShown([], { state: "menu", total: 0, price: null }, menu), null)
})

test("what was shown of one cart stays while its next sum is counted, and is never shown for another", () => {
  const before = { of: "first", value: { view: "cart", lines: [], total: 44_000 } }
  assert.deepEqual(partShown(before, "first", undefined), before)
  assert.deepEqual(partShown(before, "second", undefined), { of: "second", value: null })
  const counted = { view: "cart", lines: [], total: 9_000 }
  assert.deepEqual(partShown(before, "second", counted), { of: "second", value: counted })
  assert.deepEqual(partShown(before, "first", null), { of: "first", value: null })
})

test("an order that is paid has its lines without those that were taken off, and no name", () => {
  const order = {
    customer_name: "Bu Tini",
    note: "pedas",
    lines: [sold(), sold({ id: 3, status: "void" })],
    bill,
    total_amount: 49_500,
  }
  const shown = orderShown(order)
  assert.equal(shown.lines.length, 1)
  assert.doesNotMatch(JSON.stringify(shown), /Tini|pedas|bawang/)
})

test("money lies over what is rung up, and change is told once more was handed over than is owed", () => {
  const cart = { view: "cart", lines: [{ menu_item_id: 7, quantity: 1, line_total: 20_000 }], total: 20_000 }
  const paying = (tendered, method = "cash") => payingShown(method, { owed: 20_000, tendered }, "A-012")
  assert.deepEqual(shownNow({ cart, payment: paying(50_000) }), {
    ...cart,
    view: "payment",
    payment: { method: "cash", due: 20_000, tendered: 50_000, change: 30_000 },
    number: "A-012",
  })
  for (const [tendered, method] of [
    [20_000, "cash"],
    [10_000, "cash"],
    [50_000, "qris"],
  ])
    assert.deepEqual(paying(tendered, method).payment, { method, due: 20_000 })
  assert.deepEqual(shownNow({ cart, payment: null }), cart)
  assert.deepEqual(shownNow({ cart: null, payment: null }), { view: "idle" })
})
