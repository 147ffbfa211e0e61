// The head of the kiosk: shop, order type, freshness, and a button that starts over.

import { html } from "../../vendor/preact/standalone.js"
import { TYPE_ICONS } from "../../lib/decisions.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { t } from "../../components/words.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Shop } from "../../lib/types.js" */
/** @import { Visit } from "./visit.js" */

/** @param {{shop: Shop, visit: Visit, state: LiveState, onWhere: () => void, onRestart: () => void}} props */
export function KioskHead({ shop, visit, state, onWhere, onRestart }) {
  const { order_type, table_number } = visit.details
  return html`
    <header class="ktop">
      <p class="ktop__shop">${shop.name}</p>
      <${ConnectionBadge} state=${state} />
      <button type="button" class="button ktop__where" disabled=${visit.sent} onClick=${onWhere}>
        <${Icon} name=${TYPE_ICONS[order_type]} />
        <span>${t(`type.${order_type}`)}
        ${table_number && html` · ${t("type.table", { table: table_number })}`}
        <span class="sr">, ${t("cart.change")}</span></span>
      </button>
      <${LanguageSwitch} />
      <button type="button" class="button ktop__restart" onClick=${onRestart}><${Icon} name="undo" /><span>
      ${t("kiosk.restart")}</span></button>
    </header>`
}

/** A reload in the middle of an order, and the menu is on its way. @param {{state: LiveState}} props */
export function Loading({ state }) {
  return html`
    <main class="attract">
      <h1 class="sr">${t("menu.title")}</h1>
      <${EmptyState} icon="slow" title=${t("common.loading")} />
      <p class="attract__foot"><${ConnectionBadge} state=${state} /></p>
    </main>`
}
