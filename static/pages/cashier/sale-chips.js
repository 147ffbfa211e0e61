// Where the food goes and for whom, folded into one row, so that the height is the lines' of the sale. What is typed or
// picked opens below its chip, one at a time; here or to go is one tap.

import { html, useLayoutEffect, useState } from "../../vendor/preact/standalone.js"
import { IS_TAKEN_AWAY } from "../../lib/decisions.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"
import { DetailField, OrderTypes, Tables } from "./sale-details.js"

/** @import { Part } from "./sale-details.js" */
/** @import { SaleDetails } from "./sale-rules.js" */

/**
 * @param {object} props
 * @param {SaleDetails} props.details
 * @param {string[]} props.tables
 * @param {boolean} props.locked
 * @param {any} [props.prices] at which prices, where there are several
 * @param {(change: Partial<SaleDetails>) => void} props.onChange
 */
export function SaleChips({ details, tables, locked, prices, onChange }) {
  const [wanted, setWanted] = useState(/** @type {Part | ""} */ (""))
  const here = !IS_TAKEN_AWAY[details.order_type]
  const open = wanted === "table_number" && !here ? "" : wanted
  useLayoutEffect(() => {
    if (open) document.getElementById(`sale-${open}`)?.focus()
  }, [open])
  const chip = (/** @type {Part} */ part, /** @type {string} */ label, shown = details[part].trim()) => html`
    <button type="button" class="button sale-chip" aria-expanded=${String(open === part)}
      onClick=${() => setWanted(open === part ? "" : part)}>
      <span>${shown ? html`<span class="sr">${label}: </span>${shown}` : label}</span><${Icon} name="down" small />
    </button>`
  const field = (/** @type {Part} */ name, /** @type {string} */ label, /** @type {number} */ most) => html`
    <${DetailField} key=${name} name=${name} label=${label} most=${most} value=${details[name]} onChange=${onChange} />`
  const table = details.table_number.trim()
  return html`
    <div class="sale__details" inert=${locked}>
      ${prices}
      <div class="sale-chips">
        <${OrderTypes} value=${details.order_type} onChange=${onChange} />
        ${here && chip("table_number", t("sale.table"), table && t("type.table", { table }))}
        ${chip("customer_name", t("sale.name"))}
        ${chip("note", t("menu.note"))}
      </div>
      ${
        open === "table_number" &&
        (tables.length > 0
          ? html`<${Tables} tables=${tables} value=${details.table_number} onPick=${(
              /** @type {string} */ table_number,
            ) => {
              onChange({ table_number })
              setWanted("")
            }} />`
          : field("table_number", t("sale.table"), 10))
      }
      ${open === "customer_name" && field("customer_name", t("sale.name"), 60)}
      ${open === "note" && field("note", t("menu.note"), 200)}
    </div>`
}
