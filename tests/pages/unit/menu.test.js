// The menu as it changes under a reader, and what that means for what they have chosen already.

import assert from "node:assert/strict"
import { test } from "node:test"
import { itemsById } from "../../../static/lib/cart.js"
import { applyMenuUpdate, cartChanges, fewLeft, forGuests, withStock } from "../../../static/lib/menu.js"

const option = (id, price = 0, more = {}) => ({
  id,
  name: `o${id}`,
  price,
  is_available: true,
  is_default: false,
  ...more,
})
const cut = (more = {}) => ({ id: 1, name: "Bagian", min: 1, max: 1, options: [option(11), option(12, 1_000, more)] })
const extras = (more = {}) => ({
  id: 2,
  name: "Tambahan",
  min: 0,
  max: 2,
  options: [option(21, 5_000, more), option(22, 2_000)],
})
const dish = (id, more = {}) => ({
  id,
  name: `d${id}`,
  description: null,
  price: 20_000,
  is_available: true,
  photo_url: null,
  station: null,
  modifier_groups: [],
  ...more,
})
const menuOf = (...items) => ({ categories: [{ id: 1, name: "Nasi", items }] })
const line = (item, options = [], quantity = 1) => ({ item, options, note: "", quantity })
const idsOf = (menu) => menu.categories.map(({ name, items }) => [name, items.map((item) => item.id)])

test("a changed dish stays in its place, and one nobody placed is not shown", () => {
  const menu = applyMenuUpdate(menuOf(dish(1), dish(2)), { items: [dish(1, { price: 21_000 }), dish(9)] })
  assert.deepEqual(idsOf(menu), [["Nasi", [1, 2]]])
  assert.equal(menu.categories[0].items[0].price, 21_000)
})

test("a new layout is the whole layout: what stands in no category is gone, what is new has its place", () => {
  const before = {
    categories: [
      { id: 1, name: "Nasi", items: [dish(1), dish(2)] },
      { id: 2, name: "Minum", items: [dish(3)] },
    ],
  }
  const menu = applyMenuUpdate(before, {
    items: [dish(4)],
    categories: [
      { id: 2, name: "Minuman", items: [4, 3] },
      { id: 1, name: "Nasi", items: [2] },
    ],
  })
  assert.deepEqual(idsOf(menu), [
    ["Minuman", [4, 3]],
    ["Nasi", [2]],
  ])
  assert.equal(itemsById(before).size, 3, "and the menu before is not touched")
})

test("a layout that names a dish never told of leaves it out", () => {
  assert.deepEqual(
    idsOf(applyMenuUpdate(menuOf(dish(1)), { items: [], categories: [{ id: 1, name: "Nasi", items: [1, 7] }] })),
    [["Nasi", [1]]],
  )
})

test("the same change heard twice is one change", () => {
  const update = {
    items: [dish(1, { is_available: false }), dish(4)],
    categories: [{ id: 1, name: "Nasi", items: [4, 1] }],
  }
  const once = applyMenuUpdate(menuOf(dish(1), dish(2)), update)
  assert.deepEqual(applyMenuUpdate(once, update), once)
})

test("a cart nothing happened to has no news, and is the same cart", () => {
  const menu = menuOf(dish(1, { modifier_groups: [cut(), extras()] }))
  const lines = [line(1, [11, 21]), line(1, [12])]
  const changes = cartChanges(lines, itemsById(menu), menu)
  assert.deepEqual(changes, { lines, gone: [], without: [], repriced: [] })
  assert.equal(changes.lines[0], lines[0])
})

test("what sold out and what left the menu is named, and the rest kept", () => {
  const seen = itemsById(menuOf(dish(1), dish(2), dish(3)))
  const changes = cartChanges([line(1), line(2), line(3)], seen, menuOf(dish(1, { is_available: false }), dish(3)))
  assert.deepEqual([changes.lines, changes.gone], [[line(3)], ["d1", "d2"]])
})

test("an extra that sold out is left out of the dish, and said", () => {
  const seen = itemsById(menuOf(dish(1, { modifier_groups: [extras()] })))
  const changes = cartChanges(
    [line(1, [21, 22])],
    seen,
    menuOf(dish(1, { modifier_groups: [extras({ is_available: false })] })),
  )
  assert.deepEqual(changes, {
    lines: [line(1, [22])],
    gone: [],
    without: [{ name: "d1", options: ["o21"] }],
    repriced: [],
  })
})

test("two lines that are the same without the extra become one", () => {
  const seen = itemsById(menuOf(dish(1, { modifier_groups: [extras()] })))
  const changes = cartChanges(
    [line(1), line(1, [21], 2)],
    seen,
    menuOf(dish(1, { modifier_groups: [extras({ is_available: false })] })),
  )
  assert.deepEqual(changes.lines, [line(1, [], 3)])
})

test("a choice that must be made is not made for somebody: the dish leaves, with what it was", () => {
  const seen = itemsById(menuOf(dish(1, { modifier_groups: [cut()] })))
  const changes = cartChanges(
    [line(1, [12])],
    seen,
    menuOf(dish(1, { modifier_groups: [cut({ is_available: false })] })),
  )
  assert.deepEqual([changes.lines, changes.gone], [[], ["d1 (o12)"]])
})

test("another price is told with what the dish costs now, extras and all", () => {
  const seen = itemsById(menuOf(dish(1, { modifier_groups: [extras()] }), dish(2)))
  const changes = cartChanges(
    [line(1, [22], 3), line(2)],
    seen,
    menuOf(dish(1, { price: 23_000, modifier_groups: [extras()] }), dish(2)),
  )
  assert.deepEqual(changes.repriced, [{ name: "d1", price: 25_000 }])
  assert.equal(changes.lines.length, 2)
})

test("a dish nobody remembers the price of has no news of it", () => {
  assert.deepEqual(cartChanges([line(1)], new Map(), menuOf(dish(1))).repriced, [])
})

test("a counted dish says what is left, is sold out with nothing left, and is back when its pieces are", () => {
  const menu = menuOf(dish(1), dish(2), dish(3, { is_available: false }))
  const dishes = (stock) => withStock(menu, stock).categories.flatMap((category) => category.items)
  const [first, second, third] = dishes([
    { id: 1, left: 0 },
    { id: 3, left: 7 },
  ])
  assert.deepEqual([first.left, first.is_available], [0, false])
  assert.deepEqual([second.left, second.is_available], [undefined, true])
  assert.equal(third.is_available, false, "a mark is not overruled")
  const [back] = dishes([{ id: 1, left: 2 }])
  assert.deepEqual([back.is_available, fewLeft(back)], [true, 2])
  const [many] = dishes([{ id: 1, left: 6 }])
  assert.equal(fewLeft(many), 0, "guests are told of few pieces only")
  assert.equal(withStock(menu, []), menu)
})

test("what rests at this hour is not on a guest's menu", () => {
  const menu = menuOf(dish(1))
  const [{ id }] = menu.categories
  assert.equal(forGuests(menu, null), menu)
  assert.equal(forGuests(menu, { stock: [], resting_categories: [] }), menu)
  assert.deepEqual(forGuests(menu, { stock: [], resting_categories: [id] }).categories, [])
})
