// The section of the shop's address and of the guest Wi-Fi.

import { html } from "../../../vendor/preact/standalone.js"
import { EmptyState } from "../../../components/empty-state.js"
import { t } from "../../../components/words.js"
import { useMenuActions } from "../menu/use-menu-actions.js"
import { AddressCard } from "../network/address-card.js"
import { useSettings } from "./use-settings.js"
import { WifiCard } from "./wifi-card.js"

/** @import { Shop } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */

/** @param {{editor: MenuEditor, shop: Shop | null, stale: boolean}} props */
export function NetworkSection({ editor, shop, stale }) {
  const { decided, reload } = useSettings(editor, shop)
  const actions = useMenuActions(editor)
  if (!decided) return html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`
  const { settings, wifi } = decided
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools tools--bare"><h2 class="head">${t("admin.network")}</h2></div>
      <${AddressCard} settings=${settings} editor=${editor} actions=${actions} onSaved=${reload} />
      <${WifiCard} wifi=${wifi} editor=${editor} actions=${actions} onSaved=${reload} />
    </div>`
}
