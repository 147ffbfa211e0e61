// Finds an order by the number that is called and the code printed next to the QR code, for phones that cannot scan.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { lookUp } from "../../lib/api.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { mount } from "../../components/page.js"
import { ProblemNote, problemText } from "../../components/problem.js"
import { language, t } from "../../components/words.js"

/** @import { Message } from "../../components/words.js" */

function LookupPage() {
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    document.title = t("lookup.title")
  }, [language()])

  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault()
    if (busy) return
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget))
    setBusy(true)
    setProblem("")
    try {
      const { uid } = await lookUp(spelled(fields.get("number")), spelled(fields.get("code")))
      location.assign(`/t/${uid}`)
    } catch (error) {
      setProblem(problemText(error))
      setBusy(false)
    }
  }

  return html`
    <div class="awning" aria-hidden="true"></div>
    <main class="lookup">
      <div class="lookup__head"><h1 class="title">${t("lookup.title")}</h1><${LanguageSwitch} /></div>
      <form class="card" onSubmit=${submit}>
        <p class="quiet">${t("lookup.help")}</p>
        <div class="field">
          <label for="number">${t("track.number")}</label>
          <input class="input lookup__input" id="number" name="number" required placeholder="C-012" maxlength="8"
            autocapitalize="characters" autocomplete="off" spellcheck=${false} />
        </div>
        <div class="field">
          <label for="code">${t("lookup.code")}</label>
          <input class="input lookup__input" id="code" name="code" required placeholder="7K4P" maxlength="8"
            autocapitalize="characters" autocomplete="off" spellcheck=${false} />
        </div>
        <${ProblemNote} text=${problem} />
        <button class="button button--primary button--big button--wide" aria-busy=${busy ? "true" : undefined}>
        ${t("lookup.submit")}</button>
      </form>
      <a class="button button--plain" href="/">${t("lookup.to_menu")}</a>
    </main>`
}

/** People leave out the dash, or type small letters. @param {unknown} typed */
function spelled(typed) {
  const text = String(typed).trim().toUpperCase()
  return text.replace(/^([A-Z])[\s-]*(\d{1,4})$/, (_, letter, digits) => `${letter}-${digits.padStart(3, "0")}`)
}

mount(LookupPage)
