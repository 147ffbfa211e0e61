// Downloads the days of a report as entries of a general journal for the shop's bookkeeping.

import { html } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { booksFile } from "../shared/owner-api.js"

/** @import { Report } from "../../../lib/types.js" */

/** @param {{report: Report}} props */
export function BooksFiles({ report: { from, to, is_over } }) {
  return html`
    <section class="card report__card report__books" aria-labelledby="report-books">
      <h3 class="head" id="report-books">${t("report.books")}</h3>
      <p class="quiet">${t("report.books_help")}</p>
      ${!is_over && html`<p class="quiet">${t("report.books_open")}</p>`}
      <p class="report__files">
        ${
          (is_over || from < to) &&
          html`<a class="button" href=${booksFile(from, to, "csv")} download><${Icon} name="download" />
          ${t("report.books_csv")}</a>
          <a class="button" href=${booksFile(from, to, "jurnal")} download><${Icon} name="download" />
          ${t("report.books_jurnal")}</a>`
        }
        <a class="button" href="#settings/books"><${Icon} name="settings" />${t("report.books_accounts")}</a>
      </p>
    </section>`
}
