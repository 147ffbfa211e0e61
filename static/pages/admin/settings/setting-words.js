// Labels of settings and words for their values, by the keys of the table: the same on cards and in the history.

import { clockTime } from "../../../lib/time.js"
import { has, language, t } from "../../../components/words.js"
import { hoursSaid } from "../shared/hours-said.js"
import { boundOf, withUnit } from "./setting-numbers.js"
import { clockOf } from "./setting-rules.js"

/** @import { SettingRow } from "./setting-table.js" */

/** Words that are said elsewhere, too. @type {Record<string, (word: string) => string>} */
const ELSEWHERE = {
  payment_methods: (method) => t(`method.${method}`),
  "printing.receipts": (channel) => t(`channel.${channel}`),
  "sounds.screens": (screen) => t(`sounds.${screen}`),
}

/** @param {SettingRow} row */
export const labelOf = ({ key }) => t(`setting.${key}`)

/** What a number counts. @param {SettingRow} row */
export const unitOf = ({ unit }) => (unit ? t(`unit.${unit}`) : "")

/** One word of a choice. @param {SettingRow} row @param {string} word */
export function wordOf({ key }, word) {
  const name = `${key}.${word}`
  return ELSEWHERE[key]?.(word) ?? t(`setting.${name}`)
}

/** The text of a value, from the server or the history. @param {SettingRow} row @param {any} value */
export function saidOf(row, value) {
  const { kind, of = [] } = row
  if (kind === "number") return withUnit(row, Number(value)) ?? `${value} ${unitOf(row)}`
  if (kind === "spans") return value ? hoursSaid(value) : t("hours.closed")
  if (kind === "moment") return Number(value) ? clockTime(Number(value), language()) : t("pause.none")
  if (kind === "clock") return value === null ? "" : clockOf(Number(value))
  if (kind === "flag") return wordOf(row, String(value))
  if (kind === "choice") return of.includes(value) ? wordOf(row, value) : value
  if (kind !== "choices") return String(value)
  const chosen = Array.isArray(value) ? value : value.split(", ")
  return of
    .filter((word) => chosen.includes(word))
    .map((word) => wordOf(row, word))
    .join(", ")
}

/**
 * A sentence of what it does: of this value, or of the setting. A number that was changed says what it is at first.
 * @param {SettingRow} row
 * @param {any} value
 */
export function hintOf(row, value) {
  const { key, kind, least = 0, most = 0, usual } = row
  const names = [
    ...(isSaidByValue(row, value) ? [`${key}.${value}.help`] : []),
    ...(value === 0 ? [`${key}.zero`] : []),
    `${key}.help`,
  ]
  const name = names.find((each) => has(`setting.${each}`))
  const help = name ? t(`setting.${name}`, { least: boundOf(row, least), most: boundOf(row, most) }) : ""
  // What is nothing at first is decided by each shop: no value is the usual one.
  if (kind !== "number" || value === null || value === usual || usual === 0) return help
  return `${help} ${t("settings.usual", { value: saidOf(row, usual) })}`
}

/** Whether each of its values has a sentence of its own. @param {SettingRow} row @param {any} value */
export const isSaidByValue = ({ key }, value) => has(`setting.${key}.${value}.help`)
