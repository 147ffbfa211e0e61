// Formats the figures of a report.

import { figures } from "../shared/number.js"
import { rupiah } from "../../../lib/money.js"
import { language, t } from "../../../components/words.js"
import { clockHour } from "./hours.js"

/** How a column is written. @typedef {"text" | "count" | "money" | "share" | "seconds" | "minutes" | "hour"} Kind */

/** @param {Kind} kind @param {string | number | null} value */
export function shown(kind, value) {
  if (value === null || value === "") return "–"
  const number = Number(value)
  switch (kind) {
    case "text":
      return String(value)
    case "count":
      return figures(number, language())
    case "money":
      return rupiah(number)
    case "share":
      return `${figures(number / 100, language(), 1)} %`
    case "seconds":
      return t("report.minutes", { n: figures(number / 60, language(), 1) })
    case "minutes":
      return t("report.minutes", { n: figures(number, language()) })
    case "hour":
      return `${clockHour(number)}.00`
    default:
      throw /** @satisfies {never} */ (kind)
  }
}

/**
 * By how much more than before, in percent; nothing where there was nothing.
 * @param {number} now @param {number} before
 */
export function change(now, before) {
  if (before <= 0) return ""
  const percent = Math.round(((now - before) / before) * 100)
  const sign = percent > 0 ? "+" : percent < 0 ? "−" : "±"
  return `${sign}${figures(Math.abs(percent), language())} %`
}
