// Where the food goes, and for whom. Nothing here must be filled in.

import { html } from "../../vendor/preact/standalone.js"
import { IS_TAKEN_AWAY, ORDER_TYPES, TYPE_ICONS } from "../../lib/decisions.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { SaleDetails } from "./sale-rules.js" */
/** @import { OrderType } from "../../lib/types.js" */

/** What is typed. @typedef {"table_number" | "customer_name" | "note"} Part */

// More than these are quicker found in a list.
const MOST_BUTTONS = 12

/**
 * @param {object} props
 * @param {SaleDetails} props.details
 * @param {string[]} props.tables
 * @param {boolean} props.locked
 * @param {"" | "who"} [props.only] whom and which table alone
 * @param {(change: Partial<SaleDetails>) => void} props.onChange
 */
export function SaleDetailsForm({ details, tables, locked, only = "", onChange }) {
  const here = !IS_TAKEN_AWAY[details.order_type]
  const text = (/** @type {Part} */ name, /** @type {string} */ label, /** @type {number} */ most) => html`
    <${DetailField} name=${name} label=${label} most=${most} value=${details[name]} onChange=${onChange} />`
  return html`
    <div class="sale__details" inert=${locked}>
      ${only !== "who" && html`<${OrderTypes} value=${details.order_type} onChange=${onChange} />`}
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

/** @param {{value: OrderType, onChange: (change: Partial<SaleDetails>) => void}} props */
export function OrderTypes({ value, onChange }) {
  return html`
    <div class="seg" role="group" aria-label=${t("cart.where")}>
      ${ORDER_TYPES.map(
        (type) => html`
        <button key=${type} type="button" class="button" aria-pressed=${String(type === value)}
          onClick=${() => onChange({ order_type: type })}><${Icon} name=${TYPE_ICONS[type]} />
          <span>${t(`type.${type}`)}</span></button>`,
      )}
    </div>`
}

/**
 * @param {{name: Part, label: string, most: number, value: string, onChange: (change: Partial<SaleDetails>) =>
 *   void}} props
 */
export function DetailField({ name, label, most, value, onChange }) {
  return html`
    <div class="field">
      <label for=${`sale-${name}`}>${label}</label>
      <input class="input" id=${`sale-${name}`} maxlength=${most} autocomplete="off" value=${value}
        onInput=${(/** @type {any} */ event) => onChange({ [name]: event.target.value })} />
    </div>`
}

/** @param {{tables: string[], value: string, onPick: (table: string) => void}} props */
export function Tables({ tables, value, onPick }) {
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
