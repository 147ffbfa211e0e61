// The tables there are, by what stands on them: many at once, or one by one.

import { html, useState } from "../../vendor/preact/standalone.js"
import { changeTables } from "../../lib/owner-api.js"
import { numbered, tableProblems } from "../../lib/tables.js"
import { Beside, NumberLine } from "../../components/field.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"
import { SettingCard } from "./setting-card.js"

/** @import { CardTools } from "./setting-card.js" */
/** @import { Desk } from "./use-edited-menu.js" */
/** @import { MenuActs } from "./use-menu-acts.js" */

const LONGEST = 12

/** @param {{tables: string[], desk: Desk, acts: MenuActs, onSaved: () => Promise<unknown>}} props */
export function TablesCard({ tables, ...rest }) {
  const check = (/** @type {Record<string, any>} */ values) => Object.fromEntries(tableProblems(values.tables).map(({ at, twice }) => [`table-${at}`, twice ? t("tables.twice", { table: values.tables[at].trim() }) : t("tables.missing")]))
  const save = (/** @type {Record<string, any>} */ changes) => changeTables(changes.tables.map((/** @type {string} */ table) => table.trim()))
  return html`
    <${SettingCard} name="tables" title=${t("tables.title")} server=${{ tables }} check=${check} save=${save} ...${rest}>
      ${(/** @type {CardTools} */ tools) => html`<${Tables} ...${tools} />`}
    </${SettingCard}>`
}

/** @param {CardTools} props */
function Tables({ values, set, field }) {
  const [count, setCount] = useState(/** @type {number | null} */ (null))
  /** @type {string[]} */
  const tables = values.tables
  const put = (/** @type {string[]} */ next) => set("tables", next)
  const last = tables.length
  const add = () => {
    put([...tables, nextNumber(tables)])
    requestAnimationFrame(() => /** @type {HTMLInputElement | null} */ (document.getElementById(`setting-table-${last}`))?.select())
  }
  return html`
    <p class="field__hint">${t("tables.help")}</p>
    <div class="tables__many">
      <${NumberLine} id="tables-count" label=${t("tables.up_to")} unit="" value=${count} onNumber=${setCount} />
      <button type="button" class="button" disabled=${!count} onClick=${() => { put(numbered(tables, count ?? 0)); setCount(null) }}><${Icon} name="plus" />${t("tables.make")}</button>
    </div>
    <p class="strong" role="status">${t("tables.count", { n: tables.length })}</p>
    <ul class="tables">
      ${tables.map((table, at) => {
        const { id, problem } = field(`table-${at}`)
        return html`
          <li key=${at}>
            <input class="input" id=${id} maxlength=${LONGEST} autocomplete="off" aria-label=${t("tables.name", { n: at + 1 })} aria-invalid=${problem ? "true" : undefined} aria-describedby=${problem ? `${id}-problem` : undefined}
              value=${table} onInput=${(/** @type {any} */ event) => put(tables.map((each, place) => (place === at ? event.target.value : each)))} />
            <button type="button" class="button button--icon" aria-label=${t("tables.remove", { table })} onClick=${() => put(tables.filter((_, place) => place !== at))}><${Icon} name="close" /></button>
            <${Beside} id=${id} problem=${problem} />
          </li>`
      })}
    </ul>
    <${Beside} ...${field("tables", (/** @type {string[]} */ there) => there.join(", "))} />
    <button type="button" class="button button--plain" onClick=${add}><${Icon} name="plus" />${t("tables.add")}</button>`
}

/** @param {string[]} tables */
function nextNumber(tables) {
  const figures = tables.map(Number).filter((n) => Number.isInteger(n))
  return String(Math.max(0, ...figures) + 1)
}
