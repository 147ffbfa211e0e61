// Which days a report is of, and which bars its hours have.

import assert from "node:assert/strict"
import { test } from "node:test"
import { hourBars } from "../../../static/pages/admin/report/hours.js"
import { daysOfMonth, daysOfSpan, monthOf, spanOf } from "../../../static/pages/admin/report/spans.js"

test("the days stand in the address, and what is no day there is today", () => {
  const span = (address) => {
    const [, kind = "", id = "", more = ""] = address.split("/")
    return spanOf({ kind, id, more })
  }
  assert.deepEqual(span("report"), { span: "today", from: "", to: "" })
  assert.deepEqual(span("report/moon"), { span: "today", from: "", to: "" })
  const own = { span: "own", from: "2026-11-01", to: "2026-11-30" }
  assert.deepEqual(span("report/own/2026-11-01/2026-11-30"), own)
  assert.deepEqual(span("report/own/2026-11-30/2026-11-01"), { span: "own", from: "", to: "" })
  const today = "2026-11-30"
  assert.deepEqual(daysOfSpan("own", today, { from: "", to: "" }), { from: today, to: today })
  assert.deepEqual(daysOfSpan("own", today, own), { from: "2026-11-01", to: "2026-11-30" })
  assert.deepEqual(daysOfSpan("week", today, own), { from: "2026-11-24", to: today })
})

test("hours go from the first with anything in it to the last, and a quiet hour stands between them", () => {
  const hour = (at, net) => ({ hour: at, orders: 1, net, average: net, received: net, given_back: 0 })
  const bars = hourBars([hour(9, 0), hour(11, 30_000)], [hour(13, 20_000)])
  assert.deepEqual(
    bars.map(({ label, value, shadow }) => [label, value, shadow]),
    [
      ["11", 30_000, 0],
      ["12", 0, 0],
      ["13", 0, 20_000],
    ],
  )
  assert.deepEqual(hourBars([], []), [])
})

test("a month of the tax ends with its last day, and with today while it goes on", () => {
  assert.deepEqual([monthOf("2026-11"), monthOf("2026-13"), monthOf("moon")], ["2026-11", "", ""])
  assert.deepEqual(daysOfMonth("2026-11", "2026-11-12"), { from: "2026-11-01", to: "2026-11-12" })
  assert.deepEqual(daysOfMonth("2028-02", "2028-03-01"), { from: "2028-02-01", to: "2028-02-29" })
  assert.deepEqual(daysOfMonth("2026-12", "2026-11-12"), { from: "2026-12-01", to: "2026-12-31" })
})
