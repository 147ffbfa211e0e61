// The owner's rules without a browser: prices as they are typed, unsaved work, order, photos, tables.

import assert from "node:assert/strict"
import { test } from "node:test"
import {
  arrangementOf,
  fitTo,
  moved,
  positionOf,
  rowsOf,
  underHeadings,
} from "../../../static/pages/admin/shared/arrange.js"
import {
  applied,
  clashes,
  isTouched,
  mergedList,
  prunedDraft,
  UNTOUCHED,
  withChange,
} from "../../../static/pages/admin/shared/draft.js"
import {
  attempts,
  cropped,
  MAX_BYTES,
  isHeic,
  lightEnough,
  MAX_WIDTH,
} from "../../../static/pages/admin/shared/picture.js"
import { amountIn, caretIn, figures, thousand } from "../../../static/pages/admin/shared/price.js"
import { numbered, tableProblems } from "../../../static/pages/admin/settings/tables.js"

test("a price is its figures, however it was typed or pasted", () => {
  for (const [typed, amount] of [
    ["25000", 25_000],
    ["25.000", 25_000],
    ["Rp 25.000", 25_000],
    ["Rp25.000,00", 25_000],
    ["25.000,-", 25_000],
    ["0", 0],
    ["", null],
    ["abc", null],
  ]) {
    assert.equal(amountIn(typed), amount, typed)
  }
  assert.equal(amountIn("12345678901234"), 123_456_789)
  assert.equal(figures(25_000), "25.000")
  assert.equal(figures(null), "")
})

test("the key with three noughts makes thousands, and stops before the figures run out", () => {
  assert.equal(thousand(25), 25_000)
  assert.equal(thousand(0), 0)
  assert.equal(thousand(null), null)
  assert.equal(thousand(1_234_567), 1_234_567)
})

test("the caret keeps its place among the figures when dots come and go", () => {
  // «1000|» becomes «1.000|», «12|34» becomes «1.2|34».
  assert.equal(caretIn("1000", 4, "1.000"), 5)
  assert.equal(caretIn("1234", 2, "1.234"), 3)
  assert.equal(caretIn("1.000", 0, "1.000"), 0)
  assert.equal(caretIn(".000", 0, "0"), 0)
  assert.equal(caretIn("25.0001", 7, "250.001"), 7)
})

test("a draft holds only what was touched, and forgets what was put back", () => {
  const server = { name: "Kopi", price: 18_000 }
  const draft = withChange(UNTOUCHED, "price", 20_000, server)
  assert.deepEqual(applied(server, draft), { name: "Kopi", price: 20_000 })
  assert.ok(isTouched(draft))
  assert.ok(!isTouched(withChange(draft, "price", 18_000, server)))
})

test("what another screen changes shows through, except where somebody is typing, and there it is told", () => {
  const draft = withChange(UNTOUCHED, "price", 20_000, { name: "Kopi", price: 18_000 })
  const now = { name: "Kopi Hitam", price: 19_000 }
  assert.deepEqual(applied(now, draft), { name: "Kopi Hitam", price: 20_000 })
  assert.deepEqual(clashes(draft, now), ["price"])
  assert.deepEqual(clashes(draft, { name: "Teh", price: 18_000 }), [])
  // Typing on does not make it forget what stood there when it began.
  assert.deepEqual(clashes(withChange(draft, "price", 21_000, now), now), ["price"])
  assert.ok(!isTouched(prunedDraft(draft, { name: "Kopi", price: 20_000 })))
})

test("two screens at one list of options: mine where I changed something, theirs everywhere else", () => {
  const option = (id, name, price, is_available = true) => ({ id, name, price, is_available })
  const base = [option(1, "Kecil", 0), option(2, "Besar", 5_000), option(3, "Jumbo", 9_000)]
  const mine = [option(2, "Besar", 6_000), option(1, "Kecil", 0), { name: "Baru", price: 0 }, option(3, "Jumbo", 9_000)]
  const theirs = [option(1, "Kecil", 0, false), option(2, "Gede", 5_000), option(4, "Mini", 0)]
  assert.deepEqual(mergedList(base, mine, theirs), [
    option(2, "Gede", 6_000),
    option(1, "Kecil", 0, false),
    { name: "Baru", price: 0 },
    option(4, "Mini", 0),
  ])
  // Taken away there, worked on here: it stays, as something new.
  assert.deepEqual(mergedList(base, [option(3, "Jumbo", 10_000)], [option(1, "Kecil", 0)]), [
    { ...option(3, "Jumbo", 10_000), id: undefined },
  ])
})

test("moving makes no one lost, within a category and into the next", () => {
  assert.deepEqual(moved(["a", "b", "c", "d"], 0, 2), ["b", "c", "a", "d"])
  assert.deepEqual(moved(["a", "b", "c", "d"], 3, 0), ["d", "a", "b", "c"])
  const order = arrangementOf({
    categories: [
      { id: 1, items: [{ id: 10 }, { id: 11 }] },
      { id: 2, items: [] },
    ],
  })
  const rows = rowsOf(order)
  assert.deepEqual(underHeadings(rows), order)
  const next = underHeadings(moved(rows, 1, 3))
  assert.deepEqual(next, [
    { id: 1, items: [11] },
    { id: 2, items: [10] },
  ])
  assert.deepEqual(positionOf(next, 10), { category: 2, position: 1, all: 1 })
})

test("one's own order fits the menu as it is now: what is gone is left out, what is new comes last", () => {
  const mine = [
    { id: 2, items: [20] },
    { id: 1, items: [12, 10, 11] },
    { id: 9, items: [90] },
  ]
  const now = [
    { id: 1, items: [10, 12, 13, 90] },
    { id: 2, items: [20] },
    { id: 3, items: [30] },
  ]
  const fitted = fitTo(mine, now)
  assert.deepEqual(fitted, [
    { id: 2, items: [20] },
    { id: 1, items: [12, 10, 13, 90] },
    { id: 3, items: [30] },
  ])
  // Every dish of the menu, each once.
  assert.deepEqual(fitted.flatMap(({ items }) => items).sort(), now.flatMap(({ items }) => items).sort())
})

test("a photo is cut to 4:3, wide ones at the sides and tall ones above and below", () => {
  assert.deepEqual(cropped(4000, 3000), { x: 0, y: 0, width: 4000, height: 3000 })
  assert.deepEqual(cropped(3000, 4000), { x: 0, y: 875, width: 3000, height: 2250 })
  assert.deepEqual(cropped(3000, 4000, 0), { x: 0, y: 0, width: 3000, height: 2250 })
  assert.deepEqual(cropped(1600, 600, 1), { x: 800, y: 0, width: 800, height: 600 })
})

test("photos are tried the best first, never wider than 800 and never blown up", () => {
  const large = attempts(4000)
  assert.equal(large[0].width, MAX_WIDTH)
  assert.ok(
    large.every(({ width, height }) => width <= MAX_WIDTH && height === (width * 3) / 4 && Number.isInteger(height)),
  )
  assert.ok(attempts(300).every(({ width }) => width <= 300))
  const qualities = large.filter(({ width }) => width === MAX_WIDTH).map(({ quality }) => quality)
  assert.deepEqual(
    qualities,
    [...qualities].sort((a, b) => b - a),
  )
})

test("pressing stops at the first picture that is light enough, and gives up smaller rather than never", async () => {
  const tried = []
  const encode = (weight) => async (size, quality) => {
    tried.push(quality)
    return { size: Math.round(weight * quality * size.width * size.height) }
  }
  const light = await lightEnough(4000, encode(0.1))
  assert.equal(tried.length, 1)
  assert.ok(light.size <= MAX_BYTES)
  tried.length = 0
  assert.ok((await lightEnough(4000, encode(0.3))).size <= MAX_BYTES)
  assert.ok(tried.length > 1)
  assert.ok(await lightEnough(4000, encode(1000)))
})

test("a photo in the newer phones' own format is known by its kind or its name", () => {
  assert.ok(isHeic({ type: "image/heic", name: "a" }))
  assert.ok(isHeic({ type: "", name: "IMG_1.HEIC" }))
  assert.ok(!isHeic({ type: "image/jpeg", name: "IMG_1.JPG" }))
})

test("tables are made up to a number around those there are, and slips among them are found", () => {
  const tables = (...names) => names.map((name) => ({ name }))
  assert.deepEqual(numbered([{ id: 7, name: "2" }, { name: "Teras" }], 4), [
    { id: 7, name: "2" },
    ...tables("Teras", "1", "3", "4"),
  ])
  assert.equal(numbered([], 9_999).length, 500)
  assert.deepEqual(tableProblems(tables("1", "", "2 ", "2")), [
    { at: 1, twice: false },
    { at: 3, twice: true },
  ])
})
