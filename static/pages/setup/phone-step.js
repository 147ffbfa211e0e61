// The step with the connectivity check. If phones cannot reach the shop, no customer can order, so it is checked before
// the first one comes.

import { html } from "../../vendor/preact/standalone.js"
import { isPhoneThatCame } from "../../lib/next-steps.js"
import { PhoneCheck } from "../../components/phone-check.js"
import { ProblemNote } from "../../components/problem.js"
import { phoneOf, usePhoneCheck } from "../../components/use-phone-check.js"
import { t } from "../../components/words.js"
import { Back, Frame, Next } from "./frame.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Draft } from "./draft.js" */

/**
 * @param {{at: number, of: number, draft: Draft, change: (part: Partial<Draft>) => void, problem: Message | "",
 *   onLater: () => void, onSignedOut: () => void}} props
 */
export function PhoneStep({ at, of, draft, change, problem, onLater, onSignedOut }) {
  const { url, slow } = usePhoneCheck({
    onReached: (check) => {
      if (phoneOf(check) !== draft.phone) change({ phone: phoneOf(check) })
    },
    onSignedOut,
  })
  // The phone in one's hand has come already.
  const isHere = isPhoneThatCame({ hostname: location.hostname, userAgent: navigator.userAgent })
  const phone = draft.phone || (isHere ? t("phone.this") : "")
  const reached = phone !== ""
  const on = () => change({ step: "order" })
  const foot = html`
    <${Back} />
    <button type="button" class="button button--plain" onClick=${onLater}>${t("setup.later")}</button>
    ${
      reached
        ? html`<${Next} words=${t("setup.next")} />`
        : html`<button class="button button--big step__next">
    ${t("setup.skip")}</button>`
    }`
  return html`
    <${Frame} at=${at} of=${of} title=${t("phone.title")} lead=${t("setup.phone.lead")} foot=${foot} onSubmit=${on}>
      <${PhoneCheck} url=${url} phone=${phone} slow=${slow} />
      <${ProblemNote} text=${problem} />
    </${Frame}>`
}
