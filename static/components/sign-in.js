// Who stands at this screen: a name and a PIN.

import { html, useState } from "../vendor/preact/standalone.js"
import { signIn } from "../lib/api.js"
import { recall, remember } from "../lib/store.js"
import { Icon } from "./icon.js"
import { LanguageSwitch } from "./language-switch.js"
import { ProblemNote, problemText } from "./problem.js"
import { t } from "./words.js"

/** @import { Staff } from "../lib/types.js" */

/** @param {{title: string, why: string, onSignedIn: (staff: Staff) => void, before?: any, after?: any}} props `before` and `after` the form: other ways on */
export function SignIn({ title, why, onSignedIn, before, after }) {
  const [problem, setProblem] = useState("")
  const [busy, setBusy] = useState(false)

  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault()
    if (busy) return
    const form = /** @type {HTMLFormElement} */ (event.currentTarget)
    const fields = new FormData(form)
    const name = String(fields.get("name")).trim()
    setBusy(true)
    setProblem("")
    try {
      const { staff } = await signIn(name, String(fields.get("pin")))
      remember("staff_name", name)
      setBusy(false)
      onSignedIn(staff)
    } catch (error) {
      setProblem(problemText(error))
      setBusy(false)
      form.pin.select()
    }
  }

  return html`
    <main class="sign-in">
      ${before}
      <form class="card" onSubmit=${submit}>
        <div class="sign-in__head"><h1 class="title">${title}</h1><${LanguageSwitch} /></div>
        <div class="field">
          <label for="name">${t("sign_in.name")}</label>
          <input class="input" id="name" name="name" autocomplete="username" required value=${recall("staff_name", "")} />
        </div>
        <div class="field">
          <label for="pin">${t("sign_in.pin")}</label>
          <input class="input" id="pin" name="pin" type="password" inputmode="numeric" autocomplete="current-password" required aria-invalid=${problem ? "true" : undefined} />
        </div>
        <${ProblemNote} text=${problem || why} />
        <button class="button button--primary button--big button--wide" aria-busy=${busy ? "true" : undefined}>
          <${Icon} name="user" />${t("sign_in.submit")}
        </button>
      </form>
      ${after}
    </main>`
}
