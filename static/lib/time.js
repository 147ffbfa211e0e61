// Clock times and waiting times. A tablet's clock may be wrong, so ages are counted on the server's clock.

let ahead = 0

/** Learns by how much the server's clock is ahead of ours. @param {string} at @param {number} [here] */
export function learnServerTime(at, here = Date.now()) {
  const there = Date.parse(at)
  if (!Number.isNaN(there)) ahead = there - here
}

/** What the server's clock says now, in milliseconds. */
export function serverNow() {
  return Date.now() + ahead
}

/** Whole minutes since a moment, never negative. @param {string} at @param {number} [now] */
export function minutesSince(at, now = serverNow()) {
  return Math.max(0, Math.floor((now - Date.parse(at)) / 60_000))
}

/** Seconds left until a moment, never negative. @param {string} at @param {number} [now] */
export function secondsUntil(at, now = serverNow()) {
  return Math.max(0, Math.ceil((Date.parse(at) - now) / 1000))
}

/** `75` -> `1:15` @param {number} seconds */
export function countdown(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}

/**
 * Hours and minutes on the shop's wall: `12.47` in Indonesian, `12:47` in English.
 * @param {string | number} at
 * @param {string} language
 * @param {string} [timeZone] the shop's; without it, this device's
 */
export function clockTime(at, language, timeZone) {
  return written(at, language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, timeZone)
}

/**
 * The day on the shop's wall calendar: `Rabu, 22 November`.
 * @param {string | number} at
 * @param {string} language
 * @param {string} [timeZone]
 */
export function dayName(at, language, timeZone) {
  return written(at, language, { weekday: "long", day: "numeric", month: "long" }, timeZone)
}

/**
 * The same with its year: `Rabu, 22 November 2026`.
 * @param {string | number} at
 * @param {string} language
 * @param {string} [timeZone]
 */
export function fullDay(at, language, timeZone) {
  return written(at, language, { weekday: "long", day: "numeric", month: "long", year: "numeric" }, timeZone)
}

/**
 * `Senin`.
 * @param {string | number} at
 * @param {string} language
 * @param {string} [timeZone]
 */
export function weekdayName(at, language, timeZone) {
  return written(at, language, { weekday: "long" }, timeZone)
}

/** The date on the shop's wall calendar, to be compared. @param {string | number} at @param {string} [timeZone] */
export function dateOf(at, timeZone) {
  return written(at, "en", { year: "numeric", month: "2-digit", day: "2-digit" }, timeZone)
}

/**
 * @param {string | number} at
 * @param {string} language
 * @param {Record<string, string>} parts
 * @param {string} [timeZone]
 */
function written(at, language, parts, timeZone) {
  const locale = language === "id" ? "id-ID" : "en-GB"
  try {
    return new Intl.DateTimeFormat(locale, /** @type {any} */ ({ ...parts, timeZone })).format(new Date(at))
  } catch {
    // An old browser may not know the shop's time zone; the device stands in the same shop.
    return new Intl.DateTimeFormat(locale, /** @type {any} */ (parts)).format(new Date(at))
  }
}
