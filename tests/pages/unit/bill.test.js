// What of a bill is said between the items and the total.

import assert from "node:assert/strict"
import { test } from "node:test"
import { basisPointsIn, billRows, percent } from "../../../static/lib/bill.js"

const PLAIN = {
  gross: 40_000,
  complimentary: 0,
  line_discounts: 0,
  order_discount: 0,
  net: 40_000,
  service: 0,
  service_bp: 0,
  taxes: [],
  prices_include: "nothing",
  total: 40_000,
}
const said = ({ before, within }) => ({
  before: before.map(({ what, amount }) => [what, amount]),
  within: within.map(({ what, amount }) => [what, amount]),
})
const tax = (amount) => [{ class: "restaurant", rate_bp: 1_000, base: 10 * amount, amount }]

test("a bill that costs what the menu says has no rows but its total", () => {
  assert.deepEqual(said(billRows(PLAIN)), { before: [], within: [] })
})

test("service and tax on top lead from the subtotal to the total", () => {
  const bill = { ...PLAIN, service: 2_000, service_bp: 500, taxes: tax(4_200), total: 46_200 }
  const { before } = said(billRows(bill))
  assert.deepEqual(before, [
    ["subtotal", 40_000],
    ["service", 2_000],
    ["restaurant", 4_200],
  ])
  assert.equal(
    before.reduce((sum, [, amount]) => sum + amount, 0),
    bill.total,
  )
})

test("what prices include is said of the total and not added to it", () => {
  const withTax = { ...PLAIN, prices_include: "tax", service: 2_000, service_bp: 500, taxes: tax(3_818), total: 42_000 }
  assert.deepEqual(said(billRows(withTax)), {
    before: [
      ["subtotal", 40_000],
      ["service", 2_000],
    ],
    within: [["restaurant", 3_818]],
  })
  const nett = { ...PLAIN, prices_include: "tax_and_service", net: 38_095, service: 1_905, taxes: tax(3_636) }
  assert.deepEqual(said(billRows(nett)), {
    before: [],
    within: [
      ["service", 1_905],
      ["restaurant", 3_636],
    ],
  })
})

test("a customer is told the sums of discounts, and staff each with what it takes off", () => {
  const bill = { ...PLAIN, complimentary: 5_000, line_discounts: 3_000, order_discount: 2_000, total: 30_000 }
  assert.deepEqual(said(billRows(bill)).before, [
    ["subtotal", 40_000],
    ["complimentary", -5_000],
    ["line_discount", -3_000],
    ["order_discount", -2_000],
  ])
  const discounts = [
    { id: 1, line_id: 2, kind: "complimentary" },
    { id: 2, line_id: null, kind: "amount" },
  ]
  const lines = [{ id: 1 }, { id: 2, parts: { line_discount: 5_000 } }]
  assert.deepEqual(said(billRows(bill, discounts, lines)).before, [
    ["subtotal", 40_000],
    ["discount", -5_000],
    ["discount", -2_000],
  ])
})

test("a rate is written as people read it", () => {
  assert.equal(percent(1_000, "id"), "10%")
  assert.equal(percent(550, "id"), "5,5%")
  assert.equal(percent(550, "en"), "5.5%")
  assert.equal(percent(25, "en"), "0.25%")
})

test("a rate is read as people type it, in either language, and never finer than the server counts", () => {
  for (const [typed, bp] of [
    ["10", 1_000],
    ["5,5", 550],
    ["5.5", 550],
    ["5,05", 505],
    ["5,", 500],
    [" 0 ", 0],
    ["100", 10_000],
    ["", null],
    [",5", null],
    ["5,555", null],
    ["5,5,5", null],
    ["sepuluh", null],
  ]) {
    assert.equal(basisPointsIn(typed), bp, typed)
  }
  for (let bp = 0; bp <= 2_500; bp += 1) assert.equal(basisPointsIn(percent(bp, "id").slice(0, -1)), bp)
})
