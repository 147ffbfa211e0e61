// The second part, for the owner: a connectivity check with a phone, and a test order through the whole shop. It can be
// done later.

import { html, useState } from "../../vendor/preact/standalone.js"
import { Refusal } from "../../lib/api.js"
import { stepsOf } from "./first-start.js"
import { finishSetup } from "../../lib/setup-api.js"
import { problemText } from "../../components/problem.js"
import { forgetDraft } from "./draft.js"
import { OrderStep } from "./order-step.js"
import { PhoneStep } from "./phone-step.js"
import { Finished } from "./finished.js"
import { takeBack } from "./use-test-order.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Draft } from "./draft.js" */

/** @param {{draft: Draft, change: (part: Partial<Draft>) => void, onSignedOut: () => void}} props */
export function Check({ draft, change, onSignedOut }) {
  const [finished, setFinished] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))

  /** @param {() => Promise<void>} act */
  const asked = async (act) => {
    if (busy) return
    setBusy(true)
    setProblem("")
    try {
      if (draft.order) await takeBack(draft.order)
      await act()
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) return onSignedOut()
      setProblem(problemText(error))
    }
    setBusy(false)
  }
  const finish = () =>
    asked(async () => {
      await finishSetup()
      forgetDraft()
      setFinished(true)
    })
  // An abandoned test order does not stay in the kitchen.
  const later = () => asked(async () => change({ later: true, order: "" }))

  if (finished || draft.later) return html`<${Finished} later=${!finished} onGoOn=${() => change({ later: false })} />`
  const steps = stepsOf(draft.withCode)
  const step = draft.step === "order" ? "order" : "phone"
  const progress = { at: steps.indexOf(step) + 1, of: steps.length }
  return step === "phone"
    ? html`<${PhoneStep} ...${progress} draft=${draft} change=${change} problem=${problem} onLater=${later}
      onSignedOut=${onSignedOut} />`
    : html`<${OrderStep} ...${progress} draft=${draft} change=${change} busy=${busy} problem=${problem} onLater=${later}
      onFinish=${finish} />`
}
