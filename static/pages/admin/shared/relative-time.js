// How long ago something was, in words; after some days its date.

import { dayName, minutesSince } from "../../../lib/time.js"
import { language, t } from "../../../components/words.js"

const HOUR = 60
const DAY = 24 * HOUR

/** @param {string} at @param {string} [timeZone] @param {number} [now] */
export function relativeTime(at, timeZone, now) {
  const minutes = minutesSince(at, now)
  if (minutes < 2) return t("time.just_now")
  if (minutes < HOUR) return t("time.minutes_ago", { n: minutes })
  if (minutes < DAY) return t("time.hours_ago", { n: Math.floor(minutes / HOUR) })
  return dayName(at, language(), timeZone)
}
