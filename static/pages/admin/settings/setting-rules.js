// The rules of settings, from the server's table: values by name, the patch that a card sends, and errors that are
// shown before it is sent.

import { message, t } from "../../../components/words.js"
import { boundOf } from "./setting-numbers.js"
import { SETTINGS } from "./setting-table.js"

/** @import { Problems } from "../../../components/problem.js" */
/** @import { Settings } from "../../../lib/types.js" */
/** @import { SettingRow } from "./setting-table.js" */

/** By the names of the table, as `limits.sockets`. @typedef {Record<string, any>} Values */

/** A code with a digit in it, a space and a name. */
const ACCOUNT = /^(?=\S*\d)[A-Za-z0-9][A-Za-z0-9./-]{0,19}\s+\S/

/** What is changed on one card, in the order of the table. @param {string} group */
export const rowsOf = (group) => SETTINGS.filter((row) => row.group === group)

/**
 * What says nothing while the others on its card are as they are: what prices include where nothing is charged, and
 * where to round to without a coin.
 * @param {string} key
 * @param {Values} values
 */
export function isIdle(key, values) {
  if (key === "bill.cash_rounding") return values["bill.smallest_coin"] === "1"
  if (key === "orders.rounds_need_acceptance") return !values["orders.guests_may_add"]
  const rates = ["bill.restaurant_tax_bp", "bill.vat_bp", "bill.service_bp"]
  return key === "bill.prices_include" && rates.every((rate) => !values[rate])
}

/** @param {Settings} settings @param {SettingRow[]} rows @returns {Values} */
export function valuesOf(settings, rows) {
  const valueOf = (/** @type {string} */ key) =>
    key.split(".").reduce((part, name) => part[name], /** @type {any} */ (settings))
  return Object.fromEntries(rows.map(({ key }) => [key, valueOf(key)]))
}

/** The merge patch of what was changed. @param {Values} changes @returns {Record<string, any>} */
export function patchOf(changes) {
  /** @type {Record<string, any>} */
  const patch = {}
  for (const [key, value] of Object.entries(changes)) {
    const [member, inner] = key.split(".")
    patch[member] = inner ? { ...patch[member], [inner]: value } : value
  }
  return patch
}

/** @param {SettingRow[]} rows @param {Values} values @returns {Problems} */
export function problemsOf(rows, values) {
  /** @type {Problems} */
  const problems = {}
  for (const row of rows) {
    const value = values[row.key]
    const missing = `${row.key}.missing`
    if (row.kind === "number" && isOutside(row, value)) problems[row.key] = between(row)
    else if (row.kind === "account" && !ACCOUNT.test(value.trim()))
      problems[row.key] = message(() => t("settings.account"))
    else if (isMissing(row, value)) problems[row.key] = message(() => t(`setting.${missing}`))
  }
  const { kitchen_amber_minutes: amber, kitchen_red_minutes: red } = values
  if (red <= amber && !problems.kitchen_red_minutes)
    problems.kitchen_red_minutes = message(() => t("settings.red_later"))
  return problems
}

/** @param {SettingRow} row @param {number | null} value */
const isOutside = ({ least = 0, most = 0 }, value) => value === null || value < least || value > most

/** @param {SettingRow} row @param {any} value */
function isMissing({ kind, least = 0 }, value) {
  if (kind === "clock") return value === null
  if (kind === "text") return value.trim().length < least
  return kind === "choices" && value.length < least
}

/** @param {SettingRow} row */
function between(row) {
  const { least = 0, most = 0 } = row
  return message(() => t("settings.between", { least: boundOf(row, least), most: boundOf(row, most) }))
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
  return [
    ...here,
    {
      label: t("settings.other_zones"),
      options: others.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
    },
  ]
}
