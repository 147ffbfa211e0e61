// The cost of a cart, below its dishes: the server's bill, or what is known until the server answers. A sum that may
// still change looks different from a final one.

import { html } from "../vendor/preact/standalone.js"
import { rupiah } from "../lib/money.js"
import { BillRows } from "./bill-rows.js"
import { t } from "./words.js"

/** @import { OrderLine } from "../lib/types.js" */
/** @import { PriceNow } from "./use-price.js" */

/** @param {{now: PriceNow, cash?: boolean}} props `cash`: it is to be paid with coins */
export function PriceRows({ now: { state, total, price }, cash = false }) {
  const note = state === "counting" ? t("price.counting") : ""
  return html`
    <div class=${`summary price-rows price-rows--${state}`}>
      ${
        price
          ? html`<${FeeRows} lines=${price.lines} /><${BillRows} bill=${price.bill} note=${note} />`
          : html`<div class="total"><span>${state === "menu" ? t("cart.total") : t("bill.subtotal")}${
              note && html` <span class="price-rows__note">${note}</span>`
            }</span><span class="money">${rupiah(total)}</span></div>`
      }
      ${
        cash &&
        price &&
        price.total_in_cash !== price.total_amount &&
        html`<div><span class="quiet">${t("price.in_cash")}</span><span class="money">
      ${rupiah(price.total_in_cash)}</span></div>`
      }
      ${state === "later" && html`<p class="quiet" role="status">${t("price.later")}</p>`}
    </div>`
}

/** Fees that are charged in addition to the dishes. @param {{lines: OrderLine[]}} props */
function FeeRows({ lines }) {
  const fees = lines.filter((line) => line.fee)
  return fees.map(
    (fee) => html`<div key=${fee.fee} class="bill-row"><span class="quiet">${fee.name}</span>
    <span class="money">${rupiah(fee.line_total)}</span></div>`,
  )
}

/** The sum alone, as on a button. @param {{now: PriceNow}} props */
export function PriceSum({ now }) {
  return html`<span class="money">${isSure(now) ? rupiah(now.total) : `${rupiah(now.total)}…`}</span>`
}

/** The sum as it is read out. @param {PriceNow} now */
export const priceSaid = (now) => (isSure(now) ? rupiah(now.total) : t("price.counting"))

/** @type {Record<PriceNow["state"], boolean>} */
const IS_SURE = { menu: true, counted: true, counting: false, later: false }

const isSure = (/** @type {PriceNow} */ now) => IS_SURE[now.state]
