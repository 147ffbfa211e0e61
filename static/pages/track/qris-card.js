// Paying one's own order with QRIS: the code to scan, and as a picture for the bank's app on the same phone.

import { html, useState } from "../../vendor/preact/standalone.js"
import { BY_CODE, isCancelled } from "../../lib/decisions.js"
import { orderQrisAddress } from "../../lib/api.js"
import { Icon } from "../../components/icon.js"
import { QrisCode } from "../../components/qris-code.js"
import { t } from "../../components/words.js"
import { savePicture } from "./qris-picture.js"

/** @import { Qris } from "../../components/qris-code.js" */
/** @import { Order } from "../../lib/types.js" */

/** @typedef {"" | "saved" | "unsaved"} Outcome of saving the picture; nothing before */

/** Whether an order is to be paid by the shop's code. @param {Order} order @param {Qris | null | undefined} qris */
export function isPaidByQris(order, qris) {
  return Boolean(qris) && BY_CODE[order.payment_method] && order.rest_amount > 0 && !isCancelled(order)
}

/** @param {{order: Order, qris: Qris}} props */
export function QrisCard({ order, qris }) {
  const [came, setCame] = useState(/** @type {Outcome} */ (""))
  const src = orderQrisAddress(order)
  const amount = order.rest_amount
  const save = () =>
    savePicture({ src, amount, qris, number: order.number }).then(
      () => setCame("saved"),
      () => setCame("unsaved"),
    )
  return html`
    <section class="card pay" aria-labelledby="qris-title">
      <h2 class="head" id="qris-title">${t("qris.pay")}</h2>
      <${QrisCode} src=${src} amount=${amount} qris=${qris} number=${order.number} />
      ${
        amount <= qris.most_amount &&
        html`
        <button type="button" class="button button--big" onClick=${save}><${Icon} name="download" />
        ${t("qris.save")}</button>
        <p class="quiet" role="status">${hintOf(came)}</p>`
      }
      <p>${t("qris.cashier_confirms")}</p>
    </section>`
}

/** @param {Outcome} came */
function hintOf(came) {
  if (came === "saved") return t("qris.saved")
  return came === "unsaved" ? t("qris.unsaved") : t("qris.same_phone")
}
