// What is rung up, its total, and next to these, once it is paid, the method and the change.

import { html } from "../../vendor/preact/standalone.js"
import { BY_CODE, IN_CASH } from "../../lib/decisions.js"
import { qrisAddress } from "../../lib/api.js"
import { rupiah } from "../../lib/money.js"
import { rowLabel } from "../../components/bill-rows.js"
import { QrisCode } from "../../components/qris-code.js"
import { t } from "../../components/words.js"
import { Lines } from "./lines.js"

/** @import { BillRow } from "../../lib/bill.js" */
/** @import { Display, DisplayLine, DisplayPayment, DisplayRow, Menu, Shop } from "../../lib/types.js" */

/** @param {{shown: Display, menu: Menu | null, shop: Shop | null}} props */
export function Sale({ shown, menu, shop }) {
  const { lines, rows, total, payment, number } = shown
  const hasLines = lines.length > 0
  return html`
    <section class=${`ring ${hasLines ? "" : "ring--paying"}`}>
      ${
        hasLines &&
        html`
        <div class="ring__cart">
          <h1 class="ring__title"><span>${t("display.your_order")}</span>
          <span class="ring__count">${t("cart.items", { n: countOf(lines) })}</span></h1>
          <${Lines} lines=${lines} menu=${menu} />
          <div class="ring__sums">
            ${rows.filter((row) => !row.is_within).map((row) => html`<${Row} key=${row.what} row=${row} />`)}
            ${
              payment &&
              html`<div class="ring__small-total"><span>${t("cart.total")}</span><b class="money">
            ${rupiah(total)}</b></div>`
            }
          </div>
        </div>`
      }
      <div class="ring__side">
        ${
          payment
            ? html`<${Payment} payment=${payment} shop=${shop} number=${number ?? ""} />`
            : html`
            <p class="ring__total" role="status"><span>${t("cart.total")}</span><b class="money">
            ${rupiah(total)}</b></p>
            ${rows.filter((row) => row.is_within).map((row) => html`<${Row} key=${row.what} row=${row} within />`)}`
        }
      </div>
    </section>`
}

/** Items, also those of a long sale that have left the top. @param {DisplayLine[]} lines */
const countOf = (lines) => lines.reduce((sum, { fee, quantity }) => sum + (fee ? 0 : quantity), 0)

/** @param {{row: DisplayRow, within?: boolean}} props */
function Row({ row, within = false }) {
  const label = rowLabel(/** @type {BillRow} */ ({ what: row.what, amount: row.amount, bp: row.rate_bp ?? 0 }))
  return html`<div class="ring__row"><span>${within ? t("bill.included", { what: label }) : label}</span>
  <span class="money">${rupiah(row.amount)}</span></div>`
}

/** @param {{payment: DisplayPayment, shop: Shop | null, number: string}} props */
function Payment({ payment, shop, number }) {
  const { method, due, tendered, change } = payment
  const qris = BY_CODE[method] && shop?.qris
  if (qris) {
    return html`
      <h2 class="ring__how">${t("display.scan")}</h2>
      <${QrisCode} src=${qrisAddress(due)} amount=${due} qris=${qris} number=${number} />`
  }
  const hasGiven = IN_CASH[method] && tendered != null && tendered > due
  return html`
    <p class="ring__how">${t(`method.${method}`)}</p>
    <p class="ring__total" role="status"><span>${t("display.to_pay")}</span><b class="money">${rupiah(due)}</b></p>
    ${
      hasGiven &&
      html`
      <p class="ring__given"><span>${t("pay.received")}</span><b class="money">${rupiah(tendered)}</b></p>
      <p class="ring__change"><span>${t("pay.change")}</span><b class="money">${rupiah(change ?? 0)}</b></p>`
    }`
}
