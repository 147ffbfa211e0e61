// Says that the card on the table is out of date, and how to order without it.

import { html } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

export function ReplacedCard() {
  return html`<div class="banner banner--wait"><${Icon} name="alert" /><p><b>${t("card.replaced")}</b><br />
  ${t("card.replaced_help")}</p></div>`
}
