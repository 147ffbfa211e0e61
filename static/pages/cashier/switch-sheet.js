// From one person to the next in two taps and a PIN: the names that were here before, or another one; and the way out.

import { html, useLayoutEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { knownNames } from "../../lib/known-names.js"
import { MAX_PIN_LENGTH } from "../../lib/pin.js"
import { applyKey } from "../../lib/keyboard.js"
import { PinForm } from "../../components/pin-form.js"
import { Icon } from "../../components/icon.js"
import { OwnPinSheet } from "../../components/own-pin-sheet.js"
import { Sheet } from "../../components/sheet.js"
import { StaffNames } from "../../components/staff-names.js"
import { t } from "../../components/words.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Staff } from "../../lib/types.js" */

/**
 * @param {{staff: Staff, onBecome: (name: string, pin: string) => Promise<Message | "">, onLeave: () => void,
 *   onSignedOut: () => void, onClose: () => void}} props
 */
export function SwitchSheet({ staff, onBecome, onLeave, onSignedOut, onClose }) {
  const others = useRef(knownNames().filter((name) => name !== staff.name)).current
  // None yet, a person of the list, or (empty) one who types their name.
  const [picked, setPicked] = useState(/** @type {string | null} */ (others.length ? null : ""))
  const [typed, setTyped] = useState("")
  const [pin, setPin] = useState("")
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const [busy, setBusy] = useState(false)
  const [changesPin, setChangesPin] = useState(false)
  // Fingers are quicker than the screen: every key goes on from what the last one left.
  const latest = useRef(pin)
  const enter = (/** @type {string} */ next) => {
    latest.current = next
    setPin(next)
  }
  // With the step itself and not a moment later: no figure of a quick finger lands elsewhere.
  useLayoutEffect(focusField, [picked])

  const pick = (/** @type {string | null} */ name) => {
    enter("")
    setProblem("")
    setPicked(name)
  }
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const name = (picked || typed).trim()
    if (busy || !name || !latest.current) return busy || focusField()
    setBusy(true)
    setProblem("")
    const wrong = await onBecome(name, latest.current)
    if (!wrong) return
    setBusy(false)
    setProblem(wrong)
    enter("")
    document.getElementById("switch-pin")?.focus()
  }

  if (changesPin) return html`<${OwnPinSheet} staff=${staff} onSignedOut=${onSignedOut} onClose=${onClose} />`
  const leave = html`<a class="button button--big" href="/help" target="_blank"><${Icon} name="note" />
  ${t("common.help")}</a>
  <button type="button" class="button button--big" onClick=${() => setChangesPin(true)}><${Icon} name="change" />
  ${t("own_pin.title")}</button>
  <button type="button" class="button button--big" onClick=${onLeave}><${Icon} name="stop" />
  ${t("sign_in.out", { name: staff.name })}</button>`
  const back = html`<button type="button" class="button button--big switch__back" onClick=${() => pick(null)}>
  <${Icon} name="left" />${t("switch.others")}</button>`
  const foot =
    picked === null
      ? leave
      : html`
    ${others.length ? back : leave}
    <button type="submit" form="switch" class="button button--primary button--big switch__go"
      aria-busy=${busy ? "true" : undefined}><${Icon} name=${busy ? "reconnect" : "check"} />
      ${t("sign_in.submit")}</button>`
  return html`
    <${Sheet} title=${picked || t("switch.title")} under=${html`<p class="quiet">
    ${t("switch.now", { name: staff.name })}</p>`} foot=${foot} onClose=${onClose}>
      ${
        picked === null
          ? html`<${StaffNames} names=${others} onPick=${pick} />`
          : html`
          <${PinForm} id="switch" name=${picked ? null : typed} pin=${pin} problem=${problem} onName=${setTyped}
            onPin=${enter} onSubmit=${submit}
            onKey=${(/** @type {string} */ key) => enter(applyKey(latest.current, key, MAX_PIN_LENGTH))} />`
      }
    </${Sheet}>`
}

/** To what is to be written first, or to the first name there is. */
function focusField() {
  ;/** @type {HTMLElement | null} */ (document.querySelector(".pin-form input, .names .button"))?.focus()
}
