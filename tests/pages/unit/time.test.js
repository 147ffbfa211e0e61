import assert from "node:assert/strict"
import { test } from "node:test"
import {
  clockTime,
  countdown,
  learnServerTime,
  minutesSince,
  secondsUntil,
  serverNow,
} from "../../../static/lib/time.js"

test("a wrong clock on the tablet does not make orders old", () => {
  learnServerTime(new Date(Date.now() + 3_600_000).toISOString())
  assert.ok(Math.abs(serverNow() - Date.now() - 3_600_000) < 50)
  learnServerTime("nonsense")
  assert.ok(Math.abs(serverNow() - Date.now() - 3_600_000) < 50)
  learnServerTime(new Date().toISOString())
})

test("waiting is counted in whole minutes and never below zero", () => {
  const now = Date.parse("2026-01-05T05:10:30Z")
  assert.equal(minutesSince("2026-01-05T05:00:00Z", now), 10)
  assert.equal(minutesSince("2026-01-05T05:20:00Z", now), 0)
  assert.equal(secondsUntil("2026-01-05T05:11:00Z", now), 30)
  assert.equal(secondsUntil("2026-01-05T05:00:00Z", now), 0)
  assert.equal(countdown(75), "1:15")
})

test("the clock is the shop's own, with a point in Indonesian and a colon in English", () => {
  assert.equal(clockTime("2026-01-05T05:47:00Z", "id", "Asia/Jakarta"), "12.47")
  assert.equal(clockTime("2026-01-05T05:47:00Z", "en", "Asia/Jakarta"), "12:47")
  assert.match(clockTime("2026-01-05T05:47:00Z", "en", "Nowhere/AtAll"), /^\d\d:\d\d$/)
})
