// The code with which a new screen is paired, to scan or to type. It turns green when the screen is paired.

import { html } from "../../../vendor/preact/standalone.js"
import { qrOfText } from "../../../lib/setup-api.js"
import { countdown, secondsUntil } from "../../../lib/time.js"
import { Icon } from "../../../components/icon.js"
import { useNow } from "../../../components/use-now.js"
import { t } from "../../../components/words.js"

/** @import { Device, Pairing } from "../../../lib/types.js" */

/** Seconds a code is good for: no clock that is late makes it look like more. */
const VALID = 600

/**
 * @param {{pairing: Pairing, name: string, arrived: Device | null, busy: string | undefined, onAgain: () => void}}
 *   props
 */
export function PairCode({ pairing, name, arrived, busy, onAgain }) {
  const left = Math.min(VALID, secondsUntil(pairing.expires_at, useNow()))
  if (arrived) {
    return html`
      <div class="paired" role="status">
        <${Icon} name="check" /><p><b>${t("pairing.done", { name })}</b><span>
        ${[arrived.device, arrived.address].filter(Boolean).join(" · ")}</span></p>
      </div>`
  }
  if (left === 0) {
    return html`
      <div class="banner banner--wait" role="status"><${Icon} name="clock" /><p>${t("pairing.expired")}</p></div>
      <button type="button" class="button button--primary button--big" aria-busy=${busy} onClick=${onAgain}>
      <${Icon} name="change" />${t("pairing.again")}</button>`
  }
  const { host } = new URL(pairing.url)
  return html`
    <div class="pairing">
      <img class="pairing__qr" src=${qrOfText(pairing.url)} alt=${t("pairing.qr")} width="240" height="240" />
      <div class="pairing__say">
        <p>${t("pairing.scan")}</p>
        <p>${t("pairing.or_type", { address: `${host}/pair` })}</p>
        <p class="pairing__code" aria-label=${[...pairing.code].join(" ")}>${pairing.code}</p>
        <p class="pairing__wait" role="status"><${Icon} name="reconnect" small />${t("pairing.waiting", { name })}</p>
        <p class="quiet">${t("pairing.left", { time: countdown(left) })}</p>
      </div>
    </div>`
}
