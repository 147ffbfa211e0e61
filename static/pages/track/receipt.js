// A receipt as rows, made on the phone from the order: a shop without a printer has no other, and it also works after
// the phone has left the shop's Wi-Fi.

import { isHandedOver } from "../../lib/decisions.js"
import { billRows } from "../../lib/bill.js"
import { rupiah } from "../../lib/money.js"
import { activeLines, choices } from "../../lib/orders.js"
import { clockTime, fullDay } from "../../lib/time.js"
import { rowLabel } from "../../components/bill-rows.js"
import { language, t } from "../../components/words.js"

/** @import { Order, Shop } from "../../lib/types.js" */

/**
 * `pair` has an amount at its right end; `rule` is a line across.
 * @typedef {{kind: "title" | "number" | "center" | "small", text: string}
 *   | {kind: "pair" | "total", text: string, amount: string}
 *   | {kind: "rule"}} ReceiptRow
 */

/** Whether it is a sale with nothing open: what a receipt says does not change any more. @param {Order} order */
export const isReceipt = (order) => isHandedOver(order) && order.paid_amount > 0 && order.rest_amount === 0

/** @type {ReceiptRow} */
const RULE = { kind: "rule" }

/** @param {Order} order @param {Shop | null} shop */
export function receiptRows(order, shop) {
  const { before, within } = billRows(order.bill)
  /** @type {ReceiptRow[]} */
  const rows = [
    ...(shop ? [center("title", shop.name), center("center", shop.street_address)] : []),
    center("number", order.number),
    center("center", placedAt(order, shop)),
    center("center", whereOf(order)),
    RULE,
    ...activeLines(order).flatMap((line) => [
      pair(`${line.quantity}× ${line.name}`, line.line_total),
      center("small", choices(line)),
    ]),
    RULE,
    ...before.map((row) => pair(rowLabel(row), row.amount)),
    { ...pair(t("cart.total"), order.bill.total), kind: "total" },
    ...within.map((row) => pair(t("bill.included", { what: rowLabel(row) }), row.amount)),
    pair(t("track.paid"), order.paid_amount),
    ...(order.refunded_amount > 0 ? [pair(t("track.refunded"), order.refunded_amount)] : []),
    RULE,
    center("center", t("receipt.thanks")),
  ]
  return rows.filter((row) => row.kind === "rule" || row.text !== "")
}

/** Day and time of the order, on the shop's clock. @param {Order} order @param {Shop | null} shop */
export function placedAt({ created_at }, shop) {
  const zone = shop?.time_zone
  return `${fullDay(created_at, language(), zone)} · ${clockTime(created_at, language(), zone)}`
}

/** @param {Order} order */
function whereOf({ order_type, table_number, customer_name }) {
  const where = table_number ? t("type.table", { table: table_number }) : t(`type.${order_type}`)
  return [where, customer_name].filter(Boolean).join(" · ")
}

/** @param {"title" | "number" | "center" | "small"} kind @param {string} text @returns {ReceiptRow} */
const center = (kind, text) => ({ kind, text })

/** @param {string} text @param {number} amount */
const pair = (text, amount) => ({ kind: /** @type {const} */ ("pair"), text, amount: rupiah(amount) })
