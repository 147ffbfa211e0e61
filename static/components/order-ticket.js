// One order as the kitchen sees it: how old, what to make, what somebody asked for. Tap a line: done. Tap the head: all of it.

import { html } from "../vendor/preact/standalone.js"
import { minutesSince } from "../lib/time.js"
import { Icon } from "./icon.js"
import { useSettled } from "./use-settled.js"
import { t } from "./words.js"

/** @import { Order, OrderLine } from "../lib/types.js" */

const WARN_AFTER = 8 // minutes
const LATE_AFTER = 15

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {OrderLine[]} props.lines those of the chosen station
 * @param {number} props.place its key on a bump bar, from 1
 * @param {string} props.since when the kitchen got it
 * @param {number} props.now
 * @param {(line: OrderLine) => void} props.onLine
 * @param {() => void} props.onReady
 */
export function OrderTicket({ order, lines, place, since, now, onLine, onReady }) {
  const minutes = minutesSince(since, now)
  const age = minutes >= LATE_AFTER ? "late" : minutes >= WARN_AFTER ? "warn" : "new"
  return html`
    <article class=${`ticket ticket--${age}`} aria-label=${t("kitchen.ticket", { number: order.number })}>
      <button type="button" class="ticket__head" onClick=${onReady}>
        ${place <= 9 && html`<span class="ticket__key" aria-hidden="true">${place}</span>`}
        <span class="ticket__number">${order.number}</span>
        <span class="ticket__where">
          <span class="ticket__age"><${Icon} name=${age === "late" ? "alert" : "clock"} />${t("time.minutes", { n: minutes })}</span>
          <${Place} order=${order} />
        </span>
        <span class="sr">${t("kitchen.all_ready")}</span>
      </button>
      ${order.note && html`<p class="ticket__note"><${Icon} name="note" />${order.note}</p>`}
      <ul class="ticket__lines">
        ${lines.map((line) => html`<li key=${line.id}><${TicketLine} line=${line} onTap=${() => onLine(line)} /></li>`)}
      </ul>
    </article>`
}

/** @param {{line: OrderLine, onTap: () => void}} props */
function TicketLine({ line, onTap }) {
  const done = line.status === "done"
  const settled = useSettled(line.status)
  return html`
    <button type="button" class=${`line ${done ? "line--done" : ""} ${settled ? "" : "line--new"}`} aria-pressed=${String(done)} onClick=${onTap}>
      <span class="line__qty">${line.quantity}×</span>
      <span class="line__name">${line.name}</span>
      ${done && html`<${Icon} name="check" />`}
      ${line.modifiers.length > 0 && html`<span class="line__mods">${line.modifiers.map((modifier) => html`<span key=${modifier.option_id}>${modifier.name}</span>`)}</span>`}
      ${line.note && html`<span class="line__note"><${Icon} name="note" />${line.note}</span>`}
    </button>`
}

/** @param {{order: Order}} props */
function Place({ order }) {
  const away = order.order_type === "take_away"
  const words = away ? t("type.take_away") : order.table_number ? t("type.table", { table: order.table_number }) : t("type.dine_in")
  return html`<span class="ticket__place"><${Icon} name=${away ? "takeaway" : "plate"} small />${words}</span>`
}

/** Cancelled while it was being made: stays red until somebody has seen it. @param {{order: Order, lines: OrderLine[], onSeen: () => void}} props */
export function CancelledTicket({ order, lines, onSeen }) {
  return html`
    <article class="ticket ticket--cancelled" aria-label=${t("kitchen.ticket_cancelled", { number: order.number })}>
      <div class="ticket__head">
        <span class="ticket__number">${order.number}</span>
        <span class="ticket__where">
          <span class="ticket__age"><${Icon} name="stop" />${t("kitchen.cancelled")}</span>
          <${Place} order=${order} />
        </span>
      </div>
      <ul class="ticket__lines">
        ${lines.map((line) => html`<li key=${line.id}><div class="line line--void"><span class="line__qty">${line.quantity}×</span><span class="line__name">${line.name}</span></div></li>`)}
      </ul>
      ${order.cancel_reason && html`<p class="ticket__why">${order.cancel_reason}</p>`}
      <button type="button" class="button ticket__ok" onClick=${onSeen}><${Icon} name="check" />${t("kitchen.understood")}</button>
    </article>`
}
