// The order's number as large as possible, and the QR code with which a phone follows it.

import { html, useState } from "../../vendor/preact/standalone.js"
import { qrAddress } from "../../lib/api.js"
import { rupiah } from "../../lib/money.js"
import { restToPay } from "../../lib/orders.js"
import { clockTime } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { OrderNumber } from "../../components/order-number.js"
import { language, t } from "../../components/words.js"

/** @import { Order, OrderStatus, Shop } from "../../lib/types.js" */

const AGAIN_AFTER = 2_000
/** Whether nothing is cooked before it is paid. @type {Record<OrderStatus, boolean>} */
const WAITS = { awaiting_payment: true, preparing: false, ready: false, completed: false, cancelled: false }

/** @param {{order: Order, shop: Shop | null, left: number, onDone: () => void}} props */
export function Done({ order, shop, left, onDone }) {
  return html`
    <main class="done">
      <div class="done__in">
        <div class="done__number">
          <h1 tabindex="-1"><span class="done__lead">
          ${t("kiosk.your_number")}</span> <${OrderNumber} number=${order.number} class="done__plate" /></h1>
          <${ToPay} order=${order} shop=${shop} />
        </div>
        <div class="done__code"><${Code} order=${order} /></div>
      </div>
      <div class="done__foot">
        <p class="quiet" role="timer">${t("kiosk.home_in", { n: left })}<br />${t("kiosk.touch_for_more")}</p>
        <button type="button" class="button button--primary button--big" onClick=${onDone}><${Icon} name="check" />
        ${t("kiosk.finish")}</button>
      </div>
    </main>`
}

/** @param {{order: Order, shop: Shop | null}} props */
function ToPay({ order, shop }) {
  const waits = WAITS[order.status]
  return html`
    <p class="done__pay">
      <span class=${`chip ${waits ? "chip--wait" : "chip--prep"}`}><${Icon} name="cash" />
      ${waits ? t("track.pay_at_counter") : t("kiosk.pay_later")}</span>
      <span class="money">${rupiah(restToPay(order))}</span>
      <span class="quiet">${t(`method.${order.payment_method}`)}</span>
    </p>
    ${
      waits &&
      order.expires_at &&
      html`<p class="quiet done__until">
    ${t("kiosk.pay_until", { time: clockTime(order.expires_at, language(), shop?.time_zone) })}</p>`
    }`
}

/** @param {{order: Order}} props */
function Code({ order }) {
  const [tries, setTries] = useState(0)
  const again = () => setTimeout(() => setTries(tries + 1), AGAIN_AFTER)
  const shop = order.tracking_url && new URL("/t", order.tracking_url)
  return html`
    <img key=${tries} class="qr" src=${qrAddress(order.uid)} alt=${t("kiosk.qr", { number: order.number })} width="320"
      height="320" draggable=${false} onError=${again} />
    <p><b>${t("kiosk.scan")}</b></p>
    ${
      shop &&
      html`<p class="quiet">${t("kiosk.or_type", { address: `${shop.host}${shop.pathname}` })}<br />
    <b class="done__typed">${order.number} · ${order.code}</b></p>`
    }`
}
