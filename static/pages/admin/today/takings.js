// The money of the day by payment method.

import { html } from "../../../vendor/preact/standalone.js"
import { rupiah } from "../../../lib/money.js"
import { language, t } from "../../../components/words.js"
import { figures } from "../shared/number.js"

/** @import { Report, Today } from "../../../lib/types.js" */

/** @param {{today: Today, usual: Report["usual"]}} props */
export function Takings({ today: { takings, by_method, placed, average, cancelled }, usual }) {
  const used = by_method.filter(
    ({ received, given_back, corrected }) => received > 0 || given_back > 0 || corrected !== 0,
  )
  return html`
    <section class="card today__card" aria-labelledby="today-takings">
      <h3 class="head" id="today-takings">${t("today.takings")}</h3>
      <p class="today__sum" role="status">${rupiah(takings)}</p>
      <p class="quiet">${t("today.takings_help")}</p>
      ${
        usual &&
        html`<p class="today__usual">${t("today.usual_by_now", { amount: rupiah(usual.received_by_now) })}
        <span class="quiet">${t("today.usual", { amount: rupiah(usual.received), n: usual.days })}</span></p>`
      }
      <dl class="facts">
        ${used.map(
          ({ method, given_back, corrected, total }) => html`
          <div key=${method}><dt>${t(`method.${method}`)}</dt><dd>${rupiah(total)}
          ${
            given_back > 0 &&
            html`<span class="quiet today__back">
          ${t("today.of_it_back", { amount: rupiah(given_back) })}</span>`
          }
          ${
            corrected !== 0 &&
            html`<span class="quiet today__back">
          ${t("today.of_it_corrected", { amount: rupiah(corrected) })}</span>`
          }</dd></div>`,
        )}
        <div><dt>${t("today.orders")}</dt><dd>${figures(placed.orders, language())}</dd></div>
        ${average !== null && html`<div><dt>${t("today.average")}</dt><dd>${rupiah(average)}</dd></div>`}
        ${cancelled > 0 && html`<div><dt>${t("today.cancelled")}</dt><dd>${figures(cancelled, language())}</dd></div>`}
      </dl>
    </section>`
}
