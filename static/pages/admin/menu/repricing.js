// The fields of a change of many prices, as the server takes it.

/** @import { Repricing } from "../../../lib/types.js" */

/**
 * @typedef {object} RepricingFields
 * @property {string} category its number, or nothing for every item
 * @property {string} level the code of a price list, or nothing for the menu's prices
 * @property {boolean} down
 * @property {"percent" | "amount"} kind
 * @property {number | null} percent in hundredths
 * @property {number | null} amount in rupiah
 * @property {number} step
 */

/**
 * @param {RepricingFields} fields
 * @returns {Repricing | null} nothing as long as it is not said by how much
 */
export function repricingOf({ category, level, down, kind, percent, amount, step }) {
  const by = (kind === "percent" ? percent : amount) ?? 0
  if (by === 0) return null
  const signed = down ? -by : by
  return {
    category_id: category ? Number(category) : null,
    level: level || null,
    step,
    ...(kind === "percent" ? { by_bp: signed } : { by_amount: signed }),
  }
}
