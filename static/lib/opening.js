// Whether guests can order now, according to the server, and the words for when they can again. The shop's clock and
// calendar count, not the phone's.

import { clockTime, dateOf, weekdayName } from "./time.js"

/** @import { Shop } from "./types.js" */

/** @param {Pick<Shop, "opening">} shop */
export const isOpen = ({ opening }) => opening.state === "open"

/**
 * The time and the day of a moment as a guest is told them; no day for today.
 * @param {string} at
 * @param {{now: number, language: string, timeZone?: string}} seen
 * @returns {{time: string, day: "" | "tomorrow" | "other", weekday: string}}
 */
export function whenAgain(at, { now, language, timeZone }) {
  const time = clockTime(at, language, timeZone)
  const date = dateOf(at, timeZone)
  const day = date === dateOf(now, timeZone) ? "" : date === dateOf(now + 86_400_000, timeZone) ? "tomorrow" : "other"
  return { time, day, weekday: weekdayName(at, language, timeZone) }
}
