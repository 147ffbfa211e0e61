// It is done: the number to call out, what to give back, and the code to take along.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { OrderNumber } from "../../components/order-number.js"
import { whoAndWhere } from "./order-row.js"
import { StatusChip } from "./status-chip.js"
import { Change } from "./change.js"
import { TrackingQr } from "../../components/tracking-qr.js"
import { useFocusIfLost } from "../../components/use-focus.js"
import { t } from "../../components/words.js"
import { isTheKitchens } from "./order-changes.js"
import { isOwed } from "./order-money.js"

/** @import { Shop } from "../../lib/types.js" */
/** @import { Done } from "./use-sale.js" */

/** @param {{done: Done, shop: Shop | null, onNext: () => void, onShow: () => void}} props */
export function SaleDone({ done: { order, change }, shop, onNext, onShow }) {
  const heading = useFocusIfLost()
  const paid = !isOwed(order)
  const unpaid = isTheKitchens(order) ? t("sale.sent") : t("pay.unpaid")
  return html`
    <div class="detail__head">
      <${OrderNumber} number=${order.number} class="detail__plate" />
      <div class="detail__who">
        <h2 class="head" tabindex="-1" ref=${heading}>${paid ? t("sale.paid") : unpaid} · <span class="money">
        ${rupiah(order.total_amount)}</span></h2>
        <p class="quiet">${whoAndWhere(order)}${order.payment && ` · ${t(`method.${order.payment.method}`)}`}</p>
      </div>
      <${StatusChip} status=${order.status} />
    </div>
    ${change !== null && html`<${Change} amount=${change} />`}
    <div class="sale__qr"><${TrackingQr} order=${order} shop=${shop} /></div>
    <div class="actions">
      <button type="button" class="button button--big" onClick=${onShow}>${t("cart.view")}</button>
      <button type="button" class="button button--primary button--big actions__main" onClick=${onNext}>
      <${Icon} name="plus" />${t("sale.next")}<kbd aria-hidden="true">Enter</kbd></button>
    </div>`
}
