// Why an order is cancelled: one tap for the usual reasons, or a few words.

import { html, useState } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"

const USUAL = ["customer", "mistake", "sold_out", "not_paid"]

/** @param {{number: string, onReason: (reason: string) => void, onClose: () => void}} props */
export function ReasonSheet({ number, onReason, onClose }) {
  const [reason, setReason] = useState("")
  const foot = html`
    <button type="button" class="button button--danger button--big" disabled=${!reason.trim()}
      onClick=${() => onReason(reason.trim())}>
      <${Icon} name="close" />${t("cashier.cancel_number", { number })}
    </button>`
  return html`
    <${Sheet} title=${t("cashier.why_cancel")} foot=${foot} onClose=${onClose}>
      <div class="reasons" role="group" aria-label=${t("cashier.why_cancel")}>
        ${USUAL.map((each) => {
          const text = t(`reason.${each}`)
          return html`<button key=${each} type="button" class="button" aria-pressed=${String(text === reason)}
            onClick=${() => setReason(text)}>${text}</button>`
        })}
      </div>
      <div class="field">
        <label for="reason">${t("cashier.other_reason")}</label>
        <input class="input" id="reason" maxlength="200" value=${reason}
          onInput=${(/** @type {any} */ event) => setReason(event.target.value)} />
      </div>
    </${Sheet}>`
}
