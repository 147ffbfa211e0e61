// A form for a PIN with its own keys, since a tablet's keyboard would cover half the screen; and for the name, where
// none was tapped.

import { html } from "../vendor/preact/standalone.js"
import { pinIn } from "../lib/pin.js"
import { DIGITS } from "../lib/keyboard.js"
import { KeyPad } from "./key-pad.js"
import { ProblemNote } from "./problem.js"
import { t } from "./words.js"

/** @import { Message } from "./words.js" */

const MAX_NAME_LENGTH = 40

/**
 * @param {object} props
 * @param {string} props.id of the form, and what the fields' begin with
 * @param {string | null} props.name typed too, unless it was tapped
 * @param {string} props.pin
 * @param {Message | string} props.problem
 * @param {boolean} [props.own] whether the device may belong to one person, whose browser keeps what is typed
 * @param {(name: string) => void} props.onName
 * @param {(pin: string) => void} props.onPin
 * @param {(key: string) => void} props.onKey
 * @param {(event: Event) => void} props.onSubmit
 */
export function PinForm({ id, name, pin, problem, own = false, onName, onPin, onKey, onSubmit }) {
  const read = (/** @type {any} */ event) => {
    event.target.value = pinIn(event.target.value)
    onPin(event.target.value)
  }
  return html`
    <form id=${id} class="pin-form" autocomplete=${own ? "on" : "off"} onSubmit=${onSubmit}>
      ${
        name !== null &&
        html`
        <div class="field">
          <label for=${`${id}-name`}>${t("sign_in.name")}</label>
          <input class="input" id=${`${id}-name`} maxlength=${MAX_NAME_LENGTH} autocomplete=${own ? "username" : "off"}
            value=${name} onInput=${(/** @type {any} */ event) => onName(event.target.value)} />
        </div>`
      }
      <div class="field">
        <label for=${`${id}-pin`}>${t("sign_in.pin")}</label>
        <input class="input pin-form__pin" id=${`${id}-pin`} type="password" inputmode="none"
          autocomplete=${own ? "current-password" : "off"} value=${pin} aria-invalid=${problem ? "true" : undefined}
            aria-describedby=${`${id}-problem`} onInput=${read} />
      </div>
      <div id=${`${id}-problem`}><${ProblemNote} text=${problem} /></div>
      <${KeyPad} keys=${DIGITS} onKey=${onKey} />
    </form>`
}
