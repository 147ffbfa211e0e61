// The lines of a sales report, from menu prices to money received, each with an explanation.

import { html } from "../../../vendor/preact/standalone.js"
import { rupiah } from "../../../lib/money.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"

/** @import { Report } from "../../../lib/types.js" */
/** @typedef {Report["sales"]} Sales */

/** Which figures a line adds up. @type {[string, (sales: Sales) => number, ("sum" | "")?][]} */
const LINES = [
  ["gross", (it) => it.gross],
  ["discounts", (it) => -(it.line_discounts + it.order_discounts)],
  ["complimentary", (it) => -it.complimentary],
  ["service_within", (it) => -it.service_within],
  ["refunded_net", (it) => -it.refunded_net],
  ["net", (it) => it.net, "sum"],
  ["service", (it) => it.service],
  ["tax", (it) => it.tax - it.tax_within],
  ["total", (it) => it.total, "sum"],
  ["rounding", (it) => it.rounding],
  ["deposits_taken", (it) => it.deposits_taken],
  ["deposits_used", (it) => -it.deposits_used],
  ["deposits_returned", (it) => -it.deposits_returned],
  ["claims_taken", (it) => it.claims_taken],
  ["claims_settled", (it) => -it.claims_settled],
  ["received", (it) => it.received + it.corrected - it.given_back, "sum"],
]

/** @param {{report: Report}} props */
export function SalesLines({ report }) {
  const { sales, difference, misfits } = report
  const lines = LINES.map(([name, of, kind]) => ({ name, amount: of(sales), isSum: kind === "sum" }))
  return html`
    <section class="card report__card" aria-labelledby="report-sales">
      <h3 class="head" id="report-sales">${t("report.sales")}</h3>
      <div class="figures">
        ${lines
          .filter(({ amount, isSum }) => isSum || amount !== 0)
          .map(
            ({ name, amount, isSum }) => html`
          <details key=${name} class=${isSum ? "figure figure--sum" : "figure"}>
            <summary><span>${t(`report.figure.${name}`)}</span><b>${rupiah(amount)}</b></summary>
            <p class="quiet">${t(`report.means.${name}`)}</p>
          </details>`,
          )}
      </div>
      ${
        sales.tax_within > 0 &&
        html`<p class="quiet">${t("report.tax_within", { amount: rupiah(sales.tax_within) })}</p>`
      }
      ${
        difference === 0 && misfits.length === 0
          ? html`<p class="report__fits"><${Icon} name="check" />${t("report.fits")}</p>`
          : html`<div class="banner banner--danger" role="alert"><${Icon} name="alert" />
        <p>${t("report.misfit", { amount: rupiah(difference), orders: misfits.map(({ number }) => number).join(", ") })}
        </p></div>`
      }
    </section>`
}
