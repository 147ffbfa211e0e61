// A field for the customer's table, from the shop's tables, with an option for customers without one.

import { html } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

// Not a name a table could have: they are trimmed.
export const NO_TABLE = " "

/**
 * @param {{tables: string[], value: string, insist: boolean, onPick: (table: string) => void}} props nothing is picked
 *   at first: the wrong table is worse than none
 */
export function TableField({ tables, value, insist, onPick }) {
  // The scanned code may name a table that has since left the list.
  const all = !value || value === NO_TABLE || tables.includes(value) ? tables : [value, ...tables]
  return html`
    <div class="field">
      <label for="table">${t("cart.table")}</label>
      <span class="select">
        <select class="input" id="table" required aria-invalid=${insist ? "true" : undefined}
          aria-describedby="table-problem" onChange=${(/** @type {any} */ event) => onPick(event.target.value)}>
          <option value="" disabled hidden selected=${!value}>${t("cart.choose_table")}</option>
          ${all.map(
            (table) => html`<option key=${table} value=${table} selected=${table === value}>
          ${t("type.table", { table })}</option>`,
          )}
          <option value=${NO_TABLE} selected=${value === NO_TABLE}>${t("cart.no_table")}</option>
        </select>
        <${Icon} name="unfold" />
      </span>
      <p class="problem" id="table-problem" role="alert">${
        insist &&
        html`<${Icon} name="alert" />
      ${t("cart.table_missing")}`
      }</p>
    </div>`
}
