// Why: one tap for the usual reasons, or a few words. What is tapped stands in the field, where it can be completed.

import { html } from "../../vendor/preact/standalone.js"
import { t } from "../../components/words.js"

const LONGEST = 200

/**
 * @param {object} props
 * @param {string} props.id of the field
 * @param {string} props.label of the field
 * @param {string[]} props.usual
 * @param {string} props.reason
 * @param {(reason: string) => void} props.onReason
 */
export function ReasonField({ id, label, usual, reason, onReason }) {
  return html`
    <div class="reason-field">
      <div class="reasons" role="group" aria-label=${t("money.usual_reasons")}>
        ${usual.map(
          (text) => html`<button key=${text} type="button" class="button" aria-pressed=${String(text === reason)}
          onClick=${() => onReason(text)}>${text}</button>`,
        )}
      </div>
      <div class="field">
        <label for=${id}>${label}</label>
        <input class="input" id=${id} maxlength=${LONGEST} autocomplete="off" value=${reason}
          onInput=${(/** @type {any} */ event) => onReason(event.target.value)} />
      </div>
    </div>`
}
