// The list on the left: four tabs with counts and the tables, or the results of a search in all of them. Orders with
// money to give back stay in sight on every tab, and so do guests who wait for an answer, so that none is forgotten:
// above the orders, and below the tables, which are what one looks for there.

import { html } from "../../vendor/preact/standalone.js"
import { isReady } from "../../lib/decisions.js"
import { filterOrders } from "../../lib/orders.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { isOwed, owesBack } from "./order-money.js"
import { OrderRow } from "./order-row.js"
import { arranged, asksForMore, holdsOf, inColumn, isLeftAlone, OPEN, TABLES, TABS } from "./order-tabs.js"
import { billsWithoutTable, tablesNow } from "./table-rules.js"
import { TableView } from "./table-view.js"
import { useMedia } from "./use-media.js"
import { useNow } from "../../components/use-now.js"
import { t } from "../../components/words.js"

/** @import { Order } from "../../lib/types.js" */
/** @import { Orders } from "../../lib/orders.js" */

/** Where all tabs stand side by side, and where they still do next to a chosen order. */
const WIDE = "(min-width: 100rem)"
const WIDER = "(min-width: 116rem)"

/**
 * @param {object} props
 * @param {Orders} props.orders
 * @param {string[]} props.tables
 * @param {string} props.tab
 * @param {string} props.wanted
 * @param {string} props.chosen
 * @param {Set<string>} props.ringing
 * @param {boolean} props.inert
 * @param {boolean} props.takesMoney whether who stands here may
 * @param {(tab: string) => void} props.onTab
 * @param {(order: Order) => void} props.onOpen
 * @param {(order: Order) => void} props.onPickedUp
 * @param {(table: string) => void} props.onTable a new order for it
 */
export function OrderList({
  orders,
  tables,
  tab,
  wanted,
  chosen,
  ringing,
  inert,
  takesMoney,
  onTab,
  onOpen,
  onPickedUp,
  onTable,
}) {
  const now = useNow(10_000)
  const words = wanted.trim().toLowerCase()
  const atTables = tab === TABLES && !words
  const occupied = tablesNow(tables, orders).filter(({ state }) => state !== "free").length
  const row = (/** @type {Order} */ order) => html`
    <${OrderRow} key=${order.uid} order=${order} now=${now} chosen=${order.uid === chosen}
      isNew=${ringing.has(order.uid)} onOpen=${() => onOpen(order)} />`
  const owed = (/** @type {Order} */ order) => html`
    <${OrderRow} key=${order.uid} order=${order} now=${now} chosen=${order.uid === chosen}
      isNew=${ringing.has(order.uid)} owes onOpen=${() => onOpen(order)} />`
  const owing = words || !takesMoney ? [] : filterOrders(orders, owesBack)
  const asking = words ? [] : filterOrders(orders, asksForMore)
  const open = [
    owing.length > 0 &&
      html`<${Unfinished} name="owing" icon="undo" title=${t("owing.title")} rows=${owing.map(owed)} />`,
    asking.length > 0 &&
      html`<${Unfinished} name="asking" icon="plus" title=${t("asked.chip")} rows=${asking.map(row)} />`,
  ]
  const full = (/** @type {Order} */ order) => html`
    <${OrderRow} key=${order.uid} order=${order} now=${now} chosen=${order.uid === chosen}
      isNew=${ringing.has(order.uid)} onOpen=${() => onOpen(order)}
      onPickedUp=${isReady(order) && !isOwed(order) ? () => onPickedUp(order) : undefined} />`
  const count = (/** @type {string} */ name) => filterOrders(orders, holdsOf(name)).length
  const isWide = useMedia(chosen ? WIDER : WIDE)
  const inColumns = isWide && !words && !atTables
  const shown = words ? filterOrders(orders, (order) => matches(order, words)) : arranged(orders, tab, ringing)
  const atATable = occupied + billsWithoutTable(orders).length

  return html`
    <section class=${`list ${isWide ? "list--wide" : ""} ${inColumns ? "list--columns" : ""}`}
      aria-label=${t("cashier.orders")} inert=${inert}>
      <div class="tabs" role="tablist" aria-label=${t("cashier.orders")} onKeyDown=${arrows}>
        ${
          isWide
            ? html`<button type="button" class=${`tab ${ringing.size ? "tab--new" : ""}`} role="tab" id="tab-all"
              aria-controls="rows" aria-selected=${String(inColumns)} tabindex=${atTables ? -1 : 0}
              onClick=${() => onTab(TABS[0].name)}>
              <b>${OPEN.reduce((sum, name) => sum + count(name), 0)}</b><span>${t("cashier.orders")}</span></button>`
            : TABS.map(
                ({ name }) => html`
          <button key=${name} type="button" class=${`tab ${name === "unpaid" && ringing.size ? "tab--new" : ""}`}
            role="tab" id=${`tab-${name}`} aria-controls="rows" aria-selected=${String(name === tab && !words)}
              tabindex=${name === tab ? 0 : -1} onClick=${() => onTab(name)}>
            <b>${count(name)}</b><span>${t(`tab.${name}`)}</span>
          </button>`,
              )
        }
        <button type="button" class="tab" role="tab" id=${`tab-${TABLES}`} aria-controls="rows"
          aria-selected=${String(atTables)} tabindex=${tab === TABLES ? 0 : -1} onClick=${() => onTab(TABLES)}>
          <b>${atATable}</b><span>${t("tab.tables")}</span>
        </button>
      </div>
      <div class="rows" id="rows" role="tabpanel" aria-labelledby=${`tab-${isWide && !atTables ? "all" : tab}`}
        tabindex=${inColumns || shown.length ? undefined : 0}>
        ${!atTables && open}
        ${
          atTables &&
          html`<${TableView} orders=${orders} tables=${tables} chosen=${chosen} now=${now} onOpen=${onOpen}
            onNew=${onTable} />`
        }
        ${atTables && open}
        ${
          inColumns
            ? html`<div class="columns">${TABS.map(
                ({ name }) => html`
            <section key=${name} class="column" aria-labelledby=${`column-${name}`}>
              <h2 class="column__head" id=${`column-${name}`}><b>${count(name)}</b> ${t(`tab.${name}`)}</h2>
              <${Rows} tab=${name} ...${inColumn(orders, name, ringing)} now=${now} row=${full} />
            </section>`,
              )}</div>`
            : !atTables && html`<${Rows} tab=${words ? "" : tab} shown=${shown} now=${now} row=${full} />`
        }
      </div>
    </section>`
}

/**
 * The orders of one tab; who has waited too long to be still there is apart.
 * @param {{tab: string, shown: Order[], older?: number, now: number, row: (order: Order) => any}} props `tab` is empty
 *   for what was searched, `older` how many more there are than are shown
 */
function Rows({ tab, shown, older = 0, now, row }) {
  const waiting = tab === "unpaid" ? shown.filter((order) => !isLeftAlone(order, now)) : shown
  const leftAlone = shown.filter((order) => !waiting.includes(order))
  return html`
    ${
      shown.length === 0 &&
      html`<${EmptyState} icon=${tab ? "list" : "search"}
      title=${tab ? t(`tab.${tab}.empty`) : t("cashier.none_found")} />`
    }
    <ul>${waiting.map(row)}</ul>
    ${older > 0 && html`<p class="rows__older quiet">${t("list.older", { n: older })}</p>`}
    ${
      leftAlone.length > 0 &&
      html`<h2 class="rows__head"><${Icon} name="clock" small />${t("list.left_alone", { n: leftAlone.length })}</h2>
      <ul>${leftAlone.map(row)}</ul>`
    }`
}

/** @param {{name: string, icon: string, title: string, rows: any[]}} props */
function Unfinished({ name, icon, title, rows }) {
  return html`
    <section class="owing" aria-labelledby=${name}>
      <h2 id=${name}><${Icon} name=${icon} />${title} <b>${rows.length}</b></h2>
      <ul>${rows}</ul>
    </section>`
}

/** @param {Order} order @param {string} words */
function matches(order, words) {
  const table = order.table_number ? t("type.table", { table: order.table_number }) : ""
  return [order.number, order.code, order.customer_name, table].some((text) => text?.toLowerCase().includes(words))
}

/** Left and right walk along the tabs. @param {KeyboardEvent} event */
function arrows(event) {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0
  if (!step) return
  const tabs = [.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll("button")]
  const next = tabs[(tabs.indexOf(/** @type {HTMLButtonElement} */ (event.target)) + step + tabs.length) % tabs.length]
  next.focus()
  next.click()
}
