// Notices about the cart after a change of the menu: what sold out, and what costs something else now.

import { rupiah } from "../lib/money.js"
import { t } from "./words.js"

/** @import { CartChanges } from "../lib/menu.js" */

/** @param {CartChanges} changes @returns {string} nothing when there is none */
export function cartChangesText({ gone, without, repriced }) {
  const phrases = [
    ...without.map(({ name, options }) => t("cart.without", { name, options: options.join(", ") })),
    ...[...new Map(repriced.map((each) => [each.name, each])).values()].map(({ name, price }) =>
      t("cart.repriced", { name, price: rupiah(price) }),
    ),
  ]
  if (gone.length > 0) phrases.unshift(t("cart.gone", { name: [...new Set(gone)].join(", ") }))
  return phrases.join(" ")
}
