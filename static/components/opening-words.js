// Tells guests why they cannot order now and when they can again, or that the last order is near. Shared, so that every
// page says the same.

import { html } from "../vendor/preact/standalone.js"
import { isOpen, whenAgain } from "../lib/opening.js"
import { serverNow } from "../lib/time.js"
import { Icon } from "./icon.js"
import { useNow } from "./use-now.js"
import { language, t } from "./words.js"

/** @import { Shop } from "../lib/types.js" */

/** From so many milliseconds before the last order on, guests are told of it. */
const NEAR = 30 * 60_000
const LOOK_EVERY = 10_000

/** `pukul 10.00`, `besok pukul 10.00` or `Senin pukul 10.00`. @param {string} at @param {Shop} shop */
export function againWords(at, { time_zone: timeZone }) {
  const { time, day, weekday } = whenAgain(at, { now: serverNow(), language: language(), timeZone })
  if (day === "other") return t("opening.on_day", { day: weekday, time })
  return day === "tomorrow" ? t("opening.tomorrow", { time }) : t("opening.at", { time })
}

/** For a guest; nothing while the shop is open. @param {Shop} shop */
export function closedWords(shop) {
  const { state, until } = shop.opening
  if (state === "open") return ""
  if (!until) return t("menu.closed")
  const again = againWords(until, shop)
  return state === "paused" ? t("opening.paused", { again }) : t("opening.outside", { again })
}

/** Over a menu: closed, or closing soon. @param {{shop: Shop}} props */
export function OpeningBanner({ shop }) {
  const now = useNow(LOOK_EVERY)
  const { until } = shop.opening
  const isNear = isOpen(shop) && until !== null && Date.parse(until) - now < NEAR
  if (isOpen(shop) && !isNear) return null
  return html`
    <div class="banner banner--wait"><${Icon} name="clock" />
    <p>${isNear ? t("opening.last_order", { again: againWords(until, shop) }) : closedWords(shop)}</p></div>`
}
