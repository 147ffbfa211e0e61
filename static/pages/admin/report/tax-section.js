// The section of the tax on food and drink: a month with a row for each day, and the figures that the tax form asks
// for.

import { html } from "../../../vendor/preact/standalone.js"
import { rupiah } from "../../../lib/money.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Field } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { language, t } from "../../../components/words.js"
import { figures } from "../shared/number.js"
import { fetchReport, fetchToday, reportFile } from "../shared/owner-api.js"
import { useRefetchOnEvent } from "../shared/use-refetch-on-event.js"
import { daysOfMonth, monthOf } from "./spans.js"

/** @import { Report, Shop } from "../../../lib/types.js" */
/** @import { HashRoute } from "../use-hash-route.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @typedef {Report["days"][number]} Day */

/** On paper, for a number that is not in the settings. */
const ROOM = "____________________"

/** What a day has, and how it is added up. @type {[string, (day: Day) => number][]} */
const COLUMNS = [
  ["gross", (day) => day.gross],
  ["off", (day) => day.discounts + day.complimentary],
  ["service", (day) => day.service],
  ["base", (day) => day.restaurant_base],
  ["tax", (day) => day.restaurant_tax],
  ["refunded", (day) => day.refunded],
]

/** @param {{editor: MenuEditor, route: HashRoute, shop: Shop | null, stale: boolean}} props */
export function TaxSection({ editor, route, shop, stale }) {
  const wanted = monthOf(route.kind)
  const ask = async () => {
    const { day } = await fetchToday()
    const { from, to } = daysOfMonth(wanted || day.slice(0, 7), day)
    return fetchReport(from, to)
  }
  const report = useRefetchOnEvent(ask, wanted, editor.onSignedOut)
  const choose = (/** @type {any} */ event) => monthOf(event.target.value) && route.replace(`tax/${event.target.value}`)
  const month = wanted || report?.from.slice(0, 7) || ""
  return html`
    <div class="page report" inert=${stale}>
      <div class="report__head"><h2 class="head">${t("tax.title")}</h2>
      <button type="button" class="button" onClick=${() => print()}><${Icon} name="print" />
      ${t("report.print")}</button></div>
      <div class="report__own">
        <${Field} id="tax-month" label=${t("tax.month")}>
          ${(/** @type {any} */ attributes) => html`<input class="input" type="month" ...${attributes} value=${month}
            onChange=${choose} />`}
        </${Field}>
      </div>
      ${
        report
          ? html`<${Month} report=${report} name=${shop?.name ?? ""} />`
          : html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`
      }
    </div>`
}

/** @param {{report: Report, name: string}} props */
function Month({ report, name }) {
  const { days, restaurant_tax_bp: rate, npwpd, nopd, from, to } = report
  const open = days.filter((day) => day.orders > 0 || day.cancelled > 0 || day.refunded > 0)
  const sum = (/** @type {(day: Day) => number} */ of) => open.reduce((all, day) => all + of(day), 0)
  const [base, tax] = [sum((day) => day.restaurant_base), sum((day) => day.restaurant_tax)]
  const reckoned = Math.round((base * rate) / 10_000)
  const count = (/** @type {number} */ n) => figures(n, language())
  return html`
    <section class="card report__card" aria-labelledby="tax-form">
      <h3 class="head" id="tax-form">${t("tax.form")}</h3>
      <p class="tax__shop"><b>${name}</b> · ${from} – ${to}</p>
      <p class="tax__numbers"><span>NPWPD: ${npwpd || ROOM}</span><span>NOPD: ${nopd || ROOM}</span></p>
      <dl class="facts">
        <div><dt>${t("tax.base")}</dt><dd>${rupiah(base)}</dd></div>
        <div><dt>${t("tax.due", { rate: figures(rate / 100, language(), 2) })}</dt><dd>${rupiah(reckoned)}</dd></div>
        <div><dt>${t("tax.billed")}</dt><dd>${rupiah(tax)}</dd></div>
        <div><dt>${t("tax.difference")}</dt><dd>${rupiah(tax - reckoned)}</dd></div>
      </dl>
      <p class="quiet">${t("tax.help")}</p>
    </section>
    <section class="card report__card" aria-labelledby="tax-days">
      <div class="report__head"><h3 class="head" id="tax-days">${t("tax.days")}</h3>
      <a class="button" href=${reportFile("days", from, to)} download
        aria-label=${t("report.download", { table: t("tax.days") })}>
      <${Icon} name="download" />CSV</a></div>
      ${
        open.length === 0
          ? html`<p class="quiet">${t("report.empty")}</p>`
          : html`<div class="report__scroll" role="group" tabindex="0" aria-labelledby="tax-days">
        <table class="report__table">
          <thead><tr><th scope="col">${t("report.row.days")}</th><th scope="col">${t("tax.bills")}</th>
          <th scope="col">${t("report.col.orders")}</th>
          ${COLUMNS.map(([key]) => html`<th key=${key} scope="col">${t(`tax.col.${key}`)}</th>`)}
          <th scope="col">${t("report.col.cancelled")}</th></tr></thead>
          <tbody>${open.map(
            (day) => html`
            <tr key=${day.day}><th scope="row">${day.day}</th>
            <td>${day.first ? `${day.first} – ${day.last}` : "–"}</td><td>${count(day.orders)}</td>
            ${COLUMNS.map(([key, of]) => html`<td key=${key}>${rupiah(of(day))}</td>`)}
            <td>${count(day.cancelled)}</td></tr>`,
          )}</tbody>
          <tfoot><tr><th scope="row">${t("tax.sum")}</th><td></td><td>${count(sum((day) => day.orders))}</td>
          ${COLUMNS.map(([key, of]) => html`<td key=${key}>${rupiah(sum(of))}</td>`)}
          <td>${count(sum((day) => day.cancelled))}</td></tr></tfoot>
        </table></div>`
      }
    </section>`
}
