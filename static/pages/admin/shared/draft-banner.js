// A banner for something new that was begun and not saved, with a button that opens it again.

import { html } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { draftOf, hasDraft } from "./drafts.js"

/** @param {{name: string, title: string, onOpen: () => void}} props `name` of the draft */
export function DraftBanner({ name, title, onOpen }) {
  if (!hasDraft(name)) return null
  const { name_id, name: called = name_id } = draftOf(name).changes
  return html`
    <div class="banner banner--wait">
      <${Icon} name="note" /><p>${t("admin.draft_left", { what: called ? `${title}: ${called}` : title })}</p>
      <button type="button" class="button" onClick=${onOpen}>${t("admin.go_on")}</button>
    </div>`
}
