// What each way of paying looks like at the till, and whether more than what is owed can be handed over.

/** @import { PaymentMethod } from "../../lib/types.js" */

/** @type {Record<PaymentMethod, string>} */
export const METHOD_ICONS = { cash: "cash", qris: "qr", transfer: "change", card: "cash" }

/** @type {Record<PaymentMethod, boolean>} */
export const GIVES_CHANGE = { cash: true, qris: false, transfer: false, card: false }
