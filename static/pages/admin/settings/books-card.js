// The account numbers for bookkeeping, in two columns: they are short, and in one column they would fill a page.

import { html } from "../../../vendor/preact/standalone.js"
import { changeSettings } from "../shared/owner-api.js"
import { t } from "../../../components/words.js"
import { SettingCard } from "./setting-card.js"
import { SettingFields } from "./setting-fields.js"
import { patchOf, problemsOf, rowsOf, valuesOf } from "./setting-rules.js"

/** @import { CardProps } from "./settings-cards.js" */
/** @import { CardTools } from "./setting-card.js" */
/** @import { Values } from "./setting-rules.js" */

const ROWS = rowsOf("books")

/** @param {CardProps} props */
export function BooksCard({ settings, ...rest }) {
  const check = (/** @type {Values} */ values) => problemsOf(ROWS, values)
  const save = (/** @type {Values} */ changes) => changeSettings(patchOf(changes))
  return html`
    <${SettingCard} name="books" title=${t("settings.books")} server=${valuesOf(settings, ROWS)} check=${check}
      save=${save} ...${rest}>
      ${(/** @type {CardTools} */ tools) => html`
        <p class="field__hint">${t("settings.books_help")}</p>
        <div class="numbers">
          ${ROWS.map((row) => html`<${SettingFields} key=${row.key} rows=${[row]} tools=${tools} />`)}
        </div>`}
    </${SettingCard}>`
}
