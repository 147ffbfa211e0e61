// Warns owners who remove themselves that they cannot undo it themselves.

import { html } from "../../../vendor/preact/standalone.js"
import { t } from "../../../components/words.js"

/** @param {{onStay: () => void}} props */
export function LeaveNote({ onStay }) {
  return html`
    <div class="banner banner--danger leave" role="alert"><p>${t("people.leave_help")}</p>
    <button type="button" class="button" onClick=${onStay}>${t("people.stay")}</button></div>`
}
