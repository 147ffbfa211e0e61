// Opening hours as the owner's form writes them, and when a guest is told to come back.

import assert from "node:assert/strict"
import { test } from "node:test"
import { whenAgain } from "../../../static/lib/opening.js"
import { faultOf, spansOf, textOf, withSpan } from "../../../static/pages/admin/settings/day-hours.js"

test("a day's hours come out of the form as they went in, and midnight is a time that a field knows", () => {
  for (const text of ["", "08:00-21:00", "06:00-10:30 16:00-22:00", "17:00-01:00"])
    assert.equal(textOf(spansOf(text)), text)
  assert.equal(textOf(spansOf("17:00-24:00")), "17:00-00:00")
  assert.equal(textOf(withSpan(withSpan([]))), "08:00-21:00 17:00-22:00")
})

test("hours that the server would refuse are refused in the form", () => {
  for (const [text, fault] of [
    ["", ""],
    ["08:00-21:00", ""],
    ["16:00-22:00 06:00-10:30", ""],
    ["17:00-00:00", ""],
    ["06:00-10:00 20:00-02:00", ""],
    ["08:00-", "missing"],
    ["08:00-08:00", "same"],
    ["06:00-10:00 09:00-12:00", "overlap"],
    ["06:00-10:00 20:00-07:00", "overlap"],
  ])
    assert.equal(faultOf(text), fault, text)
})

test("a guest is told the time today, tomorrow, or the day by its name, by the shop's clock", () => {
  const now = Date.parse("2026-11-29T17:30:00Z")
  const again = (at) => whenAgain(at, { now, language: "id", timeZone: "Asia/Jakarta" })
  // In Jakarta it is Monday already.
  assert.deepEqual(again("2026-11-30T03:00:00Z"), { time: "10.00", day: "", weekday: "Senin" })
  assert.deepEqual(again("2026-12-01T03:00:00Z"), { time: "10.00", day: "tomorrow", weekday: "Selasa" })
  assert.deepEqual(again("2026-12-04T03:00:00Z"), { time: "10.00", day: "other", weekday: "Jumat" })
  const english = whenAgain("2026-12-04T03:00:00Z", { now, language: "en", timeZone: "Asia/Jakarta" })
  assert.deepEqual(english, { time: "10:00", day: "other", weekday: "Friday" })
})
