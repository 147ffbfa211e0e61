// The buttons that call the staff, for an order at a table.

import { html } from "../../vendor/preact/standalone.js"
import { IS_TAKEN_AWAY } from "../../lib/decisions.js"
import { isOver } from "../../lib/orders.js"
import { CallButtons } from "../../components/call-buttons.js"

/** @import { Order, Shop } from "../../lib/types.js" */

/** Who sits at a table can have the staff come. @param {{order: Order, shop: Shop | null}} props */
export function CallStaff({ order, shop }) {
  if (isOver(order) || IS_TAKEN_AWAY[order.order_type] || !order.table_number) return null
  return html`<${CallButtons} shop=${shop} at=${{ order: order.uid }} />`
}
