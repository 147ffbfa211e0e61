import assert from "node:assert/strict"
import { test } from "node:test"

const { shareAddress, slipOf } = await import("../../../static/components/shift-slip.js")
const { bodyOf, isCounted, sumOf } = await import("../../../static/pages/cashier/cash-count.js")

const SHIFT = {
  till: 1,
  opened_at: "2026-11-30T01:00:00Z",
  opened_by: "Rina",
  closing: {
    z_number: 7,
    closed_at: "2026-11-30T14:00:00Z",
    closed_by: "Dewi",
    reason: "salah kembalian",
    handed_over: 145_000,
    left: 100_000,
  },
  report: {
    sales: {
      ...{ orders: 3, first: "A-001", last: "A-004", gross: 132_000, discounts: 12_000, complimentary: 0 },
      ...{ service: 0, tax: 0, total: 120_000 },
    },
    ...{ deposits: 0, claims: 0, refunded: 20_000, rounding: 0, received: 100_000, voids: [], refunds: [], moves: [] },
    methods: [{ method: "cash", total: 100_000 }],
    cash: {
      ...{ opening: 150_000, received: 120_000, given_back: 20_000, pay_in: 0, pay_out: 0, drop: 0 },
      ...{ expected: 250_000, counted: 245_000, difference: -5_000 },
    },
  },
}

test("a slip holds the figures of its shift in 32 columns, each sum at the right edge", () => {
  const lines = slipOf(SHIFT, { name: "Warung Dewi", zone: "Asia/Jakarta" }).split("\n")
  const figures = lines.filter((line) => line.includes("Rp"))
  assert.ok(figures.length >= 12, lines.join("\n"))
  for (const line of figures) assert.equal(line.length, 32, line)
  for (const sum of ["-Rp12.000", "Rp120.000", "-Rp20.000", "Rp250.000", "Rp245.000", "-Rp5.000", "Rp145.000"])
    assert.ok(
      figures.some((line) => line.endsWith(` ${sum}`)),
      sum,
    )
  assert.ok(lines.includes("salah kembalian"))
  assert.match(shareAddress("a b&c\n"), /^https:\/\/wa\.me\/\?text=a%20b%26c%0A$/)
})

test("what is counted by notes and coins is sent so, and a sum as a sum", () => {
  const notes = { pieces: { 100000: 2, 500: 3, 200: 0 }, sum: null }
  assert.equal(sumOf(notes), 201_500)
  assert.deepEqual(bodyOf(notes), {
    pieces: [
      { value: 100_000, pieces: 2 },
      { value: 500, pieces: 3 },
    ],
  })
  assert.deepEqual(bodyOf({ pieces: {}, sum: 0 }), { counted: 0 })
  assert.equal(isCounted({ pieces: {}, sum: null }), false)
  assert.equal(isCounted({ pieces: {}, sum: 0 }), true, "an empty drawer was counted, too")
})
