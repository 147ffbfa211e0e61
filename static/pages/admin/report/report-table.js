// A table of a report: its most important rows, all rows on demand, and all of it as a file.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { reportFile } from "../shared/owner-api.js"
import { shown } from "./shown.js"

/** @import { Report } from "../../../lib/types.js" */
/** @import { Kind } from "./shown.js" */
/** @typedef {{key: string, kind: Kind, word?: string}} Column */

const FIRST = 10
/** A table with more columns takes the whole width. */
const WIDE = 4

/**
 * @param {{report: Report, table: string, rows: Record<string, any>[], columns: Column[],
 *   name: (row: any) => string}} props `name` is what a row is called
 */
export function ReportTable({ report, table, rows, columns, name }) {
  const [all, setAll] = useState(false)
  if (rows.length === 0) return null
  const id = `report-${table}`
  const few = all ? rows : rows.slice(0, FIRST)
  return html`
    <section class=${columns.length > WIDE ? "card report__card report__card--wide" : "card report__card"}
      aria-labelledby=${id}>
      <div class="report__head"><h3 class="head" id=${id}>${t(`report.table.${table}`)}</h3>
      <a class="button" href=${reportFile(table, report.from, report.to)} download
        aria-label=${t("report.download", { table: t(`report.table.${table}`) })}>
      <${Icon} name="download" />CSV</a></div>
      <p class="quiet">${t(`report.help.${table}`)}</p>
      <div class="report__scroll" role="group" tabindex="0" aria-labelledby=${id}>
        <table class="report__table">
          <thead><tr><th scope="col">${t(`report.row.${table}`)}</th>
          ${columns.map(({ key, word }) => html`<th key=${key} scope="col">${t(`report.col.${word ?? key}`)}</th>`)}
          </tr></thead>
          <tbody>${few.map(
            (row) => html`
            <tr key=${name(row)}><th scope="row">${name(row)}</th>
            ${columns.map(({ key, kind }) => html`<td key=${key}>${shown(kind, row[key])}</td>`)}</tr>`,
          )}</tbody>
        </table>
      </div>
      ${
        rows.length > FIRST &&
        html`<button type="button" class="button" onClick=${() => setAll(!all)}>
        ${all ? t("report.fewer") : t("report.all", { n: rows.length })}</button>`
      }
    </section>`
}
