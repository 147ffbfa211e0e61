// How a bill is split by items: pieces, shared items, and what is left.

import assert from "node:assert/strict"
import { test } from "node:test"
import {
  addCheck,
  countLeft,
  countOn,
  draftsOf,
  give,
  giveRest,
  leftOf,
  named,
  newPlan,
  share,
  shareWords,
  takeBack,
} from "../../../static/pages/cashier/checks.js"

const [soto, kopi] = [
  { id: 1, quantity: 3, name: "Soto" },
  { id: 4, quantity: 1, name: "Kopi" },
]
const lines = [soto, kopi]

test("a tap gives a piece as long as there is one, and a piece that is given back is there again", () => {
  let plan = newPlan()
  for (let tap = 0; tap < 5; tap++) plan = give(plan, soto, 1)
  assert.deepEqual([leftOf(plan, soto), countOn(plan, lines, 1), countLeft(plan, lines)], [0, 3, 1])
  plan = takeBack(takeBack(plan, soto, 0), soto, 1)
  assert.deepEqual([leftOf(plan, soto), countOn(plan, lines, 1)], [1, 2])
})

test("a shared item is on every check until a tap takes one out of it, also one that came later", () => {
  let plan = addCheck(share(newPlan(), kopi))
  assert.deepEqual(draftsOf(giveRest(plan, lines, 2), lines).at(-1), {
    portions: [{ line_id: 1, numerator: 3, denominator: 3 }],
  })
  plan = give(give(plan, kopi, 2), kopi, 0)
  plan = giveRest(plan, lines, 0)
  assert.deepEqual(draftsOf(named(plan, 2, " Sari "), lines), [
    { portions: [{ line_id: 1, numerator: 3, denominator: 3 }] },
    { portions: [{ line_id: 4, numerator: 1, denominator: 2 }] },
    { label: "Sari", portions: [{ line_id: 4, numerator: 1, denominator: 2 }] },
  ])
  assert.equal(leftOf(share(plan, kopi), kopi), 1)
})

test("an item that no check shares is left, and a check without anything is not sent", () => {
  let plan = share(newPlan(), kopi)
  plan = give(give(plan, kopi, 0), kopi, 1)
  assert.equal(leftOf(plan, kopi), 1)
  assert.equal(draftsOf(giveRest(plan, lines, 0), lines).length, 1)
})

test("a share is said in pieces where it is whole ones", () => {
  const of = (numerator, denominator) => ({ line_id: 1, numerator, denominator })
  assert.deepEqual(
    [shareWords(of(2, 3), soto), shareWords(of(1, 1), soto), shareWords(of(1, 2), soto), shareWords(of(1, 3), kopi)],
    ["2× Soto", "3× Soto", "1/2 × 3 Soto", "1/3 Kopi"],
  )
})
