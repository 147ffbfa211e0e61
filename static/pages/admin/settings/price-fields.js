// Converts a price level or a fee into the fields of its form, and back.

import { IS_TAKEN_AWAY } from "../../../lib/decisions.js"
import { percent } from "../../../lib/bill.js"
import { rupiah } from "../../../lib/money.js"
import { language, message, t } from "../../../components/words.js"

/** @import { Problems } from "../../../components/problem.js" */
/** @import { Fee, OrderType, PriceLevel } from "../../../lib/types.js" */

/** Of price levels that are made here. */
export const NEW = "new"
const STEPS = [1, 100, 500, 1000]
export const STEP_OPTIONS = STEPS.map((step) => ({ value: String(step), label: rupiah(step) }))

/** Which fields a level has: the menu's own level only a name. @param {string} code */
export const isDineIn = (code) => isBasic(code) && !IS_TAKEN_AWAY[/** @type {OrderType} */ (code)]
/** @param {string} code */
export const isBasic = (code) => code in IS_TAKEN_AWAY

/** @param {PriceLevel | null} level nothing for a new one */
export function fieldsOfLevel(level) {
  return {
    name_id: level?.name.id ?? "",
    name_en: level?.name.en ?? "",
    is_on: level?.is_on ?? true,
    prices_include: level?.prices_include ?? "",
    charges_service: level?.charges_service ?? true,
    markup_bp: /** @type {number | null} */ (level?.markup_bp ?? 0),
    markup_step: level?.markup_step ?? 500,
    is_paid_in_app: level?.is_paid_in_app ?? false,
    commission_bp: /** @type {number | null} */ (level?.commission_bp ?? 0),
    commission_fixed: /** @type {number | null} */ (level?.commission_fixed ?? 0),
    charges_packaging: level?.charges_packaging ?? false,
    charges_delivery: level?.charges_delivery ?? false,
  }
}

/** @param {Fee} fee */
export function fieldsOfFee(fee) {
  return {
    name_id: fee.name.id,
    name_en: fee.name.en,
    amount: /** @type {number | null} */ (fee.amount),
    tax_class: fee.tax_class,
    carries_service: fee.carries_service,
  }
}

/**
 * What goes to the server for these fields.
 * @param {Record<string, any>} values
 * @param {string[]} touched
 * @returns {Record<string, any>}
 */
export function bodyOf(values, touched) {
  const { name_id, name_en } = values
  const others = touched.filter((field) => field !== "name_id" && field !== "name_en")
  const body = Object.fromEntries(others.map((field) => [field, values[field] ?? 0]))
  if ("prices_include" in body) body.prices_include ||= null
  if (others.length < touched.length) body.name = { id: name_id.trim(), en: name_en.trim() }
  return body
}

/** @param {Record<string, any>} values @returns {Problems} */
export function problemsOf(values) {
  if (!values.name_id.trim()) return { name_id: message(() => t("admin.name_missing")) }
  // More than the whole is a typing error.
  const wrong = ["markup_bp", "commission_bp"].find((field) => values[field] > 10_000)
  return wrong ? { [wrong]: message(() => t("settings.between", { least: "0%", most: "100%" })) } : {}
}

/** What a level is, in one breath. @param {PriceLevel} level */
export function saidOfLevel({ is_on, markup_bp, is_paid_in_app }) {
  if (!is_on) return t("prices.off")
  const prices = markup_bp ? t("prices.marked_up", { rate: percent(markup_bp, language()) }) : t("prices.as_menu")
  return [prices, is_paid_in_app && t("prices.in_app")].filter(Boolean).join(" · ")
}

/** @param {Fee} fee */
export const saidOfFee = ({ amount }) => (amount > 0 ? rupiah(amount) : t("prices.not_charged"))
