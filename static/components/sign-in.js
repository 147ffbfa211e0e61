// The sign-in for staff: a name, tapped where the device remembers names, and a PIN. After a wrong PIN the name stays.

import { html, useLayoutEffect, useRef, useState } from "../vendor/preact/standalone.js"
import { signIn } from "../lib/api.js"
import { knownNames, rememberName } from "../lib/known-names.js"
import { MAX_PIN_LENGTH } from "../lib/pin.js"
import { applyKey } from "../lib/keyboard.js"
import { PinForm } from "./pin-form.js"
import { Icon } from "./icon.js"
import { LanguageSwitch } from "./language-switch.js"
import { ProblemNote, problemText } from "./problem.js"
import { StaffNames } from "./staff-names.js"
import { t } from "./words.js"

/** @import { Message } from "./words.js" */
/** @import { Staff } from "../lib/types.js" */

const FORM = "sign-in"

/**
 * @param {{title: string, why: Message | "", onSignedIn: (staff: Staff) => void, before?: any, after?: any}} props
 *   `before` and `after` the form: other ways on
 */
export function SignIn({ title, why, onSignedIn, before, after }) {
  const known = useRef(knownNames()).current
  // Null: no one is picked yet; a name that the device knows; or "": the person types their name.
  const [picked, setPicked] = useState(/** @type {string | null} */ (known.length > 1 ? null : (known[0] ?? "")))
  const [typed, setTyped] = useState("")
  const [pin, setPin] = useState("")
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const [busy, setBusy] = useState(false)
  // Fingers are quicker than the screen: every key goes on from what the last one left.
  const latest = useRef(pin)
  const enter = (/** @type {string} */ next) => {
    latest.current = next
    setPin(next)
  }
  const [chosen, setChosen] = useState(0)
  // The focus moves with the step itself, not a moment later, so that no digit of a quick finger lands elsewhere.
  useLayoutEffect(() => {
    if (chosen > 0) focusField(picked)
  }, [chosen])

  const pick = (/** @type {string | null} */ name) => {
    enter("")
    setProblem("")
    setPicked(name)
    setChosen(chosen + 1)
  }
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const name = (picked || typed).trim()
    if (busy || !name || !latest.current) return busy || focusField(name)
    setBusy(true)
    setProblem("")
    try {
      const { staff } = await signIn(name, latest.current)
      rememberName(staff.name)
      setBusy(false)
      onSignedIn(staff)
    } catch (error) {
      setProblem(problemText(error))
      setBusy(false)
      enter("")
      document.getElementById(`${FORM}-pin`)?.focus()
    }
  }

  return html`
    <main class="sign-in">
      ${before}
      <div class="card">
        <div class="sign-in__head"><h1 class="title">${title}</h1><${LanguageSwitch} /></div>
        <${ProblemNote} text=${problem ? "" : why} />
        ${
          picked === null
            ? html`<${StaffNames} names=${known} onPick=${pick} />`
            : html`
            ${picked && html`<p class="sign-in__who"><${Icon} name="user" /><b>${picked}</b></p>`}
            <${PinForm} id=${FORM} name=${picked ? null : typed} pin=${pin} problem=${problem} own onName=${setTyped}
              onPin=${enter} onSubmit=${submit}
              onKey=${(/** @type {string} */ key) => enter(applyKey(latest.current, key, MAX_PIN_LENGTH))} />
            <button type="submit" form=${FORM} class="button button--primary button--big button--wide"
              aria-busy=${busy ? "true" : undefined}>
              <${Icon} name="user" />${t("sign_in.submit")}
            </button>
            ${
              known.length > 0 &&
              html`<button type="button" class="button button--plain"
              onClick=${() => pick(picked && known.length === 1 ? "" : null)}><${Icon} name="left" />
              ${t("switch.others")}</button>`
            }`
        }
      </div>
      ${after}
    </main>`
}

/** To what is to be written first. @param {string | null} name */
function focusField(name) {
  const field = document.querySelector(name === null ? ".names .button" : name ? `#${FORM}-pin` : `#${FORM}-name`)
  if (field instanceof HTMLElement) field.focus()
}
