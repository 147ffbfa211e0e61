// Another person's PIN for one thing with money. It opens over what asked for it, and leaves who is signed in as they
// are: the approval belongs to the request and is used up with it.

import { html, useLayoutEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { applyKey } from "../../lib/keyboard.js"
import { MAX_PIN_LENGTH } from "../../lib/pin.js"
import { Icon } from "../../components/icon.js"
import { PinForm } from "../../components/pin-form.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"

/** @import { Approval } from "./money-api.js" */
/** @import { AskedApproval } from "./use-money.js" */

const FORM = "approval"

/**
 * @param {object} props
 * @param {string} props.what is to be approved
 * @param {AskedApproval} props.asked
 * @param {boolean} props.busy
 * @param {(approval: Approval) => void} props.onApprove
 * @param {() => void} props.onClose
 */
export function ApprovalSheet({ what, asked, busy, onApprove, onClose }) {
  const { approvers, isEarlier, problem } = asked
  // The only one is chosen already.
  const [name, setName] = useState(approvers.length === 1 ? approvers[0] : "")
  const [pin, setPin] = useState("")
  // Fingers are quicker than the screen: every key goes on from what the last one left.
  const latest = useRef(pin)
  const enter = (/** @type {string} */ next) => {
    latest.current = next
    setPin(next)
  }
  // With the sheet itself and not a moment later: no digit of a quick finger lands elsewhere.
  useLayoutEffect(focusField, [name])
  // A wrong PIN is typed again; the name stays.
  useLayoutEffect(() => {
    if (!problem) return
    if (asked.isWrong) enter("")
    focusField()
  }, [problem])

  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    if (busy || !name || !latest.current) return busy || focusField()
    onApprove({ name, pin: latest.current })
  }
  const foot = html`
    <button type="button" class="button button--big approval__back" onClick=${onClose}><${Icon} name="left" />
    ${t("common.back")}</button>
    <button type="submit" form=${FORM} class="button button--primary button--big sheet__act" disabled=${!name}
      aria-busy=${busy ? "true" : undefined}><${Icon} name=${busy ? "reconnect" : "check"} />
      ${t("approval.approve")}</button>`
  return html`
    <${Sheet} title=${t("approval.title")} under=${html`<p class="quiet">${what}</p>`} foot=${foot} onClose=${onClose}>
      ${
        isEarlier &&
        html`<p class="banner banner--wait"><${Icon} name="clock" /><span>${t("approval.earlier_day")}</span></p>`
      }
      <div class="approval__names" role="group" aria-label=${t("approval.who")}>
        ${approvers.map(
          (each) => html`<button key=${each} type="button" class="button" aria-pressed=${String(each === name)}
          onClick=${() => setName(each)}><${Icon} name="user" /><span>${each}</span></button>`,
        )}
      </div>
      <${PinForm} id=${FORM} name=${null} pin=${pin} problem=${problem} onName=${setName} onPin=${enter}
        onSubmit=${submit}
        onKey=${(/** @type {string} */ key) => enter(applyKey(latest.current, key, MAX_PIN_LENGTH))} />
    </${Sheet}>`
}

/** To the PIN, or to the names where one is to be chosen first. */
function focusField() {
  const chosen = document.querySelector(".approval__names [aria-pressed='true']")
  const field = document.querySelector(chosen ? `#${FORM}-pin` : ".approval__names .button")
  if (field instanceof HTMLElement) field.focus()
}
