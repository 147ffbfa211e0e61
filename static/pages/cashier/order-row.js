// One order in the cashier's list.

import { html } from "../../vendor/preact/standalone.js"
import { isCancelled, isUnpaid } from "../../lib/decisions.js"
import { rupiah } from "../../lib/money.js"
import { dishesInShort, isOver, waitingRequests } from "../../lib/orders.js"
import { minutesSince } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { OrderNumber } from "../../components/order-number.js"
import { locationWords } from "../../components/order-words.js"
import { t } from "../../components/words.js"
import { isOwed, moneySign, owesBack } from "./order-money.js"
import { MoneyChip } from "./status-chip.js"

/** @import { Order, OrderStatus } from "../../lib/types.js" */

/**
 * Whether an unpaid order is marked as unpaid; before the kitchen has it, every order is unpaid.
 * @type {Record<OrderStatus, boolean>}
 */
const SAYS_UNPAID = { awaiting_payment: false, preparing: true, ready: true, completed: true, cancelled: false }

/** Where it goes and to whom, in one breath. @param {Order} order */
export function whoAndWhere(order) {
  return [locationWords(order), order.customer_name].filter(Boolean).join(" · ")
}

/** How long ago, in words. @param {string} at @param {number} now */
export function relativeTime(at, now) {
  const n = minutesSince(at, now)
  return n === 0 ? t("time.just_now") : t("time.minutes", { n })
}

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {number} props.now
 * @param {boolean} props.chosen
 * @param {boolean} props.isNew
 * @param {boolean} [props.owes] whether it stands in the list of money to give back; an open order has another row
 * @param {() => void} props.onOpen
 * @param {() => void} [props.onPickedUp]
 */
export function OrderRow({ order, now, chosen, isNew, owes = false, onOpen, onPickedUp }) {
  const unpaid = isUnpaid(order)
  const sign = moneySign(order)
  const dishes = dishesInShort(order)
  const isBack = owes || (owesBack(order) && isOver(order))
  // A rest is said with its sum, and needs no second one.
  const amount = isOwed(order) ? order.rest_amount : order.total_amount
  return html`
    <li class=${`row ${isNew ? "row--new" : ""}`} aria-current=${chosen ? "true" : undefined}>
      <button type="button" class="row__open" id=${owes && !isOver(order) ? undefined : `row-${order.uid}`}
        onClick=${onOpen}>
        <${OrderNumber} number=${order.number} look=${chosen || isNew ? "" : "quiet"} />
        <span class="row__mid"><b>${whoAndWhere(order)}</b>
        <span class="row__what"><span class="row__dishes">${dishes.names}</span>
        ${dishes.more > 0 && html`<span>+${dishes.more}</span>`}</span>
        <span class="quiet">${relativeTime(order.created_at, now)}</span></span>
        ${
          isBack
            ? html`<span class="row__end"><span class="sr">${t("owing.amount")} </span><b class="money row__back">
              ${rupiah(order.owed_back)}</b></span>`
            : html`
        <span class="row__end">
          ${!onPickedUp && sign !== "due" && html`<span class="money">${rupiah(amount)}</span>`}
          ${isNew && html`<span class="chip chip--new"><${Icon} name="bell" />${t("cashier.new")}</span>`}
          ${unpaid && SAYS_UNPAID[order.status] && html`<span class="chip chip--wait">${t("pay.unpaid")}</span>`}
          ${
            waitingRequests(order).length > 0 &&
            html`<span class="chip chip--new"><${Icon} name="plus" />${t("asked.chip")}</span>`
          }
          <${MoneyChip} order=${order} />
          ${
            isCancelled(order) &&
            html`<span class="chip chip--cancelled">
            ${order.merged_into ? t("track.merged") : t("status.cancelled")}</span>`
          }
        </span>`
        }
      </button>
      ${
        onPickedUp &&
        html`<button type="button" class="button row__act"
        aria-label=${t("cashier.picked_up_number", { number: order.number })} onClick=${onPickedUp}>
        <${Icon} name="check" /><span>${t("cashier.picked_up")}</span></button>`
      }
    </li>`
}
