// What holds in the whole shop: a few decisions, each with a sentence of what it does.

import { html } from "../../../vendor/preact/standalone.js"
import { changeSettings } from "../shared/owner-api.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Switch } from "../shared/switch.js"
import { message, t } from "../../../components/words.js"
import { AdvancedCards } from "./advanced-cards.js"
import { HoursCard } from "./hours-card.js"
import { LogoCard } from "./logo-card.js"
import { PricesCard } from "./prices-card.js"
import { QrisCard } from "./qris-card.js"
import { SettingsCard, SoundsCard } from "./settings-cards.js"
import { useMenuActions } from "../menu/use-menu-actions.js"
import { useSettings } from "./use-settings.js"

/** @import { Shop } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */

/** @param {{editor: MenuEditor, shop: Shop | null, stale: boolean}} props */
export function SettingsSection({ editor, shop, stale }) {
  const { decided, reload } = useSettings(editor, shop)
  const actions = useMenuActions(editor)
  if (!decided) return html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`
  const { settings } = decided
  const open = async (/** @type {boolean} */ on) => {
    const run = (/** @type {boolean} */ takes_orders) => async () => {
      await changeSettings({ takes_orders })
      await reload()
    }
    if (await actions.perform(run(on), "open"))
      actions.withUndo(
        message(() => (on ? t("settings.is_open") : t("settings.is_closed"))),
        run(!on),
        on ? "check" : "soldout",
      )
  }
  const shared = { settings, editor, actions, onSaved: reload }
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools tools--bare"><h2 class="head">${t("admin.settings")}</h2></div>
      <section class="card setting setting--open" aria-labelledby="takes-orders">
        <div><h3 class="head" id="takes-orders">${t("setting.takes_orders")}</h3><p class="quiet">
        ${t("setting.takes_orders.help")}</p></div>
        <${Switch} on=${settings.takes_orders} name=${t("setting.takes_orders")}
          words=${[t("setting.takes_orders.true"), t("setting.takes_orders.false")]} busy=${actions.isBusy("open")}
            onSwitch=${open} />
      </section>
      <${SettingsCard} group="shop" title=${t("settings.shop")} ...${shared} />
      <${HoursCard} ...${shared} />
      <${LogoCard} ...${shared} />
      <${SettingsCard} group="ordering" title=${t("settings.ordering")} ...${shared} />
      <${SettingsCard} group="bill" title=${t("settings.bill")} ...${shared} />
      <${PricesCard} ...${shared} />
      <${SettingsCard} group="drawer" title=${t("settings.drawer")} ...${shared} />
      <${SettingsCard} group="approvals" title=${t("settings.approvals")} ...${shared} />
      <${SettingsCard} group="printing" title=${t("settings.printing")} ...${shared} />
      <${QrisCard} ...${shared} />
      <${SettingsCard} group="screens" title=${t("settings.screens")} ...${shared} />
      <${SoundsCard} ...${shared} />
      <${AdvancedCards} ...${shared} />
    </div>`
}
