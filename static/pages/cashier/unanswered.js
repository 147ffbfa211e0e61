// It is not known what became of the last request that moved money: what is so, and the one thing to do, which is safe.

import { html } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { MoneyNow } from "./use-money.js" */

/** @param {{money: MoneyNow, uid: string}} props `uid` of the order that is shown: it may be of another one */
export function Unanswered({ money, uid }) {
  const other = money.sent && money.sent.uid !== uid ? money.sent.number : ""
  return html`
    <div class="unanswered">
      <p class="problem" role="alert"><${Icon} name="alert" />${other && `${other}: `}
      ${t("money.no_answer")}</p>
      <button type="button" class="button button--primary button--big button--wide" onClick=${money.send}>
      <${Icon} name="reconnect" />${t("cart.send_again")}</button>
    </div>`
}
