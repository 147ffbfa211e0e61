// Where the food goes, and for whom. Nothing here must be filled in.

import { html } from "../../vendor/preact/standalone.js"
import { IS_TAKEN_AWAY, ORDER_TYPES, TYPE_ICONS } from "../../lib/decisions.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { SaleDetails } from "./sale-rules.js" */
/** @import { OrderType } from "../../lib/types.js" */

// More than these are quicker found in a list.
const MOST_BUTTONS = 12

/**
 * @param {object} props
 * @param {SaleDetails} props.details
 * @param {string[]} props.tables
 * @param {boolean} props.locked
 * @param {"" | "who"} [props.only] whom and which table alone
 * @param {any} [props.prices] at which prices, where there are several
 * @param {(change: Partial<SaleDetails>) => void} props.onChange
 */
export function SaleDetailsForm({ details, tables, locked, only = "", prices, onChange }) {
  const here = !IS_TAKEN_AWAY[details.order_type]
  const text = (
    /** @type {"table_number" | "customer_name" | "note"} */ name,
    /** @type {string} */ label,
    /** @type {number} */ most,
  ) => html`
    <div class="field">
      <label for=${`sale-${name}`}>${label}</label>
      <input class="input" id=${`sale-${name}`} maxlength=${most} autocomplete="off" value=${details[name]}
        onInput=${(/** @type {any} */ event) => onChange({ [name]: event.target.value })} />
    </div>`
  return html`
    <div class="sale__details" inert=${locked}>
      ${
        only !== "who" &&
        html`<div class="sale__where">${prices}
        <div class="seg" role="group" aria-label=${t("cart.where")}>
        ${ORDER_TYPES.map(
          (type) => html`
          <button key=${type} type="button" class="button" aria-pressed=${String(type === details.order_type)}
            onClick=${() => onChange({ order_type: type })}><${Icon} name=${TYPE_ICONS[type]} />
          ${t(`type.${type}`)}</button>`,
        )}
      </div></div>`
      }
      ${
        here &&
        tables.length > 0 &&
        html`<${Tables} tables=${tables} value=${details.table_number}
        onPick=${(/** @type {string} */ table_number) => onChange({ table_number })} />`
      }
      <div class="sale__who">
        ${here && tables.length === 0 && text("table_number", t("sale.table"), 10)}
        ${text("customer_name", t("sale.name"), 60)}
        ${only !== "who" && text("note", t("menu.note"), 200)}
      </div>
    </div>`
}

/** @param {{tables: string[], value: string, onPick: (table: string) => void}} props */
function Tables({ tables, value, onPick }) {
  if (tables.length > MOST_BUTTONS) {
    return html`
      <div class="field">
        <label for="sale-table">${t("sale.table")}</label>
        <select class="input" id="sale-table" onChange=${(/** @type {any} */ event) => onPick(event.target.value)}>
          <option value="" selected=${value === ""}>${t("sale.no_table")}</option>
          ${tables.map(
            (table) => html`<option key=${table} value=${table} selected=${table === value}>
          ${t("type.table", { table })}</option>`,
          )}
        </select>
      </div>`
  }
  return html`
    <div class="sale__tables" role="group" aria-label=${t("sale.table")}>
      <span aria-hidden="true">${t("sale.table")}</span>
      ${tables.map(
        (table) => html`
        <button key=${table} type="button" class="button" aria-label=${t("type.table", { table })}
          aria-pressed=${String(table === value)} onClick=${() => onPick(table === value ? "" : table)}>
          ${table}</button>`,
      )}
    </div>`
}
