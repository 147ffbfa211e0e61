// The card of tables: added in a series or one by one, and removed.

import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact/standalone.js"
import { changeTables } from "../shared/owner-api.js"
import { numbered, tableProblems } from "./tables.js"
import { drawMissing } from "../printers/print-pictures.js"
import { FieldMessages, NumberInput } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { message, t } from "../../../components/words.js"
import { SettingCard } from "./setting-card.js"

/** @import { CardTools } from "./setting-card.js" */
/** @import { NamedTable } from "./tables.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { MenuActions } from "../menu/use-menu-actions.js" */

const LONGEST = 12

/** @param {{tables: NamedTable[], editor: MenuEditor, actions: MenuActions, onSaved: () => Promise<unknown>}} props */
export function TablesCard({ tables, ...rest }) {
  const check = (/** @type {Record<string, any>} */ values) =>
    Object.fromEntries(
      tableProblems(values.tables).map(({ at, twice }) => [
        `table-${at}`,
        message(() => (twice ? t("tables.twice", { table: values.tables[at].name.trim() }) : t("tables.missing"))),
      ]),
    )
  const save = (/** @type {Record<string, any>} */ changes) =>
    changeTables(changes.tables.map((/** @type {NamedTable} */ table) => ({ ...table, name: table.name.trim() }))).then(
      () => {
        drawMissing().catch(() => {})
      },
    )
  return html`
    <${SettingCard} name="tables" title=${t("tables.title")} server=${{ tables }} check=${check} save=${save}
      ...${rest}>
      ${(/** @type {CardTools} */ tools) => html`<${Tables} ...${tools} />`}
    </${SettingCard}>`
}

/** @param {CardTools} props */
function Tables({ values, set, field }) {
  const [count, setCount] = useState(/** @type {number | null} */ (null))
  /** @type {NamedTable[]} */
  const tables = values.tables
  const put = (/** @type {NamedTable[]} */ next) => set("tables", next)
  const added = useRef(false)
  const add = () => {
    added.current = true
    put([...tables, { name: nextNumber(tables) }])
  }
  useLayoutEffect(() => {
    if (added.current)
      /** @type {HTMLInputElement | null} */ (document.getElementById(`setting-table-${tables.length - 1}`))?.select()
    added.current = false
  }, [tables.length])
  return html`
    <p class="field__hint">${t("tables.help")}</p>
    <div class="tables__many">
      <${NumberInput} id="tables-count" label=${t("tables.up_to")} unit="" value=${count} onNumber=${setCount} />
      <button type="button" class="button" disabled=${!count} onClick=${() => {
        put(numbered(tables, count ?? 0))
        setCount(null)
      }}><${Icon} name="plus" />${t("tables.make")}</button>
    </div>
    <p class="strong" role="status">${t("tables.count", { n: tables.length })}</p>
    <ul class="tables">
      ${tables.map((table, at) => {
        const { id, problem } = field(`table-${at}`)
        return html`
          <li key=${at}>
            <input class="input" id=${id} maxlength=${LONGEST} autocomplete="off"
              aria-label=${t("tables.name", { n: at + 1 })} aria-invalid=${problem ? "true" : undefined}
                aria-describedby=${problem ? `${id}-problem` : undefined}
              value=${table.name}
                onInput=${(/** @type {any} */ event) =>
                  put(tables.map((each, index) => (index === at ? { ...each, name: event.target.value } : each)))} />
            <button type="button" class="button button--icon" aria-label=${t("tables.remove", { table: table.name })}
              onClick=${() => put(tables.filter((_, index) => index !== at))}><${Icon} name="close" /></button>
            <${FieldMessages} id=${id} problem=${problem} />
          </li>`
      })}
    </ul>
    <${FieldMessages}
      ...${field("tables", (/** @type {NamedTable[]} */ there) => there.map((table) => table.name).join(", "))} />
    <button type="button" class="button button--plain" onClick=${add}><${Icon} name="plus" />${t("tables.add")}</button>
    <div class="tables__cards"><p class="field__hint">${t("tables.cards_help")}</p>
    <a class="button" href="/admin/cards"><${Icon} name="qr" />${t("tables.cards")}</a></div>`
}

/** @param {NamedTable[]} tables */
function nextNumber(tables) {
  const figures = tables.map((table) => Number(table.name)).filter((n) => Number.isInteger(n))
  return String(Math.max(0, ...figures) + 1)
}
