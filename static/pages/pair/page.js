// Pairs a new screen: with the code from the owner's device it becomes a kitchen screen, board, kiosk or customer
// display, and opens that page.

import { html, useEffect, useLayoutEffect, useState } from "../../vendor/preact/standalone.js"
import { takeCode } from "../../lib/address-code.js"
import { pairScreen } from "../../lib/setup-api.js"
import { EmptyState } from "../../components/empty-state.js"
import { CodeField } from "../../components/code-field.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { mount } from "../../components/page.js"
import { problemText } from "../../components/problem.js"
import { language, message, t, textOf } from "../../components/words.js"

/** @import { Message } from "../../components/words.js" */

/** @type {Record<string, string>} */
const HOME_OF = { kitchen: "/kitchen", board: "/board", kiosk: "/kiosk", display: "/display" }

const fromAddress = takeCode()

function PairPage() {
  const [code, setCode] = useState(fromAddress)
  const [busy, setBusy] = useState(fromAddress !== "")
  // A code that came by itself needs no form, unless it opens nothing.
  const [typed, setTyped] = useState(fromAddress === "")
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  useEffect(() => {
    document.title = t("pair.title")
  }, [language()])

  const pair = async () => {
    setBusy(true)
    setProblem("")
    try {
      const { staff } = await pairScreen(code)
      // No way back to a code that is used up.
      location.replace(HOME_OF[staff.role] ?? "/")
    } catch (error) {
      setTyped(true)
      setProblem(problemText(error))
      setBusy(false)
    }
  }
  useEffect(() => {
    if (fromAddress) pair()
  }, [])
  // Also when it is the same as before: who tries again is led back to the field.
  useLayoutEffect(() => {
    if (problem) /** @type {HTMLInputElement | null} */ (document.getElementById("code"))?.select()
  }, [problem])

  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault()
    if (busy) return
    if (code.replaceAll("-", "") === "") return setProblem(message(() => t("pair.missing")))
    pair()
  }

  if (!typed) return html`<main><${EmptyState} icon="screen" title=${t("pair.pairing")} /></main>`
  return html`
    <main class="pair">
      <form class="card pair__card" novalidate onSubmit=${submit}>
        <div class="pair__head"><h1 class="title">${t("pair.title")}</h1><${LanguageSwitch} /></div>
        <p class="quiet">${t("pair.help")}</p>
        <${CodeField} id="code" label=${t("pair.code")} problem=${problem} value=${code} onText=${(
          /** @type {string} */ text,
        ) => {
          setCode(text)
          setProblem("")
        }} />
        <p class="sr" role="alert">${textOf(problem)}</p>
        <button class="button button--primary button--big button--wide" aria-busy=${busy ? "true" : undefined}>
        <${Icon} name="screen" />${busy ? t("pair.pairing") : t("pair.submit")}</button>
      </form>
      <ol class="pair__how">
        <li>${t("pair.how_open")}</li>
        <li>${t("pair.how_role")}</li>
        <li>${t("pair.how_here")}</li>
      </ol>
    </main>`
}

mount(PairPage)
