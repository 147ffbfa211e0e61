// Asks one question at a time: eat here or take away, then which table.

import { html } from "../../vendor/preact/standalone.js"
import { ORDER_TYPES, TYPE_ICONS } from "../../lib/decisions.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { PadField } from "./pad-field.js"
import { t } from "../../components/words.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { OrderType } from "../../lib/types.js" */

// As long as a table may be called.
const MAX_LENGTH = 12

/** @param {{state: LiveState, onPick: (type: OrderType) => void, onBack: () => void}} props */
export function AskOrderType({ state, onPick, onBack }) {
  return html`
    <main class="attract ask">
      <${Head} onBack=${onBack} />
      <h1 class="ask__title" tabindex="-1">${t("cart.where")}</h1>
      <div class="types">
        ${ORDER_TYPES.map(
          (type) => html`
          <button key=${type} type="button" class="button type" onClick=${() => onPick(type)}>
          <${Icon} name=${TYPE_ICONS[type]} />${t(`type.${type}`)}</button>`,
        )}
      </div>
      <p class="attract__foot"><${ConnectionBadge} state=${state} /></p>
    </main>`
}

/**
 * @param {{state: LiveState, tables: string[], table: string, onTable: (table: string) => void, onDone: () => void,
 *   onBack: () => void}} props
 */
export function AskTable({ state, tables, table, onTable, onDone, onBack }) {
  const pick = (/** @type {string} */ one) => {
    onTable(one)
    onDone()
  }
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    onDone()
  }
  return html`
    <main class="attract ask">
      <${Head} onBack=${onBack} />
      <h1 class="ask__title" tabindex="-1">${t("kiosk.ask_table")}</h1>
      ${
        tables.length > 0
          ? html`
          <ul class="tables">
            ${tables.map(
              (one) => html`<li key=${one}>
            <button type="button" class="button table" aria-pressed=${String(one === table)} onClick=${() => pick(one)}>
            ${one}</button></li>`,
            )}
          </ul>
          <button type="button" class="button button--big ask__skip" onClick=${() => pick("")}>
          ${t("kiosk.no_table")}</button>`
          : html`
          <form class="ask__form" onSubmit=${submit}>
            <${PadField} id="table" label=${t("cart.table")} hint=${t("cart.table")} kind="figures" always
              value=${table} most=${MAX_LENGTH} onText=${onTable} />
            <button class=${`button button--big button--wide ${table ? "button--primary" : ""}`}>
            ${table ? t("cart.go_on") : t("kiosk.no_table")}</button>
          </form>`
      }
      <p class="attract__foot"><${ConnectionBadge} state=${state} /></p>
    </main>`
}

/** @param {{onBack: () => void}} props */
function Head({ onBack }) {
  return html`
    <div class="ask__head">
      <button type="button" class="button" onClick=${onBack}><${Icon} name="left" />${t("common.back")}</button>
      <${LanguageSwitch} />
    </div>`
}
