// The section of tables, with a link to their QR cards.

import { html } from "../../../vendor/preact/standalone.js"
import { EmptyState } from "../../../components/empty-state.js"
import { t } from "../../../components/words.js"
import { useMenuActions } from "../menu/use-menu-actions.js"
import { TablesCard } from "./tables-card.js"
import { useSettings } from "./use-settings.js"

/** @import { Shop } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */

/** @param {{editor: MenuEditor, shop: Shop | null, stale: boolean}} props */
export function TablesSection({ editor, shop, stale }) {
  const { decided, reload } = useSettings(editor, shop)
  const actions = useMenuActions(editor)
  if (!decided) return html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools tools--bare"><h2 class="head">${t("admin.tables")}</h2></div>
      <${TablesCard} tables=${decided.tables} editor=${editor} actions=${actions} onSaved=${reload} />
    </div>`
}
