// Asks after a while without a touch whether the customer is still there. Without an answer the visit is reset.

import { html } from "../../vendor/preact/standalone.js"
import { PROMPT_SECONDS } from "./visit.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"

/** @param {{left: number, onStay: () => void, onEnd: () => void}} props */
export function IdlePrompt({ left, onStay, onEnd }) {
  const foot = html`
    <button type="button" class="button button--big" onClick=${onEnd}>${t("kiosk.end")}</button>
    <button type="button" class="button button--primary button--big idle-prompt__stay" autofocus onClick=${onStay}>
    ${t("kiosk.i_am_here")}</button>`
  return html`
    <${Sheet} ownFocus title=${t("kiosk.still_here")} foot=${foot} onClose=${onStay}>
      <p class="sr" role="alert">${t("kiosk.forgotten_in", { n: PROMPT_SECONDS })}</p>
      <p class="idle-prompt" role="timer"><span class="idle-prompt__left">${left}</span><span>
      ${t("kiosk.then_forgotten", { n: left })}</span></p>
    </${Sheet}>`
}
