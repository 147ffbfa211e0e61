// Words for settings in the history: the labels of their cards, and their values as people write them.

import { clockTime, fullDay } from "../../../lib/time.js"
import { language, t } from "../../../components/words.js"
import { SETTINGS } from "../settings/setting-table.js"
import { merchantOf } from "../settings/qris-merchant.js"
import { labelOf, saidOf } from "../settings/setting-words.js"

/** What is no setting, and yet of the shop as a whole. @type {Record<string, () => string>} */
const OTHERS = {
  clock: () => t("history.clock"),
  numbers_from: () => t("history.numbers_from"),
  restored_from: () => t("history.restored_from"),
  printed_url: () => t("history.printed_url"),
}

const rowOf = (/** @type {string} */ field) => SETTINGS.find(({ key }) => key === field)

/** @param {string} field @returns {string | undefined} nothing for one this page does not know */
export function settingLabel(field) {
  const row = rowOf(field)
  if (!row) return OTHERS[field]?.()
  return row.group === "limits" ? t("history.limit", { limit: labelOf(row) }) : labelOf(row)
}

/** @param {string} field @param {string} value */
export function settingSaid(field, value) {
  const row = rowOf(field)
  if (field === "clock") return `${fullDay(value, language())}, ${clockTime(value, language())}`
  if (!row) return value
  if (row.kind === "picture") return value ? t("history.a_picture") : t("history.no_picture")
  if (row.kind === "qris") return merchantOf(value) || t("history.no_code")
  if (field === "preferred_interface") return value || t("address.automatic")
  return saidOf(row, value) || (row.kind === "choices" ? t("history.nobody") : value)
}
