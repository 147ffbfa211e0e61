// Rounds that were asked for from a phone after the order was sent: those that wait for the till, and those it
// declined.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { choices, isOver } from "../../lib/orders.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { Order, RoundRequest, Shop } from "../../lib/types.js" */

/** @param {{order: Order}} props */
export function AskedRounds({ order }) {
  const told = (order.requests ?? []).filter(({ state }) => state !== "accepted")
  if (isOver(order)) return null
  return told.map((request) => html`<${AskedRound} key=${request.id} request=${request} />`)
}

/** @param {{request: RoundRequest}} props */
function AskedRound({ request }) {
  const waits = request.state === "waiting"
  return html`
    <section class=${`asked asked--${request.state}`} role="status">
      <p class="strong"><${Icon} name=${waits ? "clock" : "stop"} />${waits ? t("add.waiting") : t("add.declined")}</p>
      ${request.reason && html`<p>${request.reason}</p>`}
      <ul class="lines">
        ${request.lines.map(
          (line, at) => html`
          <li key=${at}><span class="lines__q">${line.quantity}×</span>
          <span><b>${line.name}</b>${choices(line) && html`<br /><span>${choices(line)}</span>`}
          ${line.note && html`<br /><span>${line.note}</span>`}</span>
          <span class="money">${rupiah(line.line_total)}</span></li>`,
        )}
      </ul>
      <p>${waits ? t("add.waiting_help") : t("add.declined_help")}</p>
    </section>`
}

/** Where more is ordered, if this shop lets guests. @param {{order: Order, shop: Shop | null}} props */
export function AddMore({ order, shop }) {
  if (!shop?.orders?.guests_may_add || isOver(order)) return null
  return html`<a class="button button--big" href=${`/?add=${encodeURIComponent(order.uid)}`}><${Icon} name="plus" />
  ${t("add.open")}</a>`
}
