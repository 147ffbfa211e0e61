// One order as the kitchen sees it: how old, what to make, what somebody asked for. Tap a line: done. Tap the head: all
// of it.
// Hold a line: its dish is sold out.

import { html } from "../../vendor/preact/standalone.js"
import { minutesSince } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { useLongPress } from "./use-long-press.js"
import { useTapGuard } from "../../components/use-tap-guard.js"
import { t } from "../../components/words.js"

/** @import { Order, OrderLine } from "../../lib/types.js" */

/** @type {Record<string, () => string>} */
const CHANGES = {
  again: () => t("kitchen.again"),
  recalled: () => t("kitchen.recalled"),
  changed: () => t("kitchen.changed_line"),
  elsewhere: () => t("kitchen.done_elsewhere"),
}
// About as many lines as fit below each other on a screen; more stand in columns.
const LINES_IN_A_COLUMN = 8
const MOST_COLUMNS = 4

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {OrderLine[]} props.lines those of the chosen station
 * @param {number} props.position its key on a bump bar, from 1
 * @param {string} props.since when the kitchen got it
 * @param {number} props.now
 * @param {number} [props.warnAfter] minutes
 * @param {number} [props.lateAfter] minutes
 * @param {Map<number, string>} [props.changed] lines that want to be looked at, and why
 * @param {boolean} [props.back] it was just brought back, and is looked for
 * @param {(line?: OrderLine) => boolean} [props.isBusy] whether the server was asked and has not answered
 * @param {(line: OrderLine) => void} props.onLine
 * @param {(line: OrderLine) => void} [props.onHold]
 * @param {() => void} props.onReady
 */
export function OrderTicket({
  order,
  lines,
  position,
  since,
  now,
  warnAfter = 8,
  lateAfter = 15,
  changed,
  back = false,
  isBusy,
  onLine,
  onHold,
  onReady,
}) {
  const minutes = minutesSince(since, now)
  const age = minutes >= lateAfter ? "late" : minutes >= warnAfter ? "warn" : "new"
  const busy = Boolean(isBusy?.())
  return html`
    <article class=${`ticket ticket--${age} ticket--${columnsOf(lines)} ${back ? "ticket--back" : ""}`}
      data-uid=${order.uid} aria-label=${t("kitchen.ticket", { number: order.number })}>
      <button type="button" class="ticket__head" aria-busy=${String(busy)} onKeyDown=${onceOnly} onClick=${onReady}>
        ${position <= 9 && html`<span class="ticket__key" aria-hidden="true">${position}</span>`}
        <span class="ticket__number">${order.number}</span>
        <span class="ticket__where">
          <span class="ticket__age"><${Icon} name=${busy ? "reconnect" : age === "late" ? "alert" : "clock"} />
          ${t("time.minutes", { n: minutes })}</span>
          <${OrderLocation} order=${order} />
        </span>
        <span class="sr">${t("kitchen.all_ready")}</span>
      </button>
      ${order.note && html`<p class="ticket__note"><${Icon} name="note" /><span>${order.note}</span></p>`}
      <ul class="ticket__lines">
        ${lines.map(
          (line) => html`
          <li key=${line.id}>
            <${TicketLine} line=${line} change=${changed?.get(line.id)} busy=${Boolean(isBusy?.(line))}
              onTap=${() => onLine(line)} onHold=${onHold && (() => onHold(line))} />
          </li>`,
        )}
      </ul>
    </article>`
}

/** @param {{line: OrderLine, change?: string, busy: boolean, onTap: () => void, onHold?: () => void}} props */
function TicketLine({ line, change, busy, onTap, onHold }) {
  const done = line.status === "done"
  const tappable = useTapGuard(`${line.status} ${change}`)
  const { pressing, handlers } = useLongPress(onHold, () => {
    if (tappable && !busy) onTap()
  })
  const look = `${done ? "line--done" : ""} ${
    change ? "line--changed" : ""
  } ${tappable ? "" : "line--new"} ${pressing ? "line--pressing" : ""}`
  return html`
    <button type="button" class=${`line ${look}`} aria-pressed=${String(done)} aria-busy=${String(busy)} ...${handlers}>
      <span class="line__qty">${line.quantity}×</span>
      <span class="line__name">${line.name}</span>
      ${(done || busy) && html`<${Icon} name=${busy ? "reconnect" : "check"} />`}
      ${
        line.modifiers.length > 0 &&
        html`<span class="line__mods">
      ${line.modifiers.map((modifier) => html`<span key=${modifier.option_id}>${modifier.name}</span>`)}</span>`
      }
      ${line.note && html`<span class="line__note"><${Icon} name="note" /><span>${line.note}</span></span>`}
      ${change && html`<span class="line__change"><${Icon} name="change" />${CHANGES[change]?.()}</span>`}
    </button>`
}

/** A key that is held down is meant once. @param {KeyboardEvent} event */
function onceOnly(event) {
  if (event.repeat) event.preventDefault()
}

/** Into how many columns a long ticket goes. @param {OrderLine[]} lines */
function columnsOf(lines) {
  const height = lines.reduce(
    (sum, line) => sum + 1 + line.modifiers.length * 0.4 + (line.note ? 1 + line.note.length / 40 : 0),
    0,
  )
  return Math.min(MOST_COLUMNS, Math.max(1, Math.ceil(height / LINES_IN_A_COLUMN)))
}

/** @param {{order: Order}} props */
function OrderLocation({ order }) {
  const away = order.order_type === "take_away"
  const words = away
    ? t("type.take_away")
    : order.table_number
      ? t("type.table", { table: order.table_number })
      : t("type.dine_in")
  return html`<span class="ticket__location"><${Icon} name=${away ? "takeaway" : "plate"} small />${words}</span>`
}

/**
 * Cancelled while it was being made: stays red until somebody has seen it.
 * @param {{order: Order, lines: OrderLine[], position?: number, onSeen: () => void}} props
 */
export function CancelledTicket({ order, lines, position = 10, onSeen }) {
  const why = order.cancel_reason ?? (order.cancel_cause ? "" : t("kitchen.unknown_order"))
  return html`
    <article class="ticket ticket--cancelled" data-uid=${order.uid}
      aria-label=${t("kitchen.ticket_cancelled", { number: order.number })}>
      <div class="ticket__head">
        ${position <= 9 && html`<span class="ticket__key" aria-hidden="true">${position}</span>`}
        <span class="ticket__number">${order.number}</span>
        <span class="ticket__where">
          <span class="ticket__age"><${Icon} name="stop" />${t("kitchen.cancelled")}</span>
          <${OrderLocation} order=${order} />
        </span>
      </div>
      <ul class="ticket__lines">
        ${lines.map(
          (line) => html`<li key=${line.id}><div class="line line--void"><span class="line__qty">
        ${line.quantity}×</span><span class="line__name">${line.name}</span></div></li>`,
        )}
      </ul>
      ${why && html`<p class="ticket__why">${why}</p>`}
      <button type="button" class="button ticket__ok" onClick=${onSeen}><${Icon} name="check" />
      ${t("kitchen.understood")}</button>
    </article>`
}
