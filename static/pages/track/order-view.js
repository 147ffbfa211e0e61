// The views of an order by its status, until it is picked up or cancelled.

import { html } from "../../vendor/preact/standalone.js"
import { isCancelled, isCooking, isUnsent, TYPE_ICONS } from "../../lib/decisions.js"
import { menuAddress } from "../../lib/card.js"
import { activeDishes, byRound, choices, isOwed, isVoid, isMade } from "../../lib/orders.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { locationWords, roundTitle } from "../../components/order-words.js"
import { OrderNumber } from "../../components/order-number.js"
import { SoundSwitch } from "../../components/sound-switch.js"
import { StatusSteps } from "./status-steps.js"
import { useLocalNow } from "../../components/use-now.js"
import { t } from "../../components/words.js"
import { fillCart } from "./order-again.js"
import { OrderBill } from "./order-bill.js"
import { isReceipt, placedAt } from "./receipt.js"
import { SaveReceipt } from "./save-receipt.js"
import { AddMore, AskedRounds } from "./asked-rounds.js"
import { CallStaff } from "./call-staff.js"
import { CancelOwn } from "./cancel-own.js"
import { PayCard } from "./pay-card.js"
import { QueueNote } from "./queue-note.js"
import { isPaidByQris, QrisCard } from "./qris-card.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Order, OrderLine, OrderStatus, Shop } from "../../lib/types.js" */

/** An end has a sign of its own, and no steps. @type {Record<OrderStatus, string | null>} */
const ENDS = { awaiting_payment: null, preparing: null, ready: null, completed: "check", cancelled: "stop" }

/**
 * @param {{order: Order, shop: Shop | null, state: LiveState, cause: string, onOrder: (order: Order) => void}} props
 */
export function OrderView({ order, shop, state, cause, onOrder }) {
  const end = ENDS[order.status]
  const over = end !== null
  const unpaid = isOwed(order)
  const cooking = isCooking(order)
  return html`
    <div class=${`order order--${order.status}`}>
      <p class="sr" id="number-label">${t("track.number")}</p>
      <h1 class="number" aria-describedby="number-label">
      <${OrderNumber} number=${order.number} look=${over ? "quiet" : ""}
        class=${`number__plate ${unpaid && !cooking ? "number__plate--small" : ""}`} /></h1>
      <div class="now">
        <p class="title">${end && html`<${Icon} name=${end} />`}
        ${order.merged_into ? t("track.merged") : t(`status.${order.status}`)}</p>
        <p class=${isUnsent(order) ? "sr" : "quiet"}>${hint(order)}</p>
      </div>
      ${
        cause === "recall" &&
        html`<p class="banner banner--wait"><${Icon} name="undo" /><span>
      ${t("track.recalled")}</span></p>`
      }
      ${!over && html`<${StatusSteps} status=${order.status} paid=${!unpaid} />`}
      ${cooking && html`<${QueueNote} order=${order} />`}
      ${!over && isPaidByQris(order, shop?.qris) && html`<${QrisCard} order=${order} qris=${shop?.qris} />`}
      ${unpaid && !cooking && html`<${PayCard} order=${order} timeZone=${shop?.time_zone} />`}
      <${AskedRounds} order=${order} />
      <${Progress} order=${order} shop=${shop} />
      <${AddMore} order=${order} shop=${shop} />
      <${CallStaff} order=${order} shop=${shop} />
      ${unpaid && cooking && html`<${PayCard} order=${order} timeZone=${shop?.time_zone} />`}
      ${isReceipt(order) && html`<${SaveReceipt} order=${order} shop=${shop} />`}
      <${Freshness} state=${state} />
      ${cooking && html`<${SoundSwitch} wide /><p class="quiet center">${t("track.keep_open")}</p>`}
      ${
        // Money that was paid is given back by hand: who paid a part asks at the counter.
        isUnsent(order) && order.paid_amount === 0 && html`<${CancelOwn} order=${order} onOrder=${onOrder} />`
      }
      ${
        order.merged_into &&
        html`<a class="button button--primary button--big" href=${`/t/${order.merged_into.uid}`}>
        ${t("track.merged_open", { number: order.merged_into.number })}</a>`
      }
      <a class=${`button ${over ? "button--big" : "button--plain"}`} href=${menuAddress()}
        onClick=${() => over && fillCart(order)}>${over ? t("track.order_again") : t("lookup.to_menu")}</a>
    </div>`
}

/** What the status means for the waiting customer. @param {Order} order */
export function hint(order) {
  if (order.merged_into) return t("track.hint.merged", { number: order.merged_into.number })
  if (isCancelled(order)) {
    if (order.owed_back > 0) return t("track.hint.refund")
    if (order.refunded_amount > 0) return t("track.hint.refunded")
    return order.cancel_cause === "expired" ? t("track.hint.expired") : t("track.hint.cancelled")
  }
  return t(`track.hint.${order.status}`)
}

/** @param {{order: Order, shop: Shop | null}} props */
function Progress({ order, shop }) {
  const lines = activeDishes(order)
  const done = lines.filter(isMade).length
  const cooking = isCooking(order)
  return html`
    <section class="card progress" aria-label=${t("track.lines")}>
      ${isReceipt(order) && html`<${ReceiptHead} order=${order} shop=${shop} />`}
      ${
        cooking &&
        html`
        <p role="status"><b class="progress__n">${t("track.done_of", { done, all: lines.length })}</b></p>
        <div class="blocks" aria-hidden="true">
        ${lines.map((line) => html`<i key=${line.id} class=${isMade(line) ? "on" : ""}></i>`)}</div>`
      }
      <p class="progress__location"><${Icon} name=${TYPE_ICONS[order.order_type]} />
      ${locationWords(order)}</p>
      <ul class="lines">
        ${byRound(order.lines).flatMap(({ round, lines: its }) => [
          (round > 1 || its[0].moved_from) &&
            html`<li key=${`round ${round}`} class="lines__round">${roundTitle(round, its[0])}</li>`,
          ...its.map((line) => html`<${Line} key=${line.id} line=${line} cooking=${cooking} />`),
        ])}
      </ul>
      <${OrderBill} order=${order} />
    </section>`
}

/**
 * Whose receipt it is, and of when.
 * @param {{order: Order, shop: Shop | null}} props
 */
function ReceiptHead({ order, shop }) {
  return html`
    <div class="receipt__head">
      <p class="strong">${shop?.name ?? ""}</p>
      ${shop?.street_address && html`<p class="quiet">${shop.street_address}</p>`}
      <p class="quiet">${placedAt(order, shop)}</p>
    </div>`
}

/** @param {{line: OrderLine, cooking: boolean}} props */
function Line({ line, cooking }) {
  const off = isVoid(line)
  return html`
    <li class=${off ? "lines__void" : ""}>
      <span class="lines__q">${line.quantity}×</span>
      <span><b>${line.name}</b>${choices(line) && html`<br /><span class="quiet">${choices(line)}</span>`}
      ${line.note && html`<br /><span class="quiet">${line.note}</span>`}</span>
      ${
        off
          ? html`<${VoidMark} line=${line} />`
          : cooking && !line.fee
            ? html`<${LineMark} done=${isMade(line)} />`
            : html`<span class="money">${rupiah(line.line_total)}</span>`
      }
    </li>`
}

/** @param {{line: OrderLine}} props */
function VoidMark({ line }) {
  if (line.moved_to)
    return html`<span class="chip chip--done"><${Icon} name="change" />
    ${t("merge.to", { number: line.moved_to })}</span>`
  return html`<span class="chip chip--cancelled"><${Icon} name="stop" />${t("line.void")}</span>`
}

/** @param {{done: boolean}} props */
function LineMark({ done }) {
  return done
    ? html`<span class="chip chip--done"><${Icon} name="check" />${t("line.done")}</span>`
    : html`<span class="chip chip--prep"><${Icon} name="pan" />${t("line.preparing")}</span>`
}

/** @param {{state: LiveState}} props */
function Freshness({ state }) {
  const n = Math.max(0, Math.floor((useLocalNow() - state.freshAt) / 1000))
  // While it is live there is nothing to say.
  if (!state.freshAt || state.name === "live") return null
  return html`<p class="fresh quiet"><${Icon} name="clock" small />
  ${t("track.updated", { n })}</p>`
}
