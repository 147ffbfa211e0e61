// The days that words such as «this month» mean, by the shop's calendar.

/** @typedef {"today" | "yesterday" | "week" | "month" | "last_month" | "all" | "own"} Range */
/** @typedef {{from: string, to: string}} Days empty ends are open */

/** @type {Range[]} */
export const RANGES = ["today", "yesterday", "week", "month", "last_month", "all", "own"]

const DAY = 86_400_000
const MINUTE = 60_000

/**
 * The shop's day: `2026-11-22`. It begins at its own hour, not at midnight.
 * @param {number} now @param {string | undefined} zone @param {number} cutoffMinutes
 */
export function businessDay(now, zone, cutoffMinutes) {
  const at = new Date(now - cutoffMinutes * MINUTE)
  const parts = /** @type {const} */ ({ year: "numeric", month: "2-digit", day: "2-digit" })
  try {
    return new Intl.DateTimeFormat("en-CA", { ...parts, timeZone: zone }).format(at)
  } catch {
    // An old browser may not know the shop's time zone; the device stands in the same shop.
    return new Intl.DateTimeFormat("en-CA", parts).format(at)
  }
}

/** @param {Range} range @param {string} today @param {Days} own @returns {Days} */
export function daysOf(range, today, own) {
  const [year, month] = today.split("-").map(Number)
  switch (range) {
    case "today":
      return { from: today, to: today }
    case "yesterday":
      return { from: moved(today, -1), to: moved(today, -1) }
    case "week":
      return { from: moved(today, -6), to: today }
    case "month":
      return { from: firstOf(year, month), to: today }
    case "last_month":
      return { from: firstOf(year, month - 1), to: moved(firstOf(year, month), -1) }
    case "all":
      return { from: "", to: "" }
    case "own":
      return own
  }
}

/** @param {string} day @param {number} days */
function moved(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** @param {number} year @param {number} month from 1; 0 is the December before */
function firstOf(year, month) {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10)
}
