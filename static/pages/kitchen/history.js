// Recently finished tickets, to be recalled when something was forgotten.

import { html } from "../../vendor/preact/standalone.js"
import { activeLines } from "../../lib/orders.js"
import { minutesSince } from "../../lib/time.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { OrderNumber } from "../../components/order-number.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"

/** @import { Order } from "../../lib/types.js" */

/** @param {{orders: Order[], onBack: (order: Order) => void, onClose: () => void}} props */
export function History({ orders, onBack, onClose }) {
  return html`
    <${Sheet} title=${t("kitchen.history")} onClose=${onClose}>
      ${orders.length === 0 && html`<${EmptyState} icon="history" title=${t("kitchen.history_empty")} />`}
      <ul class="history">
        ${orders.map(
          (order) => html`
          <li key=${order.uid}>
            <${OrderNumber} number=${order.number} look="quiet" />
            <span>${activeLines(order)
              .map((line) => `${line.quantity}× ${line.name}`)
              .join(", ")}
              ${
                order.ready_at &&
                html` <span
                class="quiet">· ${t("time.minutes", { n: minutesSince(order.ready_at) })}</span>`
              }</span>
            <button type="button" class="button" onClick=${() => {
              onBack(order)
              onClose()
            }}><${Icon} name="undo" />${t("kitchen.bring_back")}</button>
          </li>`,
        )}
      </ul>
    </${Sheet}>`
}
