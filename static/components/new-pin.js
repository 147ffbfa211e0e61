// Two fields for a new PIN, typed twice because it is hidden; it can be shown on request.

import { html, useState } from "../vendor/preact/standalone.js"
import { pinIn } from "../lib/pin.js"
import { Field } from "./field.js"
import { Icon } from "./icon.js"
import { t } from "./words.js"

/** @import { Message } from "./words.js" */

/** @typedef {{pin: string, again: string}} PinTwice never kept on the device */

/**
 * @param {{id: string, label?: string, value: PinTwice, problems: {pin?: Message, again?: Message}, onPin: (value:
 *   PinTwice) => void}} props
 */
export function NewPin({ id, label, value, problems, onPin }) {
  const [shown, setShown] = useState(false)
  return html`
    <div class="new-pin">
      <${PinLine} id=${id} label=${label ?? t("pin.new")} hint=${t("pin.help")} problem=${problems.pin} shown=${shown}
        value=${value.pin} onText=${(/** @type {string} */ pin) => onPin({ ...value, pin })} />
      <${PinLine} id=${`${id}-again`} label=${t("pin.again")} problem=${problems.again} shown=${shown}
        value=${value.again} onText=${(/** @type {string} */ again) => onPin({ ...value, again })} />
      <button type="button" class="button new-pin__show" aria-pressed=${String(shown)}
        onClick=${() => setShown(!shown)}><${Icon} name=${shown ? "eye-off" : "eye"} />${t("pin.show")}</button>
    </div>`
}

/** @param {import("./field.js").FieldProps & {value: string, shown: boolean, onText: (text: string) => void}} props */
function PinLine({ value, shown, onText, ...field }) {
  const read = (/** @type {any} */ event) => {
    event.target.value = pinIn(event.target.value)
    onText(event.target.value)
  }
  return html`
    <${Field} ...${field}>
      ${(/** @type {any} */ attributes) => html`<input class="input new-pin__pin" ...${attributes}
        type=${shown ? "text" : "password"} inputmode="numeric" autocomplete="new-password" value=${value}
          onInput=${read} />`}
    </${Field}>`
}
