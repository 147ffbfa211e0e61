import assert from "node:assert/strict"
import { test } from "node:test"
import { isAbsurd, suggestedTenders, rupiah, surcharge } from "../../../static/lib/money.js"

test("money is written the Indonesian way", () => {
  assert.equal(rupiah(0), "Rp0")
  assert.equal(rupiah(500), "Rp500")
  assert.equal(rupiah(25_000), "Rp25.000")
  assert.equal(rupiah(1_234_567), "Rp1.234.567")
  assert.equal(rupiah(-5_000), "-Rp5.000")
})

test("a free choice adds no price, a dear one says how much", () => {
  assert.equal(surcharge(0), "")
  assert.equal(surcharge(2_000), "+Rp2.000")
  assert.equal(surcharge(-1_000), "-Rp1.000")
})

test("the quick notes are the next sensible sums above the total", () => {
  assert.deepEqual(suggestedTenders(63_000), [65_000, 70_000, 100_000])
  assert.deepEqual(suggestedTenders(18_000), [20_000, 50_000, 100_000])
  assert.deepEqual(suggestedTenders(50_000), [55_000, 60_000, 100_000])
  assert.deepEqual(suggestedTenders(7_500), [10_000, 50_000, 100_000])
  assert.deepEqual(suggestedTenders(100_000), [105_000, 110_000, 150_000])
})

test("a sum received that is far too high is asked about, but not a banknote that people have", () => {
  assert.equal(isAbsurd(40_000, 899_123_456), true)
  assert.equal(isAbsurd(40_000, 400_000), false)
  assert.equal(isAbsurd(40_000, 400_001), true)
  assert.equal(isAbsurd(5_000, 100_000), false)
  assert.equal(isAbsurd(5_000, 60_000), true)
})
