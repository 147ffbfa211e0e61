import assert from "node:assert/strict"
import { test } from "node:test"
import {
  asksGuest,
  choose,
  countOf,
  defaultOptions,
  missingGroups,
  needsChoice,
  toOrder,
  totalOf,
  usualPrice,
  withLine,
  withQuantity,
  withReplaced,
} from "../../../static/lib/cart.js"

const option = (id, price = 0, more = {}) => ({
  id,
  name: `o${id}`,
  price,
  is_available: true,
  is_default: false,
  ...more,
})
const heat = { id: 1, name: "Level", min: 1, max: 1, options: [option(11, 0, { is_default: true }), option(12, 1_000)] }
const cut = { id: 2, name: "Bagian", min: 1, max: 1, options: [option(21), option(22, 1_000)] }
const extras = {
  id: 3,
  name: "Tambahan",
  min: 0,
  max: 2,
  options: [option(31, 5_000), option(32, 2_000), option(33, 7_000)],
}
const dish = (id, price, groups, more = {}) => ({
  id,
  name: `d${id}`,
  description: null,
  price,
  is_available: true,
  photo_url: null,
  station: null,
  modifier_groups: groups,
  ...more,
})
const menu = {
  categories: [
    {
      id: 1,
      name: "Nasi",
      items: [dish(1, 20_000, [heat, extras]), dish(2, 22_000, [cut]), dish(3, 5_000, [], { is_available: false })],
    },
  ],
}
const [rice, chicken] = menu.categories[0].items

test("the price on the menu is what one tap adds, and the least where one has to choose", () => {
  const ice = { ...heat, options: [option(41, 2_000, { is_default: true }), option(42)] }
  assert.equal(usualPrice(dish(1, 12_000, [ice, extras])), 14_000)
  const soldOut = { ...ice, options: [option(41, 2_000, { is_default: true, is_available: false }), option(42, 500)] }
  assert.equal(usualPrice(dish(1, 12_000, [soldOut])), 12_500, "a default that is sold out is not taken")
  const size = { ...cut, options: [option(51, 3_000), option(52, 1_000)] }
  assert.equal(usualPrice(dish(1, 12_000, [size])), 13_000)
  assert.equal(usualPrice(rice), 20_000)
})

test("one tap is enough when every needed choice has its usual answer", () => {
  assert.equal(needsChoice(rice), false)
  assert.deepEqual(defaultOptions(rice), [11])
  assert.equal(needsChoice(chicken), true)
})

test("a guest is asked where a choice must be made that costs more or less, and not for what is free", () => {
  const free = { ...heat, options: [option(11, 0, { is_default: true }), option(12)] }
  assert.deepEqual([asksGuest(rice), asksGuest(chicken)], [true, true])
  assert.equal(asksGuest(dish(9, 1, [free, extras])), false)
  const dear = { ...heat, options: [option(11, 0, { is_default: true }), option(12, 1_000, { is_available: false })] }
  assert.equal(asksGuest(dish(9, 1, [dear])), false, "what is sold out is nothing to choose")
})

test("a usual answer that sold out no longer counts", () => {
  const sold = { ...heat, options: [option(11, 0, { is_default: true, is_available: false }), option(12)] }
  assert.equal(needsChoice(dish(9, 1, [sold])), true)
})

test("one of one swaps, several of many toggle, and never more than allowed", () => {
  assert.deepEqual(choose(heat, [11, 31], 12), [31, 12])
  assert.deepEqual(choose(heat, [11], 11), [11])
  assert.deepEqual(choose(extras, [11, 31], 32), [11, 31, 32])
  assert.deepEqual(choose(extras, [31, 32], 33), [31, 32])
  assert.deepEqual(choose(extras, [31, 32], 31), [32])
})

test("what still has to be chosen is named", () => {
  assert.deepEqual(missingGroups(chicken, []), [cut])
  assert.deepEqual(missingGroups(chicken, [21]), [])
})

test("the same dish in the same way is one line, in another way another", () => {
  let lines = withLine([], { item: 1, options: [11], note: "", quantity: 1 })
  lines = withLine(lines, { item: 1, options: [11], note: "", quantity: 2 })
  lines = withLine(lines, { item: 1, options: [12], note: "", quantity: 1 })
  lines = withLine(lines, { item: 1, options: [11], note: "pedas", quantity: 1 })
  assert.deepEqual(
    lines.map((line) => line.quantity),
    [3, 1, 1],
  )
  assert.equal(countOf(lines), 5)
  assert.equal(totalOf(lines, menu), 3 * 20_000 + 21_000 + 20_000)
})

test("a line ends at zero and stops at ninety-nine", () => {
  const lines = [{ item: 1, options: [], note: "", quantity: 1 }]
  assert.deepEqual(withQuantity(lines, 0, 0), [])
  assert.equal(withQuantity(lines, 0, 500)[0].quantity, 99)
})

test("a line changed into one that is there joins it", () => {
  const lines = [
    { item: 1, options: [11], note: "", quantity: 1 },
    { item: 1, options: [12], note: "", quantity: 1 },
  ]
  assert.deepEqual(withReplaced(lines, 1, { item: 1, options: [11], note: "", quantity: 1 }), [
    { item: 1, options: [11], note: "", quantity: 2 },
  ])
})

test("an order is sent without prices", () => {
  const sent = toOrder([{ item: 1, options: [11, 31], note: "tanpa bawang", quantity: 2 }], {
    payment_method: "cash",
    order_type: "dine_in",
    table_number: "5",
    customer_name: "",
    note: "",
  })
  assert.deepEqual(sent.items, [
    { menu_item_id: 1, quantity: 2, modifiers: [{ option_id: 11 }, { option_id: 31 }], note: "tanpa bawang" },
  ])
  assert.equal(JSON.stringify(sent).includes("price"), false)
})
