// The list on the left: four tabs with counts and the tables, or the results of a search in all of them. Orders with
// money to give back stay in sight on every tab, and so do guests who wait for an answer, so that none is forgotten:
// above the orders, and below the tables, which are what one looks for there.

import { html } from "../../vendor/preact/standalone.js"
import { isReady } from "../../lib/decisions.js"
import { filterOrders, isOver, waitingRequests } from "../../lib/orders.js"
import { minutesSince } from "../../lib/time.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { isOwed, owesBack } from "./order-money.js"
import { OrderRow } from "./order-row.js"
import { billsWithoutTable, tablesNow } from "./table-rules.js"
import { TableView } from "./table-view.js"
import { useNow } from "../../components/use-now.js"
import { t } from "../../components/words.js"

/** @import { Order, OrderStatus } from "../../lib/types.js" */
/** @import { Orders } from "../../lib/orders.js" */

/** The tab that each order is under. @type {Record<OrderStatus, string>} */
const TAB_OF = {
  awaiting_payment: "unpaid",
  preparing: "preparing",
  ready: "ready",
  completed: "closed",
  cancelled: "closed",
}
export const TABS = [...new Set(Object.values(TAB_OF))].map((name) => ({
  name,
  holds: (/** @type {Order} */ order) =>
    TAB_OF[order.status] === name && !(owesBack(order) && isOver(order)) && !asksForMore(order),
}))

/** The tab of the tables. */
export const TABLES = "tables"
/** Whether its guest waits for an answer, under any tab. @param {Order} order */
function asksForMore(order) {
  return waitingRequests(order).length > 0
}

/** Who has not come to pay by then has mostly gone. In minutes. */
const LEFT_ALONE_AFTER = 20

/** @param {Order} order @param {number} now */
const isLeftAlone = (order, now) => minutesSince(order.created_at, now) >= LEFT_ALONE_AFTER

/** When it was over. @param {Order} order */
const overAt = (order) => Date.parse(order.completed_at ?? order.ready_at ?? order.created_at)

/**
 * The orders of a tab, as they are worked on: who just came to the counter, or is just gone, on top; of those being
 * made and those that are ready, who waits longest; and what rings before all.
 * @param {Orders} orders
 * @param {string} tab
 * @param {Set<string>} ringing
 */
export function arranged(orders, tab, ringing) {
  const its = filterOrders(orders, TABS.find(({ name }) => name === tab)?.holds ?? TABS[0].holds)
  if (tab === "closed") return its.sort((a, b) => overAt(b) - overAt(a))
  if (tab === "unpaid") its.reverse()
  return its.sort((a, b) => Number(ringing.has(b.uid)) - Number(ringing.has(a.uid)))
}

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
  const shown = words ? filterOrders(orders, (order) => matches(order, words)) : arranged(orders, tab, ringing)
  const waiting = tab === "unpaid" && !words ? shown.filter((order) => !isLeftAlone(order, now)) : shown
  const leftAlone = shown.filter((order) => !waiting.includes(order))
  const full = (/** @type {Order} */ order) => html`
    <${OrderRow} key=${order.uid} order=${order} now=${now} chosen=${order.uid === chosen}
      isNew=${ringing.has(order.uid)} onOpen=${() => onOpen(order)}
      onPickedUp=${isReady(order) && !isOwed(order) ? () => onPickedUp(order) : undefined} />`

  return html`
    <section class="list" aria-label=${t("cashier.orders")} inert=${inert}>
      <div class="tabs" role="tablist" aria-label=${t("cashier.orders")} onKeyDown=${arrows}>
        ${TABS.map(
          ({ name, holds: counts }) => html`
          <button key=${name} type="button" class=${`tab ${name === "unpaid" && ringing.size ? "tab--new" : ""}`}
            role="tab" id=${`tab-${name}`} aria-controls="rows" aria-selected=${String(name === tab && !words)}
              tabindex=${name === tab ? 0 : -1} onClick=${() => onTab(name)}>
            <b>${filterOrders(orders, counts).length}</b><span>${t(`tab.${name}`)}</span>
          </button>`,
        )}
        <button type="button" class="tab" role="tab" id=${`tab-${TABLES}`} aria-controls="rows"
          aria-selected=${String(atTables)} tabindex=${tab === TABLES ? 0 : -1} onClick=${() => onTab(TABLES)}>
          <b>${occupied + billsWithoutTable(orders).length}</b><span>${t("tab.tables")}</span>
        </button>
      </div>
      <div class="rows" id="rows" role="tabpanel" aria-labelledby=${`tab-${tab}`}
        tabindex=${shown.length ? undefined : 0}>
        ${!atTables && open}
        ${
          atTables &&
          html`<${TableView} orders=${orders} tables=${tables} chosen=${chosen} now=${now} onOpen=${onOpen}
            onNew=${onTable} />`
        }
        ${atTables && open}
        ${
          !atTables &&
          shown.length === 0 &&
          html`<${EmptyState} icon=${words ? "search" : "list"}
          title=${words ? t("cashier.none_found") : t(`tab.${tab}.empty`)} />`
        }
        <ul hidden=${atTables}>${(atTables ? [] : waiting).map(full)}</ul>
        ${
          !atTables &&
          leftAlone.length > 0 &&
          html`<h2 class="rows__head"><${Icon} name="clock" small />
          ${t("list.left_alone", { n: leftAlone.length })}</h2>
          <ul>${leftAlone.map(full)}</ul>`
        }
      </div>
    </section>`
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
