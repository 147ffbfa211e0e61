// The chosen order: what, for whom, and the one thing to do with it now.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { choices, activeLines } from "../../lib/orders.js"
import { clockTime } from "../../lib/time.js"
import { BillRows } from "../../components/bill-rows.js"
import { Icon } from "../../components/icon.js"
import { OrderNumber } from "../../components/order-number.js"
import { whoAndWhere } from "./order-row.js"
import { StatusChip } from "./status-chip.js"
import { Change } from "./take-payment.js"
import { useFocusIfLost } from "../../components/use-focus.js"
import { language, t } from "../../components/words.js"

/** @import { Order, OrderLine, Shop } from "../../lib/types.js" */

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {Shop | null} props.shop
 * @param {number | null} props.change what to give back for the payment just taken
 * @param {string | null} [props.payer] who took the payment, once that is known
 * @param {any} props.actions
 * @param {Set<number>} props.soldOut dishes that cannot be had just now
 * @param {(line: OrderLine, is_available: boolean) => void} props.onAvailable
 * @param {() => void} props.onCode
 * @param {() => void} props.onBack
 */
export function OrderDetail({ order, shop, change, payer = null, actions, soldOut, onAvailable, onCode, onBack }) {
  const heading = useFocusIfLost()
  return html`
    <div class="detail__head">
      <button type="button" class="button button--icon detail__back" aria-label=${t("common.back")} onClick=${onBack}>
      <${Icon} name="left" /></button>
      <${OrderNumber} number=${order.number} class="detail__plate" />
      <div class="detail__who">
        <h2 class="head" tabindex="-1" ref=${heading}>${whoAndWhere(order)}</h2>
        <p class="quiet">${t(`channel.${order.channel}`)} · ${clockTime(order.created_at, language(), shop?.time_zone)}
        ${order.placed_by ? ` · ${order.placed_by}` : ""}</p>
      </div>
      <${StatusChip} status=${order.status} />
      <button type="button" class="button detail__code" aria-haspopup="dialog" onClick=${onCode}>
      <${Icon} name="qr" />QR<span class="sr"> ${order.number}</span></button>
    </div>
    ${change !== null && html`<${Change} amount=${change} />`}
    ${order.note && html`<p class="banner banner--wait"><${Icon} name="note" /><span>${order.note}</span></p>`}
    ${
      order.cancel_reason &&
      html`<p class="banner banner--danger"><${Icon} name="stop" /><span>
    ${order.cancel_reason}</span></p>`
    }
    <ul class="dl">
      ${activeLines(order).map(
        (line) => html`
        <li key=${line.id}>
          <span class="dl__q">${line.quantity}×</span>
          <div>
            <h3>${line.name}${
              soldOut.has(line.menu_item_id) &&
              html` <span class="chip chip--sold">
            <${Icon} name="soldout" />${t("menu.sold_out")}</span>`
            }
            ${
              line.status === "done" &&
              html` <${Icon} name="check" small /><span class="sr">
            ${t("line.done")}</span>`
            }</h3>
            ${choices(line) && html`<p class="quiet">${choices(line)}</p>`}
            ${line.note && html`<p class="dl__note"><${Icon} name="note" />${line.note}</p>`}
          </div>
          <span class="money">${rupiah(line.line_total)}</span>
          <${Available} line=${line} out=${soldOut.has(line.menu_item_id)} onAvailable=${onAvailable} />
        </li>`,
      )}
    </ul>
    <div class="summary">
      <${Paid} order=${order} shop=${shop} payer=${payer} />
      <${BillRows} bill=${order.bill} discounts=${order.discounts} lines=${order.lines} />
    </div>
    ${actions}`
}

/**
 * Sold out with one tap, and back with another.
 * @param {{line: OrderLine, out: boolean, onAvailable: (line: OrderLine, is_available: boolean) => void}} props
 */
function Available({ line, out, onAvailable }) {
  const { name } = line
  return html`
    <button type="button" class="button button--plain"
      aria-label=${out ? t("cashier.back_in", { name }) : t("cashier.sold_out", { name })}
        onClick=${() => onAvailable(line, out)}>
      <${Icon} name=${out ? "undo" : "soldout"} /><span>${out ? t("cashier.back") : t("menu.sold_out")}</span>
    </button>`
}

/** When, how and by whom. @param {{order: Order, shop: Shop | null, payer: string | null}} props */
function Paid({ order, shop, payer }) {
  const { payment } = order
  if (!payment)
    return html`<div><span class="quiet">${t(`method.${order.payment_method}`)}</span><span>
    ${t("pay.unpaid")}</span></div>`
  return html`
    <div><span class="quiet">
    ${t("pay.paid_by", {
      method: t(`method.${payment.method}`),
      time: clockTime(payment.paid_at, language(), shop?.time_zone),
    })}
    ${payer && ` · ${payer}`}</span><span>${rupiah(payment.tendered)}</span></div>
    ${
      payment.change > 0 &&
      html`<div><span class="quiet">${t("pay.change")}</span><span>
    ${rupiah(payment.change)}</span></div>`
    }`
}
