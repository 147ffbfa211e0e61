// A dish as the fields of its form, and back. Only what was touched is sent: the rest may be changed on another screen
// meanwhile.

import { message, t } from "../../../components/words.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { EditedItem, TaxClass } from "../../../lib/types.js" */

/**
 * @typedef {object} ItemFields
 * @property {string} name_id
 * @property {string} name_en
 * @property {string} description_id
 * @property {string} description_en
 * @property {number | null} price
 * @property {TaxClass} tax_class
 * @property {Record<string, number>} level_prices by the codes of price levels
 * @property {number} category_id
 * @property {string | null} station
 * @property {boolean} is_available
 * @property {number[]} modifier_group_ids
 * @property {string | null} photo
 */

/** @typedef {Partial<Record<keyof ItemFields | "other", Message>>} ItemProblems */

export const MAX_NAME_LENGTH = 60
export const MAX_DESCRIPTION_LENGTH = 300

/** @param {EditedItem | null} item nothing for a new one @param {number} category @returns {ItemFields} */
export function fieldsOf(item, category) {
  return {
    name_id: item?.name.id ?? "",
    name_en: item?.name.en ?? "",
    description_id: item?.description.id ?? "",
    description_en: item?.description.en ?? "",
    price: item?.price ?? null,
    tax_class: item?.tax_class ?? "restaurant",
    level_prices: item?.level_prices ?? {},
    category_id: item?.category_id ?? category,
    station: item?.station ?? null,
    is_available: item?.is_available ?? true,
    modifier_group_ids: item?.modifier_group_ids ?? [],
    photo: item?.photo_url ?? null,
  }
}

/**
 * What goes to the server for these fields.
 * @param {ItemFields} values
 * @param {string[]} touched
 * @returns {Partial<EditedItem>}
 */
export function bodyOf(values, touched) {
  /** @type {Partial<EditedItem>} */
  const body = {}
  const has = (/** @type {string[]} */ ...fields) => fields.some((field) => touched.includes(field))
  if (has("name_id", "name_en")) body.name = { id: values.name_id.trim(), en: values.name_en.trim() }
  if (has("description_id", "description_en"))
    body.description = { id: values.description_id.trim(), en: values.description_en.trim() }
  if (has("price")) body.price = values.price ?? 0
  if (has("tax_class")) body.tax_class = values.tax_class
  if (has("level_prices")) body.level_prices = values.level_prices
  if (has("category_id")) body.category_id = values.category_id
  if (has("station")) body.station = values.station?.trim() || null
  if (has("is_available")) body.is_available = values.is_available
  if (has("modifier_group_ids")) body.modifier_group_ids = values.modifier_group_ids
  return body
}

/** @param {ItemFields} values @returns {ItemProblems} */
export function problemsOf(values) {
  /** @type {ItemProblems} */
  const problems = {}
  if (!values.name_id.trim()) problems.name_id = message(() => t("admin.name_missing"))
  if (values.price === null) problems.price = message(() => t("admin.price_missing"))
  return problems
}

/** Under which field a refusal belongs. @type {Record<string, keyof ItemProblems>} */
export const FIELD_OF = {
  name: "name_id",
  description: "description_id",
  price: "price",
  level_prices: "level_prices",
  category_id: "category_id",
  station: "station",
  modifier_group_ids: "modifier_group_ids",
}
