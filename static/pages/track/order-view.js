// An order on its way, or at its end.

import { html } from "../../vendor/preact/standalone.js"
import { menuAddress } from "../../lib/card.js"
import { choices, activeLines } from "../../lib/orders.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { OrderNumber } from "../../components/order-number.js"
import { SoundSwitch } from "../../components/sound-switch.js"
import { StatusSteps } from "./status-steps.js"
import { useLocalNow } from "../../components/use-now.js"
import { t } from "../../components/words.js"
import { CancelOwn } from "./cancel-own.js"
import { PayCard } from "./pay-card.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Order, OrderStatus, Shop } from "../../lib/types.js" */

/** An end has a sign of its own, and no steps. @type {Record<OrderStatus, string | null>} */
const ENDS = { awaiting_payment: null, preparing: null, ready: null, completed: "check", cancelled: "stop" }

/**
 * @param {{order: Order, shop: Shop | null, state: LiveState, cause: string, onOrder: (order: Order) => void}} props
 */
export function OrderView({ order, shop, state, cause, onOrder }) {
  const end = ENDS[order.status]
  const over = end !== null
  const unpaid = order.payment_status === "unpaid" && !over
  const cooking = order.status === "preparing"
  return html`
    <div class=${`order order--${order.status}`}>
      <p class="sr" id="number-label">${t("track.number")}</p>
      <h1 class="number" aria-describedby="number-label">
      <${OrderNumber} number=${order.number} look=${over ? "quiet" : ""}
        class=${`number__plate ${unpaid && !cooking ? "number__plate--small" : ""}`} /></h1>
      <div class="now">
        <p class="title">${end && html`<${Icon} name=${end} />`}${t(`status.${order.status}`)}</p>
        <p class=${order.status === "awaiting_payment" ? "sr" : "quiet"}>${hint(order)}</p>
      </div>
      ${
        cause === "recall" &&
        html`<p class="banner banner--wait"><${Icon} name="undo" /><span>
      ${t("track.recalled")}</span></p>`
      }
      ${!over && html`<${StatusSteps} status=${order.status} paid=${order.payment_status !== "unpaid"} />`}
      ${unpaid && !cooking && html`<${PayCard} order=${order} />`}
      <${Progress} order=${order} />
      ${unpaid && cooking && html`<${PayCard} order=${order} />`}
      <${Freshness} state=${state} />
      ${cooking && html`<${SoundSwitch} wide /><p class="quiet center">${t("track.keep_open")}</p>`}
      ${order.status === "awaiting_payment" && html`<${CancelOwn} order=${order} onOrder=${onOrder} />`}
      <a class=${`button ${over ? "button--big" : "button--plain"}`} href=${menuAddress()}>${t("track.order_again")}</a>
    </div>`
}

/** What the status means for who waits. @param {Order} order */
export function hint(order) {
  if (order.status === "cancelled") {
    if (order.payment_status !== "unpaid") return t("track.hint.refund")
    return order.cancel_cause === "expired" ? t("track.hint.expired") : t("track.hint.cancelled")
  }
  return t(`track.hint.${order.status}`)
}

/** @param {{order: Order}} props */
function Progress({ order }) {
  const lines = activeLines(order)
  const done = lines.filter((line) => line.status === "done").length
  const cooking = order.status === "preparing"
  return html`
    <section class="card progress" aria-label=${t("track.lines")}>
      ${
        cooking &&
        html`
        <p role="status"><b class="progress__n">${t("track.done_of", { done, all: lines.length })}</b></p>
        <div class="blocks" aria-hidden="true">
        ${lines.map((line) => html`<i key=${line.id} class=${line.status === "done" ? "on" : ""}></i>`)}</div>`
      }
      <ul class="lines">
        ${lines.map(
          (line) => html`
          <li key=${line.id}>
            <span class="lines__q">${line.quantity}×</span>
            <span><b>${line.name}</b>${choices(line) && html`<br /><span class="quiet">${choices(line)}</span>`}
            ${line.note && html`<br /><span class="quiet">${line.note}</span>`}</span>
            ${
              cooking
                ? html`<${LineMark} done=${line.status === "done"} />`
                : html`<span class="money">
            ${rupiah(line.line_total)}</span>`
            }
          </li>`,
        )}
      </ul>
      <p class="lines__total"><span>${t("cart.total")}</span><b class="money">${rupiah(order.total_amount)}</b></p>
    </section>`
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
  if (!state.freshAt) return null
  return html`<p class="fresh quiet"><${Icon} name=${state.name === "live" ? "live" : "clock"} small />
  ${t("track.updated", { n })}</p>`
}
