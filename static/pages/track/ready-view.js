// The view of an order that is ready: only status, number and where to pick it up, over the whole screen.

import { html } from "../../vendor/preact/standalone.js"
import { menuAddress } from "../../lib/card.js"
import { isOwed, isVoid, restToPay } from "../../lib/orders.js"
import { rupiah } from "../../lib/money.js"
import { clockTime } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { OrderNumber } from "../../components/order-number.js"
import { useFocusIfLost } from "../../components/use-focus.js"
import { language, t } from "../../components/words.js"
import { AddMore, AskedRounds } from "./asked-rounds.js"
import { CallStaff } from "./call-staff.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Order, Shop } from "../../lib/types.js" */

/** @param {{order: Order, shop: Shop | null, state: LiveState}} props */
export function ReadyView({ order, shop, state }) {
  const heading = useFocusIfLost()
  return html`
    <div class="ready on-fill">
      <div class="awning" aria-hidden="true"></div>
      <div class="ready__top"><div><p class="strong">${shop?.name ?? ""}</p><${ConnectionBadge} state=${state} /></div>
      <${LanguageSwitch} /></div>
      <div class="ready__body">
        <div class="ready__mark"><${Icon} name="bell" /></div>
        <p class="ready__word">${t("status.ready")}</p>
        <h1 tabindex="-1" ref=${heading}>
        <${OrderNumber} number=${order.number} look="paper" class="ready__plate" /></h1>
        <p class="ready__help">${t("track.hint.ready")}</p>
        ${
          isOwed(order) &&
          html`<p class="ready__help"><b>
        ${t("track.pay_on_pickup", { amount: rupiah(restToPay(order)) })}</b></p>`
        }
        <ul class="ready__lines">
          ${order.lines
            .filter(({ fee }) => !fee)
            .map((line) =>
              isVoid(line)
                ? html`<li key=${line.id}><${Icon} name="stop" /><span><s>${line.quantity}× ${line.name}</s>
              · ${t("line.void")}</span></li>`
                : html`<li key=${line.id}><${Icon} name="check" />${line.quantity}× ${line.name}</li>`,
            )}
        </ul>
        ${
          order.ready_at &&
          html`<p>
        ${t("track.ready_since", { time: clockTime(order.ready_at, language(), shop?.time_zone) })}</p>`
        }
        <${AskedRounds} order=${order} />
        <${AddMore} order=${order} shop=${shop} />
        <${CallStaff} order=${order} shop=${shop} />
        <a class="button ready__menu" href=${menuAddress()}><${Icon} name="left" />${t("lookup.to_menu")}</a>
      </div>
    </div>`
}
