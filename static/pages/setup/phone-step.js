// Does a phone reach it? Without that nobody can order, so it is tried before the first customer does.

import { html } from "../../vendor/preact/standalone.js"
import { qrOfText } from "../../lib/setup-api.js"
import { Icon } from "../../components/icon.js"
import { ProblemNote } from "../../components/problem.js"
import { t } from "../../components/words.js"
import { Back, Frame, Next } from "./frame.js"
import { usePhoneCheck } from "./use-phone-check.js"

/** @import { Draft } from "./draft.js" */

/** @param {{at: number, of: number, draft: Draft, change: (part: Partial<Draft>) => void, problem: string, onLater: () => void, onSignedOut: () => void}} props */
export function PhoneStep({ at, of, draft, change, problem, onLater, onSignedOut }) {
  const { url, slow } = usePhoneCheck({ onReached: (phone) => { if (phone !== draft.phone) change({ phone }) }, onSignedOut })
  const reached = draft.phone !== ""
  const on = () => change({ step: "order" })
  const foot = html`
    <${Back} />
    <button type="button" class="button button--plain" onClick=${onLater}>${t("setup.later")}</button>
    ${reached ? html`<${Next} words=${t("setup.next")} />` : html`<button class="button button--big step__next">${t("setup.skip")}</button>`}`
  return html`
    <${Frame} at=${at} of=${of} title=${t("setup.phone.title")} lead=${t("setup.phone.lead")} foot=${foot} onSubmit=${on}>
      <div class="reach">
        <div class="reach__code">${url ? html`<img src=${qrOfText(url)} alt=${t("setup.phone.qr")} width="240" height="240" />` : html`<span class="skeleton"></span>`}</div>
        <div class="reach__say">
          <div role="status">
            ${reached
              ? html`<p class="verdict verdict--good"><${Icon} name="check" /><span><b>${t("setup.phone.reached")}</b><br />${draft.phone}</span></p>`
              : html`<p class="verdict"><${Icon} name="phone" /><span><b>${t("setup.phone.waiting")}</b><br />${t("setup.phone.scan")}</span></p>`}
          </div>
          ${!reached && url && html`<p class="quiet">${t("setup.phone.or_type", { address: new URL(url).host })}</p>`}
          ${!reached && url && html`<a class="button reach__here" href=${url} target="_blank" rel="noopener">${t("setup.phone.here")}</a>`}
        </div>
      </div>
      <div role="status">${!reached && slow && html`<${Causes} />`}</div>
      <${ProblemNote} text=${problem} />
    </${Frame}>`
}

/** What stands between a phone and the shop, the usual first. */
function Causes() {
  return html`
    <div class="note note--wait">
      <p class="strong">${t("setup.phone.not_yet")}</p>
      <ul>
        <li><${Icon} name="phone" />${t("setup.phone.mobile_data")}</li>
        <li><${Icon} name="live" />${t("setup.phone.other_wifi")}</li>
        <li><${Icon} name="stop" />${t("setup.phone.guest_wifi")}</li>
        <li><${Icon} name="screen" />${t("setup.phone.firewall")}</li>
      </ul>
    </div>`
}
