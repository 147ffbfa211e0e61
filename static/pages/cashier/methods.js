// What each way of paying looks like at the till, and which are offered.

/** @import { PaymentMethod, Shop } from "../../lib/types.js" */

/** @type {Record<PaymentMethod, string>} */
export const METHOD_ICONS = { cash: "cash", qris: "qr", transfer: "change", card: "cash", app: "phone" }

/** @type {PaymentMethod[]} */
const CASH_ONLY = ["cash"]

/**
 * The ways of paying that are offered for an order: in an app first, where its price level says so.
 * @param {Shop | null} shop
 * @param {{is_paid_in_app: boolean} | null} [level]
 * @returns {PaymentMethod[]}
 */
export function methodsFor(shop, level) {
  const offered = shop?.payment_methods ?? CASH_ONLY
  return level?.is_paid_in_app ? ["app", ...offered] : offered
}
