// The hours of a report as bars, from the first hour with sales to the last, of this span and the one before.

/** @import { ReportHour } from "../../../lib/types.js" */
/** @typedef {{key: string, label: string, value: number, shadow: number}} Bar */

/** @param {number} hour */
export const clockHour = (hour) => String(hour).padStart(2, "0")

/** @param {ReportHour[]} hours @param {ReportHour[]} before @returns {Bar[]} */
export function hourBars(hours, before) {
  const at = (/** @type {ReportHour[]} */ rows, /** @type {number} */ hour) =>
    rows.find((row) => row.hour === hour)?.net ?? 0
  const busy = [...hours, ...before].filter(({ net }) => net !== 0).map(({ hour }) => hour)
  if (busy.length === 0) return []
  const [first, last] = [Math.min(...busy), Math.max(...busy)]
  return Array.from({ length: last - first + 1 }, (_, n) => first + n).map((hour) => ({
    key: String(hour),
    label: clockHour(hour),
    value: at(hours, hour),
    shadow: at(before, hour),
  }))
}
