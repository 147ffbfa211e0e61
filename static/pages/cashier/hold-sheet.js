// Under which name a sale is put aside, so that of several the right one is taken up again.

import { html, useState } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"

/** @param {{onHold: (name: string) => void, onClose: () => void}} props */
export function HoldSheet({ onHold, onClose }) {
  const [name, setName] = useState("")
  const foot = html`
    <button type="submit" form="hold" class="button button--primary button--big sheet__act"><${Icon} name="clock" />
    ${t("sale.hold")}</button>`
  return html`
    <${Sheet} title=${t("sale.hold_title")} foot=${foot} ownFocus onClose=${onClose}>
      <form id="hold" onSubmit=${(/** @type {Event} */ event) => {
        event.preventDefault()
        onHold(name.trim())
      }}>
        <div class="field">
          <label for="hold-name">${t("sale.hold_name")}</label>
          <input class="input" id="hold-name" maxlength="60" autocomplete="off" autofocus value=${name}
            onInput=${(/** @type {any} */ event) => setName(event.target.value)} />
        </div>
      </form>
    </${Sheet}>`
}
