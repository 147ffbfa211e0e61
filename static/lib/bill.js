// The rows of a bill between the items and the total: discounts, additions, and what prices already include. A bill
// without any has no such rows, so most shops show a total and nothing else.

/** @import { Bill, Discount, OrderLine } from "./types.js" */

/**
 * `subtotal`; a discount by its row of the staff's view, or the sums that a customer is told; service and a tax
 * with their rates.
 * @typedef {{what: "subtotal" | "complimentary" | "line_discount" | "order_discount", amount: number}
 *   | {what: "discount", amount: number, discount: Discount, line: OrderLine | undefined}
 *   | {what: "service", amount: number, bp: number}
 *   | {what: "restaurant" | "vat" | "untaxed", amount: number, bp: number}} BillRow
 */

/**
 * `before` stands above the total and leads to it; `within` says what of the total is tax or service already.
 * @param {Bill} bill
 * @param {Discount[]} [discounts] with them each is a row of its own; without, their sums
 * @param {OrderLine[]} [lines] for what each discount of a line takes off
 * @returns {{before: BillRow[], within: BillRow[]}}
 */
export function billRows(bill, discounts = [], lines = []) {
  const off = discounts.length ? discounts.map((discount) => given(discount, bill, lines)) : sums(bill)
  const service = { what: /** @type {const} */ ("service"), amount: bill.service, bp: bill.service_bp }
  const taxes = bill.taxes.map((tax) => ({ what: tax.class, amount: tax.amount, bp: tax.rate_bp }))
  const services = bill.service ? [service] : []
  const onTop = ON_TOP[bill.prices_include]
  const before = [...off, ...(onTop.service ? services : []), ...(onTop.tax ? taxes : [])]
  const within = [...(onTop.service ? [] : services), ...(onTop.tax ? [] : taxes)]
  if (before.length) before.unshift({ what: "subtotal", amount: bill.gross })
  return { before, within }
}

/** What comes on top of the menu's prices. @type {Record<Bill["prices_include"], {service: boolean, tax: boolean}>} */
const ON_TOP = {
  nothing: { service: true, tax: true },
  tax: { service: true, tax: false },
  tax_and_service: { service: false, tax: false },
}

/** @param {Discount} discount @param {Bill} bill @param {OrderLine[]} lines @returns {BillRow} */
function given(discount, bill, lines) {
  const line = lines.find((each) => each.id === discount.line_id)
  const amount = discount.line_id === null ? bill.order_discount : (line?.parts?.line_discount ?? 0)
  return { what: "discount", amount: -amount, discount, line }
}

/** @param {Bill} bill @returns {BillRow[]} */
function sums({ complimentary, line_discounts, order_discount }) {
  /** @type {BillRow[]} */
  const rows = [
    { what: "complimentary", amount: -complimentary },
    { what: "line_discount", amount: -line_discounts },
    { what: "order_discount", amount: -order_discount },
  ]
  return rows.filter((row) => row.amount !== 0)
}

/** `1000` -> `10%`, `550` -> `5,5%` or `5.5%` @param {number} bp hundredths of a percent @param {string} language */
export function percent(bp, language) {
  const figures = String(bp / 100)
  return `${language === "id" ? figures.replace(".", ",") : figures}%`
}

/**
 * The hundredths of a percent in what was typed: «5,5», «5.5» and «10» in either language.
 * @param {string} typed
 * @returns {number | null} nothing where it is no number, or finer than the server counts
 */
export function basisPointsIn(typed) {
  const [, whole, fraction = ""] = /^(\d{1,3})(?:[.,](\d{0,2}))?$/.exec(typed.trim()) ?? []
  return whole === undefined ? null : Number(whole) * 100 + Number(fraction.padEnd(2, "0"))
}
