// The section of settings: decisions for the whole shop, each with a sentence about its effect.

import { html } from "../../../vendor/preact/standalone.js"
import { changeSettings } from "../shared/owner-api.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Switch } from "../shared/switch.js"
import { message, t } from "../../../components/words.js"
import { AdvancedCards } from "./advanced-cards.js"
import { BooksCard } from "./books-card.js"
import { Contents } from "./contents.js"
import { HoursCard } from "./hours-card.js"
import { LogoCard } from "./logo-card.js"
import { PricesCard } from "./prices-card.js"
import { QrisCard } from "./qris-card.js"
import { SettingsCard, SoundsCard } from "./settings-cards.js"
import { useMenuActions } from "../menu/use-menu-actions.js"
import { useSettings } from "./use-settings.js"

/** @import { Shop } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { HashRoute } from "../use-hash-route.js" */
/** @import { Part } from "./contents.js" */

/** @type {Part[]} in their order on the page */
const PARTS = [
  { name: "shop", title: () => t("settings.shop") },
  { name: "hours", title: () => t("settings.hours"), Card: HoursCard },
  { name: "logo", title: () => t("setting.logo_url"), Card: LogoCard },
  { name: "ordering", title: () => t("settings.ordering") },
  { name: "bill", title: () => t("settings.bill") },
  { name: "books", title: () => t("settings.books"), Card: BooksCard },
  { name: "prices", title: () => t("prices.title"), Card: PricesCard },
  { name: "drawer", title: () => t("settings.drawer") },
  { name: "approvals", title: () => t("settings.approvals") },
  { name: "printing", title: () => t("settings.printing") },
  { name: "qris", title: () => t("qris.title"), Card: QrisCard },
  { name: "screens", title: () => t("settings.screens") },
  { name: "sounds", title: () => t("sounds.title"), Card: SoundsCard },
  {
    name: "advanced",
    title: () => t("settings.advanced"),
    Card: AdvancedCards,
    drafts: ["limits", "hosts", "backups"],
  },
]

/** @param {{route: HashRoute, editor: MenuEditor, shop: Shop | null, stale: boolean}} props */
export function SettingsSection({ route, editor, shop, stale }) {
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
      <${Contents} parts=${PARTS} chosen=${route.kind} />
      <section class="card setting setting--open" aria-labelledby="takes-orders">
        <div><h3 class="head" id="takes-orders">${t("setting.takes_orders")}</h3><p class="quiet">
        ${t("setting.takes_orders.help")}</p></div>
        <${Switch} on=${settings.takes_orders} name=${t("setting.takes_orders")}
          words=${[t("setting.takes_orders.true"), t("setting.takes_orders.false")]} busy=${actions.isBusy("open")}
            onSwitch=${open} />
      </section>
      ${PARTS.map(({ name, title, Card }) =>
        Card
          ? html`<${Card} key=${name} ...${shared} />`
          : html`<${SettingsCard} key=${name} group=${name} title=${title()} ...${shared} />`,
      )}
    </div>`
}
