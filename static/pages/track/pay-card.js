// What is still to pay, and the code the cashier scans.

import { html } from "../../vendor/preact/standalone.js"
import { qrAddress } from "../../lib/api.js"
import { rupiah } from "../../lib/money.js"
import { restToPay } from "../../lib/orders.js"
import { countdown, secondsUntil } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { useNow } from "../../components/use-now.js"
import { t } from "../../components/words.js"

/** @import { Order } from "../../lib/types.js" */

/** @param {{order: Order}} props */
export function PayCard({ order }) {
  return html`
    <section class="card pay" aria-labelledby="pay-title">
      <div class="pay__sum">
        <h2 class="head" id="pay-title">${t("track.pay_at_counter")}</h2>
        <p class="money money--big">${rupiah(restToPay(order))}</p>
        ${
          order.paid_amount > 0 &&
          html`<p>${t("track.paid_of", { paid: rupiah(order.paid_amount), total: rupiah(order.total_amount) })}</p>`
        }
      </div>
      <img class="qr" src=${qrAddress(order.uid)} alt=${t("track.qr", { number: order.number })} width="240"
        height="240" />
      <p>${t("track.show_code")}<br /><b class="code">${order.code}</b></p>
      <p class="quiet">${t(`method.${order.payment_method}`)}</p>
      ${order.expires_at && html`<${TimeLeft} until=${order.expires_at} />`}
    </section>`
}

/** @param {{until: string}} props */
function TimeLeft({ until }) {
  const seconds = secondsUntil(until, useNow())
  return html`<p class="chip chip--wait"><${Icon} name="clock" />
  ${seconds > 0 ? t("track.time_left", { time: countdown(seconds) }) : t("track.time_over")}</p>`
}
