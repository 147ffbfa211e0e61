// What is still owed, and the code that the cashier scans.

import { html } from "../../vendor/preact/standalone.js"
import { IN_CASH } from "../../lib/decisions.js"
import { qrAddress } from "../../lib/api.js"
import { rupiah } from "../../lib/money.js"
import { restToPay } from "../../lib/orders.js"
import { clockTime, countdown, secondsUntil } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { useNow } from "../../components/use-now.js"
import { language, t } from "../../components/words.js"

/** @import { Order } from "../../lib/types.js" */

/** From here on every second is told. */
const LAST = 5 * 60

/** @param {{order: Order, timeZone?: string}} props */
export function PayCard({ order, timeZone }) {
  const { payment_method: method } = order
  const title = IN_CASH[method] ? t("track.pay_at_counter") : t("track.pay_by", { method: t(`method.${method}`) })
  return html`
    <section class="card pay" aria-labelledby="pay-title">
      <div class="pay__sum">
        <h2 class="head" id="pay-title">${title}</h2>
        <p class="money money--big">${rupiah(restToPay(order))}</p>
        ${
          order.paid_amount > 0 &&
          html`<p>${t("track.paid_of", { paid: rupiah(order.paid_amount), total: rupiah(order.total_amount) })}</p>`
        }
      </div>
      <img class="qr" src=${qrAddress(order.uid)} alt=${t("track.qr", { number: order.number })} width="240"
        height="240" />
      <p>${t("track.show_code")}<br /><b class="code">${order.code}</b></p>
      ${order.expires_at && html`<${TimeLeft} until=${order.expires_at} timeZone=${timeZone} />`}
    </section>`
}

/** @param {{until: string, timeZone?: string}} props */
function TimeLeft({ until, timeZone }) {
  const seconds = secondsUntil(until, useNow())
  const left = () =>
    seconds > LAST
      ? t("track.pay_until", { time: clockTime(Date.parse(until), language(), timeZone) })
      : t("track.time_left", { time: countdown(seconds) })
  return html`<p class="chip chip--wait"><${Icon} name="clock" />
  ${seconds > 0 ? left() : t("track.time_over")}</p>`
}
