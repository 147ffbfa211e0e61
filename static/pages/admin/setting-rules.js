// What the shop can work with, told before it is sent; and how its decisions are written in a field.

import { PAYMENT_METHODS, SPEAKERS } from "../../lib/api-words.js"
import { message, t } from "../../components/words.js"

/** @import { Problems } from "../../components/problem.js" */
/** @import { Settings } from "../../lib/types.js" */

export { PAYMENT_METHODS as METHODS, SPEAKERS }

/** @template {keyof Settings} K @param {Settings} settings @param {...K} names @returns {Pick<Settings, K>} */
export function picked(settings, ...names) {
  return /** @type {any} */ (Object.fromEntries(names.map((name) => [name, settings[name]])))
}

/** `240` -> `04:00`, as a field for times has it. @param {number | null} minutes */
export function clockOf(minutes) {
  if (minutes === null) return ""
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":")
}

/** @param {string} clock @returns {number | null} */
export function minutesOf(clock) {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(clock) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

/** The three zones of the country first, then all the others this browser knows. @param {string} now */
export function zones(now) {
  const here = [
    { value: "Asia/Jakarta", label: t("settings.wib") },
    { value: "Asia/Makassar", label: t("settings.wita") },
    { value: "Asia/Jayapura", label: t("settings.wit") },
  ]
  const all = /** @type {string[]} */ (/** @type {any} */ (Intl).supportedValuesOf?.("timeZone") ?? [])
  const others = [...new Set([now, ...all])].filter((zone) => !here.some(({ value }) => value === zone)).sort()
  return [...here, { label: t("settings.other_zones"), options: others.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })) }]
}

/** @typedef {Record<string, any>} Values */

/** @param {number | null} value @param {number} least @param {number} most */
const outside = (value, least, most) => value === null || value < least || value > most

/** @param {Values} values @returns {Problems} */
export function shopProblems(values) {
  return {
    ...(values.shop_name.trim() ? {} : { shop_name: message(() => t("settings.shop_name_missing")) }),
    ...(values.day_cutoff_minutes === null ? { day_cutoff_minutes: message(() => t("settings.day_cutoff_missing")) } : {}),
  }
}

/** @param {Values} values @returns {Problems} */
export function orderingProblems(values) {
  return {
    ...(values.payment_methods.length ? {} : { payment_methods: message(() => t("settings.methods_missing")) }),
    ...(outside(values.unpaid_expiry_minutes, 0, 10_080) ? { unpaid_expiry_minutes: message(() => t("settings.between", { least: 0, most: "10.080" })) } : {}),
  }
}

/** @param {Values} values @returns {Problems} */
export function screenProblems(values) {
  /** @type {Problems} */
  const problems = {}
  if (outside(values.kitchen_amber_minutes, 1, 239)) problems.kitchen_amber_minutes = message(() => t("settings.between", { least: 1, most: 239 }))
  if (outside(values.kitchen_red_minutes, 2, 240)) problems.kitchen_red_minutes = message(() => t("settings.between", { least: 2, most: 240 }))
  else if (values.kitchen_red_minutes <= values.kitchen_amber_minutes) problems.kitchen_red_minutes = message(() => t("settings.red_later"))
  if (outside(values.board_ready_minutes, 0, 1_440)) problems.board_ready_minutes = message(() => t("settings.between", { least: 0, most: "1.440" }))
  if (outside(values.kiosk_idle_s, 15, 600)) problems.kiosk_idle_s = message(() => t("settings.between", { least: 15, most: 600 }))
  return problems
}
