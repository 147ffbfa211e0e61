// The sheet in which staff change their own PIN: the old one, and the new one twice. Nothing of it is stored on the
// device.

import { html, useLayoutEffect, useState } from "../vendor/preact/standalone.js"
import { call, Refusal } from "../lib/api.js"
import { pinIn, pinProblem } from "../lib/pin.js"
import { Field } from "./field.js"
import { NewPin } from "./new-pin.js"
import { ProblemNote, problemText } from "./problem.js"
import { Sheet } from "./sheet.js"
import { showToast } from "./toast.js"
import { message, t } from "./words.js"

/** @import { Message } from "./words.js" */
/** @import { Staff } from "../lib/types.js" */

/** Where the server's own no belongs. @type {Record<string, keyof Problems>} */
const FIELDS = { wrong_pin: "now", unfit_pin: "pin" }

/** @typedef {Partial<Record<"now" | "pin" | "again" | "other", Message>>} Problems */

/** @param {{staff: Staff, onSignedOut: () => void, onClose: () => void}} props */
export function OwnPinSheet({ staff, onSignedOut, onClose }) {
  const [now, setNow] = useState("")
  const [fresh, setFresh] = useState({ pin: "", again: "" })
  const [problems, setProblems] = useState(/** @type {Problems} */ ({}))
  const [busy, setBusy] = useState(false)
  useLayoutEffect(() => {
    ;/** @type {HTMLElement | null} */ (document.querySelector("#own-pin [aria-invalid=true]"))?.focus()
  }, [problems])

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (busy) return
    const wrong = problemsOf(now, fresh)
    setProblems(wrong)
    if (Object.keys(wrong).length) return
    setBusy(true)
    try {
      await call("PUT", "/api/v1/admin/me/pin", { body: { pin: now, new_pin: fresh.pin } })
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) return onSignedOut()
      const field = error instanceof Refusal ? FIELDS[error.code] : undefined
      setBusy(false)
      return setProblems({ [field ?? "other"]: problemText(error) })
    }
    showToast({ icon: "check", text: message(() => t("own_pin.done")) })
    onClose()
  }
  const foot = html`
    <${ProblemNote} text=${problems.other ?? ""} />
    <button type="submit" form="own-pin" class="button button--primary button--big"
      aria-busy=${busy ? "true" : undefined}>${t("common.save")}</button>`
  const read = (/** @type {any} */ event) => {
    event.target.value = pinIn(event.target.value)
    setNow(event.target.value)
  }
  return html`
    <${Sheet} title=${t("own_pin.title")} under=${html`<p class="quiet">${staff.name}</p>`} foot=${foot}
      onClose=${onClose}>
      <form id="own-pin" class="form" noValidate autocomplete="off" onSubmit=${submit}>
        <${Field} id="own-pin-now" label=${t("own_pin.now")} problem=${problems.now}>
          ${(/** @type {any} */ attributes) => html`<input class="input new-pin__pin" ...${attributes} type="password"
            inputmode="numeric" autocomplete="current-password" value=${now} onInput=${read} />`}
        </${Field}>
        <${NewPin} id="own-pin-new" label=${t("own_pin.new")} value=${fresh} problems=${problems} onPin=${setFresh} />
        <p class="field__hint">${t("own_pin.help")}</p>
      </form>
    </${Sheet}>`
}

/** @param {string} now @param {{pin: string, again: string}} fresh @returns {Problems} */
function problemsOf(now, fresh) {
  if (!now) return { now: message(() => t("own_pin.missing")) }
  const wrong = pinProblem(fresh.pin, fresh.again)
  return wrong ? { [wrong === "short" ? "pin" : "again"]: message(() => t(`pin.${wrong}`)) } : {}
}
