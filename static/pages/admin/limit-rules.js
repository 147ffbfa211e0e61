// How much one address in the network may ask for and how many backups are kept: what there is to decide, and what the server takes.

import { isHostName, namesIn } from "../../lib/host-names.js"
import { message, t } from "../../components/words.js"

/** @import { Limits } from "../../lib/types.js" */
/** @import { Problems } from "../../components/problem.js" */
/** @import { Values } from "./setting-rules.js" */

/** What customers feel first, then what only a network has to do with. @type {{name: keyof Limits, least: number, most: number}[]} */
export const LIMITS = [
  { name: "orders_per_minute", least: 1, most: 600 },
  { name: "unpaid_orders", least: 1, most: 100 },
  { name: "kiosk_orders_per_minute", least: 1, most: 600 },
  { name: "lookups_per_minute", least: 1, most: 600 },
  { name: "unknown_orders_per_minute", least: 1, most: 600 },
  { name: "sockets", least: 1, most: 1_000 },
  { name: "messages_per_minute", least: 10, most: 6_000 },
  { name: "connections", least: 16, most: 10_000 },
]
const MOST_NAMES = 10

/** @param {Values} values @returns {Problems} */
export function limitProblems(values) {
  return outsideOf(LIMITS, values)
}

/** @param {{name: string, least: number, most: number}[]} bounds @param {Values} values @returns {Problems} */
function outsideOf(bounds, values) {
  const wrong = bounds.filter(({ name, least, most }) => values[name] === null || values[name] < least || values[name] > most)
  return Object.fromEntries(wrong.map(({ name, least, most }) => [name, message(() => t("settings.between", { least, most: most.toLocaleString("id-ID") }))]))
}

/** How many backups are kept. @type {{name: "hourly" | "daily" | "weekly", least: number, most: number}[]} */
export const BACKUPS_KEPT = [
  { name: "hourly", least: 1, most: 240 },
  { name: "daily", least: 0, most: 366 },
  { name: "weekly", least: 0, most: 520 },
]

/** @param {Values} values @returns {Problems} */
export function backupProblems(values) {
  return outsideOf(BACKUPS_KEPT, values)
}

/** @param {Values} values @returns {Problems} */
export function hostProblems(values) {
  const names = namesIn(values.host_names)
  if (names.length > MOST_NAMES) return { host_names: message(() => t("hosts.too_many", { most: MOST_NAMES })) }
  const wrong = names.find((name) => !isHostName(name))
  return wrong ? { host_names: message(() => t("hosts.wrong", { name: wrong })) } : {}
}
