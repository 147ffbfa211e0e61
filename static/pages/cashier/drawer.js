// The cash drawer in the head of the till: a button that says whether it is open, and the sheet behind it.

import { html } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"
import { DrawerSheet } from "./drawer-sheet.js"
import { useDrawer } from "./use-drawer.js"

/** @import { Shop } from "../../lib/types.js" */

/** @param {{shop: Shop | null, isLive: boolean, me: string}} props */
export function Drawer({ shop, isLive, me }) {
  const now = useDrawer({ shop, isLive, me })
  return html`
    <button type="button" class="button top__drawer" aria-haspopup="dialog" onClick=${() => now.go("home")}>
      <${Icon} name="cash" /><span class="top__word">${t("drawer.button")}</span>
      <span class="sr">, ${now.shift ? t("drawer.is_open") : t("drawer.is_closed")}</span>
    </button>
    ${now.step && html`<${DrawerSheet} now=${now} shop=${shop} />`}`
}
