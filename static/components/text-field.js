// One optional line of text.

import { html } from "../vendor/preact/standalone.js"
import { t } from "./words.js"

/**
 * @typedef {{id: string, label: string, hint?: string, value: string, most: number, onText: (text: string) => void}}
 *   TextFieldProps
 */

/** @param {TextFieldProps} props */
export function TextField({ id, label, hint, value, most, onText }) {
  return html`
    <div class="field">
      <label for=${id}>${label} <span class="quiet">${t("common.optional")}</span></label>
      <input class="input" id=${id} maxlength=${most} placeholder=${hint} value=${value}
        onInput=${(/** @type {any} */ event) => onText(event.target.value)} />
    </div>`
}
