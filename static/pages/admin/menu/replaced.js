// What is said once the menu was changed as a whole, and the way back.

import { html } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"

/** @import { Replacement } from "./use-replacement.js" */

/** @param {{replacement: Replacement, onClose: () => void}} props */
export function ReplacedFoot({ replacement: { done, isBusy, putBack }, onClose }) {
  return html`
    ${
      !done?.undone &&
      html`<button type="button" class="button button--big foot__aside" aria-busy=${isBusy("back")}
      onClick=${putBack}><${Icon} name="undo" />${t("transfer.put_back")}</button>`
    }
    <button type="button" class="button button--primary button--big" onClick=${onClose}>${t("admin.done")}</button>`
}

/** @param {{replacement: Replacement, said: string}} props */
export function Replaced({ replacement: { done }, said }) {
  return html`
    <div class="banner banner--good" role="status"><${Icon} name="check" /><p>
    ${done?.undone ? t("transfer.is_back") : said}</p></div>`
}
