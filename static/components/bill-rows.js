// The bill of an order in rows, for a summary: discounts, service and tax between the items and the total. One
// component for customers and staff, so that a bill reads the same on the phone, the kiosk and the till.

import { html } from "../vendor/preact/standalone.js"
import { billRows, percent } from "../lib/bill.js"
import { rupiah } from "../lib/money.js"
import { Icon } from "./icon.js"
import { language, t } from "./words.js"

/** @import { BillRow } from "../lib/bill.js" */
/** @import { Bill, Discount, OrderLine } from "../lib/types.js" */

/**
 * To stand in `.summary`. Of a bill that costs what the menu says there is only the total.
 * @param {object} props
 * @param {Bill} props.bill
 * @param {string} [props.note] next to the total
 * @param {Discount[]} [props.discounts] of the staff's view: each with its reason
 * @param {OrderLine[]} [props.lines] with `discounts`
 * @param {(discount: Discount) => void} [props.onTakeBack] while a discount can still be taken back
 */
export function BillRows({ bill, note = "", discounts, lines, onTakeBack }) {
  const { before, within } = billRows(bill, discounts, lines)
  return html`
    ${before.map(
      (row) => html`
      <div key=${keyOf(row)} class="bill-row"><span class="quiet">${rowLabel(row)}</span>
      <span class="bill-row__end"><span class="money">${rupiah(row.amount)}</span>
      ${
        onTakeBack &&
        row.what === "discount" &&
        html`<button type="button" class="button button--icon"
        aria-label=${t("bill.take_back", { discount: rowLabel(row) })} onClick=${() => onTakeBack(row.discount)}>
        <${Icon} name="trash" /></button>`
      }</span></div>`,
    )}
    <div class="total"><span>${t("cart.total")}${
      note && html` <span class="price-rows__note">${note}</span>`
    }</span><span class="money">${rupiah(bill.total)}</span></div>
    ${within.map(
      (row) => html`
      <div key=${keyOf(row)} class="bill-row"><span class="quiet">${t("bill.included", { what: rowLabel(row) })}</span>
      <span class="quiet money">${rupiah(row.amount)}</span></div>`,
    )}`
}

/** @param {BillRow} row */
const keyOf = (row) => (row.what === "discount" ? `discount-${row.discount.id}` : row.what)

/** What a row is called. @param {BillRow} row */
export function rowLabel(row) {
  switch (row.what) {
    case "subtotal":
      return t("bill.subtotal")
    case "complimentary":
      return t("bill.complimentary")
    case "line_discount":
      return t("bill.line_discounts")
    case "order_discount":
      return t("bill.discount")
    case "discount":
      return discountLabel(row.discount, row.line)
    case "service":
      return t("bill.service", { rate: percent(row.bp, language()) })
    case "restaurant":
      return t("bill.restaurant_tax", { rate: percent(row.bp, language()) })
    case "vat":
      return t("bill.vat", { rate: percent(row.bp, language()) })
    case "untaxed":
      return t("bill.untaxed")
    default:
      ;/** @satisfies {never} */ (row)
      return ""
  }
}

/**
 * «Diskon 10% · Member», «Gratis: Soto Ayam · Permintaan maaf»
 * @param {Discount} discount
 * @param {OrderLine} [line]
 */
export function discountLabel({ kind, percent_bp, reason }, line) {
  const rate = percent_bp === null ? "" : percent(percent_bp, language())
  const what = kind === "complimentary" ? t("bill.complimentary") : [t("bill.discount"), rate].filter(Boolean).join(" ")
  return [line ? `${what}: ${line.name}` : what, reason].filter(Boolean).join(" · ")
}
