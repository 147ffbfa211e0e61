// One order as a ticket: its age, what to make, and the customer's wishes. A tap on a line marks it done, a tap on the
// head marks all; holding a line marks its dish as sold out. If something on the ticket has changed, the first tap only
// acknowledges that.

import { html } from "../../vendor/preact/standalone.js"
import { TYPE_ICONS } from "../../lib/decisions.js"
import { byRound, isVoid, isMade } from "../../lib/orders.js"
import { minutesSince } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { locationWords, roundTitle } from "../../components/order-words.js"
import { useLongPress } from "./use-long-press.js"
import { useTapGuard } from "../../components/use-tap-guard.js"
import { t } from "../../components/words.js"
import { NewLocation, NewNote, onceOnly } from "./changed-details.js"
import { isSameLocation } from "./marks.js"

/** @import { Order, OrderLine } from "../../lib/types.js" */
/** @import { Change, Details } from "./marks.js" */

/**
 * What a mark says under its line; over a round stands its title.
 * @type {Record<Change, ((line: OrderLine) => string) | null>}
 */
const CHANGES = {
  again: () => t("kitchen.again"),
  recalled: () => t("kitchen.recalled"),
  changed: () => t("kitchen.changed_line"),
  elsewhere: () => t("kitchen.done_elsewhere"),
  added: null,
  void: () => t("line.void"),
  struck: () => t("line.void"),
  moved: ({ moved_to }) => t("merge.to", { number: moved_to ?? "" }),
}
/** What must not be missed, in both languages and as it is mistyped. */
const ALLERGY = /al+erg/i

/** @type {Set<number>} */
const NOTHING_USUAL = new Set()

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {OrderLine[]} props.lines those of the chosen station
 * @param {number} props.position its key on a bump bar, from 1
 * @param {string} props.since when the kitchen got it
 * @param {number} props.now
 * @param {number} [props.warnAfter] minutes
 * @param {number} [props.lateAfter] minutes
 * @param {Map<number, Change>} [props.changed] lines that want to be looked at, and why
 * @param {Details} [props.was] table and note as the cook last knew them, where they are others now
 * @param {boolean} [props.back] it was just brought back, and is looked for
 * @param {boolean} [props.leaving] it is made, and goes in a moment
 * @param {Set<number>} [props.usual] options that are taken when none is chosen: they are read only when asked about
 * @param {(line?: OrderLine) => boolean} [props.isBusy] whether the server was asked and has not answered
 * @param {(line: OrderLine) => void} props.onLine
 * @param {(line: OrderLine) => void} [props.onHold]
 * @param {() => void} [props.onDetails] the new table or note is seen
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
  was,
  back = false,
  leaving = false,
  usual = NOTHING_USUAL,
  isBusy,
  onLine,
  onHold,
  onDetails,
  onReady,
}) {
  const minutes = minutesSince(since, now)
  const age = minutes >= lateAfter ? "late" : minutes >= warnAfter ? "warn" : "new"
  const busy = Boolean(isBusy?.())
  return html`
    <article class=${`ticket ticket--${age} ${back ? "ticket--back" : ""} ${
      leaving ? "ticket--leaving" : ""
    }`} inert=${leaving} data-uid=${order.uid} aria-label=${t("kitchen.ticket", { number: order.number })}>
      <button type="button" class="ticket__head" aria-busy=${String(busy)} onKeyDown=${onceOnly} onClick=${onReady}>
        ${position <= 9 && html`<span class="ticket__key" aria-hidden="true">${position}</span>`}
        <span class="ticket__number">${order.number}</span>
        <span class="ticket__age"><${Icon} name=${ageIcon(leaving, busy, age)} />
        ${t("time.minutes", { n: minutes })}</span>
        <${OrderLocation} order=${order} />
        <span class="sr">${t("kitchen.all_ready")}</span>
      </button>
      ${was && !isSameLocation(was, order) && html`<${NewLocation} order=${order} was=${was} onSeen=${onDetails} />`}
      ${
        was && was.note !== order.note
          ? html`<${NewNote} note=${order.note} was=${was.note} onSeen=${onDetails} />`
          : order.note &&
            html`<p class=${noteLook("ticket__note", order.note)}><${NoteIcon} note=${order.note} />
            <span>${order.note}</span></p>`
      }
      <ul class="ticket__lines">
        ${byRound(lines).flatMap(({ round, lines: its }) => [
          (round > 1 || its[0].moved_from) &&
            html`<${RoundHead} key=${`round ${round}`} round=${round} first=${its[0]}
              isNew=${its.some((line) => changed?.get(line.id) === "added")} />`,
          ...its.map(
            (line) => html`
            <li key=${line.id}>
              <${TicketLine} line=${line} usual=${usual} change=${changed?.get(line.id)} busy=${Boolean(isBusy?.(line))}
                onTap=${() => onLine(line)} onHold=${onHold && (() => onHold(line))} />
            </li>`,
          ),
        ])}
      </ul>
    </article>`
}

/** @param {{round: number, first: OrderLine, isNew: boolean}} props */
function RoundHead({ round, first, isNew }) {
  return html`<li class=${`ticket__round ${isNew ? "ticket__round--new" : ""}`}>
  <${Icon} name=${first.moved_from ? "change" : "plus"} /><b>${roundTitle(round, first)}</b></li>`
}

/**
 * @param {{line: OrderLine, usual: Set<number>, change?: Change, busy: boolean, onTap: () => void, onHold?: () =>
 *   void}} props
 */
function TicketLine({ line, usual, change, busy, onTap, onHold }) {
  const asked = line.modifiers.filter((modifier) => !usual.has(modifier.option_id))
  const rest = line.modifiers.filter((modifier) => usual.has(modifier.option_id))
  const done = isMade(line)
  const off = isVoid(line)
  const tappable = useTapGuard(`${line.status} ${change}`)
  const { pressing, handlers } = useLongPress(off ? undefined : onHold, () => {
    if (tappable && !busy) onTap()
  })
  const said = change && CHANGES[change]
  const look = `${done ? "line--done" : ""} ${off ? "line--void" : ""} ${
    change && change !== "struck" ? "line--changed" : ""
  } ${tappable ? "" : "line--new"} ${pressing ? "line--pressing" : ""}`
  const parts = html`
      <span class="line__qty">${line.quantity}×</span>
      <span class="line__name">${line.name}</span>
      ${(done || busy) && html`<${Icon} name=${busy ? "reconnect" : "check"} />`}
      ${
        asked.length > 0 &&
        html`<span class="line__mods">
      ${asked.map((modifier) => html`<span key=${modifier.option_id}>${modifier.name}</span>`)}</span>`
      }
      ${rest.length > 0 && html`<span class="line__usual">${rest.map((modifier) => modifier.name).join(" · ")}</span>`}
      ${
        line.note &&
        html`<span class=${noteLook("line__note", line.note)}><${NoteIcon} note=${line.note} />
      <span>${line.note}</span></span>`
      }
      ${
        said &&
        html`<span class="line__change"><${Icon} name=${off ? "stop" : "change"} />${said(line)}
        ${
          change === "void" &&
          html`<span class="line__ok"><${Icon} name="check" />
        ${t("kitchen.understood")}</span>`
        }</span>`
      }`
  // Acknowledged, it is there to be read and takes no tap.
  if (change === "struck") return html`<div class=${`line ${look}`}>${parts}</div>`
  return html`
    <button type="button" class=${`line ${look}`} aria-pressed=${off ? undefined : String(done)}
      aria-busy=${String(busy)} ...${handlers}>${parts}</button>`
}

/** @param {boolean} leaving @param {boolean} busy @param {string} age */
const ageIcon = (leaving, busy, age) => (leaving ? "check" : busy ? "reconnect" : age === "late" ? "alert" : "clock")

/** @param {string} look @param {string} note */
const noteLook = (look, note) => (ALLERGY.test(note) ? `${look} note--allergy` : look)

/** @param {{note: string}} props */
const NoteIcon = ({ note }) => html`<${Icon} name=${ALLERGY.test(note) ? "alert" : "note"} />`

/** @param {{order: Order}} props */
function OrderLocation({ order }) {
  const icon = TYPE_ICONS[order.order_type]
  return html`<span class="ticket__location"><${Icon} name=${icon} small />${locationWords(order)}</span>`
}

/**
 * Cancelled while it was being made: stays red until a cook has seen it.
 * @param {{order: Order, lines: OrderLine[], position?: number, onSeen: () => void}} props
 */
export function CancelledTicket({ order, lines, position = 10, onSeen }) {
  const { merged_into } = order
  const why = merged_into
    ? t("kitchen.merged", { number: merged_into.number })
    : (order.cancel_reason ?? (order.cancel_cause ? "" : t("kitchen.unknown_order")))
  return html`
    <article class="ticket ticket--cancelled" data-uid=${order.uid}
      aria-label=${merged_into ? `${order.number}: ${why}` : t("kitchen.ticket_cancelled", { number: order.number })}>
      <div class="ticket__head">
        ${position <= 9 && html`<span class="ticket__key" aria-hidden="true">${position}</span>`}
        <span class="ticket__number">${order.number}</span>
        <span class="ticket__age"><${Icon} name=${merged_into ? "change" : "stop"} />
        ${merged_into ? t("kitchen.gone_over") : t("kitchen.cancelled")}</span>
        <${OrderLocation} order=${order} />
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
