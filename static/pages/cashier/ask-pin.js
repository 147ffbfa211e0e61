// The PIN of somebody who takes over, on keys of its own: a tablet's keyboard would cover half the screen.

import { html } from "../../vendor/preact/standalone.js"
import { pinIn } from "../../lib/pin.js"
import { FIGURES } from "../../lib/typing.js"
import { KeyPad } from "../../components/key-pad.js"
import { ProblemNote } from "../../components/problem.js"
import { t } from "../../components/words.js"

const LONGEST_NAME = 40

/** @param {{name: string | null, pin: string, problem: string, onName: (name: string) => void, onPin: (pin: string) => void, onKey: (key: string) => void, onSubmit: (event: Event) => void}} props `name` is typed too, unless it was tapped */
export function AskPin({ name, pin, problem, onName, onPin, onKey, onSubmit }) {
  const read = (/** @type {any} */ event) => {
    event.target.value = pinIn(event.target.value)
    onPin(event.target.value)
  }
  return html`
    <form id="switch-form" class="switch-form" autocomplete="off" onSubmit=${onSubmit}>
      ${name !== null && html`
        <div class="field">
          <label for="switch-name">${t("sign_in.name")}</label>
          <input class="input" id="switch-name" maxlength=${LONGEST_NAME} autocomplete="off" value=${name} onInput=${(/** @type {any} */ event) => onName(event.target.value)} />
        </div>`}
      <div class="field">
        <label for="switch-pin">${t("sign_in.pin")}</label>
        <input class="input switch-form__pin" id="switch-pin" type="password" inputmode="none" autocomplete="off" value=${pin} aria-invalid=${problem ? "true" : undefined} aria-describedby="switch-problem" onInput=${read} />
      </div>
      <div id="switch-problem"><${ProblemNote} text=${problem} /></div>
      <${KeyPad} keys=${FIGURES} onKey=${onKey} />
    </form>`
}
