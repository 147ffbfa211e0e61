// The tax classes that a form offers for something on the menu.

import { t } from "../../../components/words.js"

/** @import { Shop, TaxClass } from "../../../lib/types.js" */

/** @type {Record<TaxClass, () => string>} */
const TAX_CLASSES = {
  restaurant: () => t("tax_class.restaurant"),
  vat: () => t("tax_class.vat"),
  untaxed: () => t("tax_class.untaxed"),
}

export const taxOptions = () => Object.entries(TAX_CLASSES).map(([value, label]) => ({ value, label: label() }))

/** @param {string} value */
export const taxLabel = (value) => TAX_CLASSES[/** @type {TaxClass} */ (value)]?.() ?? value

/** Whether the shop collects any tax. @param {Pick<Shop["bill"], "restaurant_tax_bp" | "vat_bp">} bill */
export const hasTax = (bill) => bill.restaurant_tax_bp + bill.vat_bp > 0
