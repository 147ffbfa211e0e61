// The menu at a price level: every sum of a page follows from the prices of the menu it is given.

import assert from "node:assert/strict"
import { test } from "node:test"
import { totalOf } from "../../../static/lib/cart.js"
import { menuAt, menuFor, nameOf } from "../../../static/lib/levels.js"
import { orderOf } from "../../../static/pages/cashier/sale-rules.js"

const option = (id, price, more = {}) => ({
  id,
  name: `option ${id}`,
  price,
  is_available: true,
  is_default: false,
  ...more,
})
const item = (id, price, more = {}) => ({
  id,
  name: `dish ${id}`,
  description: "",
  price,
  is_available: true,
  photo_url: null,
  station: "kitchen",
  modifier_groups: [],
  ...more,
})
const group = { id: 1, name: "Es", min: 0, max: 1, options: [option(6, 2_000, { take_away_price: 2_500 })] }
const menu = {
  categories: [
    {
      id: 1,
      name: "All",
      items: [item(1, 20_000, { take_away_price: 21_000 }), item(2, 5_000, { modifier_groups: [group] })],
    },
  ],
}
const lines = [
  { item: 1, options: [], note: "", quantity: 2 },
  { item: 2, options: [6], note: "", quantity: 1 },
]

test("what is taken away costs its own price where it has one, and what is eaten here what the menu says", () => {
  assert.equal(totalOf(lines, menuFor(menu, "dine_in")), 47_000)
  assert.equal(totalOf(lines, menuFor(menu, "take_away")), 49_500)
  assert.equal(totalOf(lines, menu), 47_000, "the menu itself stays as it is")
})

test("a level of the till has the prices that the shop says, and the menu's where it says none", () => {
  const level = { prices: { 1: 25_000 }, option_prices: { 6: 3_000 } }
  assert.equal(totalOf(lines, menuAt(menu, level)), 58_000)
  assert.equal(totalOf(lines, menuAt(menu, { prices: {}, option_prices: {} })), 47_000)
  assert.deepEqual(
    ["id", "en"].map((language) => nameOf({ name: { id: "Katering", en: "Catering" } }, language)),
    ["Katering", "Catering"],
  )
  assert.equal(nameOf({ name: { id: "GoFood", en: "" } }, "en"), "GoFood")
})

test("a sale names its level only where one was chosen", () => {
  const details = { order_type: "take_away", table_number: "", customer_name: " GF-12 ", note: "" }
  const sent = { at: 0, total: 58_000, method: "app", tendered: 58_000 }
  const sale = (more) => ({ key: "k", at: 0, lines, details: { ...details, ...more }, sent })
  assert.equal("price_level" in orderOf(sale({ price_level: "" }), sent), false)
  assert.equal("price_level" in orderOf(sale({}), sent), false)
  const { price_level, payment_method, customer_name } = orderOf(sale({ price_level: "gofood" }), sent)
  assert.deepEqual([price_level, payment_method, customer_name], ["gofood", "app", "GF-12"])
})
