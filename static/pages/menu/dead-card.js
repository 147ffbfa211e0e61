// The card on the table is out of date: what one can do without it.

import { html } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

export function DeadCard() {
  return html`<div class="banner banner--wait"><${Icon} name="alert" /><p><b>${t("card.dead")}</b><br />
  ${t("card.dead_help")}</p></div>`
}
