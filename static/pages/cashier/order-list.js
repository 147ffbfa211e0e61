// The list on the left: four tabs with counts, or the results of a search in all of them. Orders with money to give
// back stay above all tabs, so that none is forgotten.

import { html } from "../../vendor/preact/standalone.js"
import { filterOrders, isOver } from "../../lib/orders.js"
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
  holds: (/** @type {Order} */ order) => TAB_OF[order.status] === name && !(owesBack(order) && isOver(order)),
}))

/** The tab of the tables. */
export const TABLES = "tables"

/**
 * @param {object} props
 * @param {Orders} props.orders
 * @param {string[]} props.tables
 * @param {string} props.tab
 * @param {string} props.wanted
 * @param {string} props.chosen
 * @param {Set<string>} props.ringing
 * @param {boolean} props.inert
 * @param {(tab: string) => void} props.onTab
 * @param {(order: Order) => void} props.onOpen
 * @param {(order: Order) => void} props.onPickedUp
 * @param {(table: string) => void} props.onTable a new order for it
 */
export function OrderList({ orders, tables, tab, wanted, chosen, ringing, inert, onTab, onOpen, onPickedUp, onTable }) {
  const now = useNow(10_000)
  const holds = TABS.find((each) => each.name === tab)?.holds ?? TABS[0].holds
  const words = wanted.trim().toLowerCase()
  const atTables = tab === TABLES && !words
  const occupied = tablesNow(tables, orders).filter(({ state }) => state !== "free").length
  const owing = words ? [] : filterOrders(orders, owesBack)
  const shown = filterOrders(orders, words ? (order) => matches(order, words) : holds)
  // Who waits longest stands first; a new order, and of the closed ones the latest, comes in on top.
  if (tab === "closed" && !words) shown.reverse()
  else shown.sort((a, b) => Number(ringing.has(b.uid)) - Number(ringing.has(a.uid)))

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
        ${
          owing.length > 0 &&
          html`
          <section class="owing" aria-labelledby="owing">
            <h2 id="owing"><${Icon} name="undo" />${t("owing.title")} <b>${owing.length}</b></h2>
            <ul>
              ${owing.map(
                (order) => html`
                <${OrderRow} key=${order.uid} order=${order} now=${now} chosen=${order.uid === chosen} isNew=${false}
                  owes onOpen=${() => onOpen(order)} />`,
              )}
            </ul>
          </section>`
        }
        ${
          atTables &&
          html`<${TableView} orders=${orders} tables=${tables} chosen=${chosen} now=${now} onOpen=${onOpen}
            onNew=${onTable} />`
        }
        ${
          !atTables &&
          shown.length === 0 &&
          html`<${EmptyState} icon=${words ? "search" : "list"}
          title=${words ? t("cashier.none_found") : t(`tab.${tab}.empty`)} />`
        }
        <ul hidden=${atTables}>
          ${(atTables ? [] : shown).map(
            (order) => html`
            <${OrderRow} key=${order.uid} order=${order} now=${now} chosen=${order.uid === chosen}
              isNew=${ringing.has(order.uid)}
              onOpen=${() => onOpen(order)}
                onPickedUp=${order.status === "ready" && !isOwed(order) ? () => onPickedUp(order) : undefined} />`,
          )}
        </ul>
      </div>
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
