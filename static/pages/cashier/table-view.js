// The tables at one glance: what is at each, since when and how much is owed; below them the open bills of no table.

import { html, useState } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { minutesSince } from "../../lib/time.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"
import { OrderRow } from "./order-row.js"
import { billsWithoutTable, tablesNow } from "./table-rules.js"

/** @import { Orders } from "../../lib/orders.js" */
/** @import { Order } from "../../lib/types.js" */
/** @import { TableNow, TableState } from "./table-rules.js" */

/** @type {Record<TableState, {look: string, icon: string}>} */
const LOOKS = {
  free: { look: "done", icon: "plate" },
  waiting: { look: "wait", icon: "clock" },
  preparing: { look: "prep", icon: "pan" },
  ready: { look: "ready", icon: "bell" },
  eating: { look: "done", icon: "cash" },
}

/**
 * @param {object} props
 * @param {Orders} props.orders
 * @param {string[]} props.tables
 * @param {string} props.chosen
 * @param {number} props.now
 * @param {(order: Order) => void} props.onOpen
 * @param {(table: string) => void} props.onNew
 */
export function TableView({ orders, tables, chosen, now, onOpen, onNew }) {
  const [opened, setOpened] = useState("")
  const all = tablesNow(tables, orders)
  const bills = billsWithoutTable(orders)
  const at = all.find(({ table }) => table === opened)
  /** @param {TableNow} tapped */
  const tap = ({ table, orders: its }) => {
    if (its.length === 0) onNew(table)
    else if (its.length === 1) onOpen(its[0])
    else setOpened(table)
  }
  if (all.length === 0 && bills.length === 0)
    return html`<${EmptyState} icon="plate" title=${t("table.none")}><p>${t("table.none_help")}</p></${EmptyState}>`
  return html`
    <ul class="tables">
      ${all.map(
        (each) => html`
        <li key=${each.table}>
          <${TableTile} table=${each} now=${now} chosen=${each.orders.some(({ uid }) => uid === chosen)}
            onTap=${() => tap(each)} />
        </li>`,
      )}
    </ul>
    ${
      bills.length > 0 &&
      html`
      <h2 class="tables__head">${t("table.without")}</h2>
      <ul>
        ${bills.map(
          (order) => html`
          <${OrderRow} key=${order.uid} order=${order} now=${now} chosen=${order.uid === chosen} isNew=${false}
            onOpen=${() => onOpen(order)} />`,
        )}
      </ul>`
    }
    ${
      at &&
      at.orders.length > 1 &&
      html`<${TableSheet} table=${at} now=${now} onOpen=${onOpen} onNew=${() => onNew(at.table)}
        onClose=${() => setOpened("")} />`
    }`
}

/** @param {{table: TableNow, now: number, chosen: boolean, onTap: () => void}} props */
function TableTile({ table: { table, state, orders, since, owed }, now, chosen, onTap }) {
  const { look, icon } = LOOKS[state]
  return html`
    <button type="button" class=${`table-tile table-tile--${state}`} aria-current=${chosen ? "true" : undefined}
      onClick=${onTap}>
      <span class="table-tile__name"><span class="sr">${t("sale.table")} </span>${table}</span>
      <span class=${`chip chip--${look}`}><${Icon} name=${icon} small />${t(`table.${state}`)}</span>
      ${
        state !== "free" &&
        html`
        <span class="table-tile__facts">
          <span>${t("time.minutes", { n: minutesSince(since, now) })}</span>
          ${orders.length > 1 && html`<span>${t("table.orders", { n: orders.length })}</span>`}
          ${owed > 0 && html`<b class="money">${rupiah(owed)}</b>`}
        </span>`
      }
    </button>`
}

/**
 * The orders of a table that has several.
 * @param {{table: TableNow, now: number, onOpen: (order: Order) => void, onNew: () => void, onClose: () => void}} props
 */
function TableSheet({ table: { table, orders }, now, onOpen, onNew, onClose }) {
  const foot = html`
    <button type="button" class="button button--big sheet__act" onClick=${onNew}><${Icon} name="plus" />
    ${t("table.new_order")}</button>`
  return html`
    <${Sheet} title=${t("type.table", { table })} foot=${foot} onClose=${onClose}>
      <ul class="tables__orders">
        ${orders.map(
          (order) => html`
          <${OrderRow} key=${order.uid} order=${order} now=${now} chosen=${false} isNew=${false}
            onOpen=${() => {
              onClose()
              onOpen(order)
            }} />`,
        )}
      </ul>
    </${Sheet}>`
}
