// The QR code with which a customer follows the order on their own phone, and what to type if they cannot scan.

import { html } from "../vendor/preact/standalone.js"
import { qrAddress } from "../lib/api.js"
import { t } from "./words.js"

/** @import { Order, Shop } from "../lib/types.js" */

/** @param {{order: Order, shop: Shop | null}} props */
export function TrackingQr({ order, shop }) {
  // Not this page's own address: the counter may well be on the server itself.
  const address = shop?.public_url ?? order.tracking_url
  return html`
    <div class="tracking-qr">
      <img src=${qrAddress(order.uid)} alt=${t("track.qr", { number: order.number })} width="240" height="240" />
      <div>
        <p class="strong">${t("qr.follow")}</p>
        ${
          address &&
          html`<p class="quiet">
        ${t("qr.or_type", { address: `${new URL(address).host}/t`, number: order.number, code: order.code })}</p>`
        }
      </div>
    </div>`
}
