// The connectivity check: the code that a phone should scan, whether one has come, and the usual causes when none does.

import { html } from "../vendor/preact/standalone.js"
import { qrOfText } from "../lib/setup-api.js"
import { Icon } from "./icon.js"
import { t } from "./words.js"

/**
 * @param {{url: string, phone: string, slow: boolean}} props url: empty until there is one; phone: the one that came
 */
export function PhoneCheck({ url, phone, slow }) {
  return html`
    <div class="reach">
      <div class="reach__code">
      ${
        url
          ? html`<img src=${qrOfText(url)} alt=${t("phone.qr")} width="240" height="240" />`
          : html`<span
        class="skeleton"></span>`
      }</div>
      <div class="reach__say">
        <div role="status">
          ${
            phone
              ? html`<p class="verdict verdict--good"><${Icon} name="check" /><span><b>${t("phone.reached")}</b><br />
              ${phone}</span></p>`
              : html`<p class="verdict"><${Icon} name="phone" /><span><b>${t("phone.waiting")}</b><br />
              ${t("phone.scan")}</span></p>`
          }
        </div>
        ${!phone && url && html`<p class="quiet">${t("phone.or_type", { address: new URL(url).host })}</p>`}
        ${
          !phone &&
          url &&
          html`<a class="button reach__here" href=${url} target="_blank" rel="noopener">
        ${t("phone.here")}</a>`
        }
      </div>
    </div>
    <div role="status">${!phone && slow && html`<${Causes} />`}</div>`
}

/** What stands between a phone and the shop, the usual first. */
function Causes() {
  return html`
    <div class="causes">
      <p class="strong">${t("phone.not_yet")}</p>
      <ul>
        <li><${Icon} name="phone" />${t("phone.mobile_data")}</li>
        <li><${Icon} name="live" />${t("phone.other_wifi")}</li>
        <li><${Icon} name="stop" />${t("phone.guest_wifi")}</li>
        <li><${Icon} name="offline" />${t("phone.no_internet")}</li>
        <li><${Icon} name="eye-off" />${t("phone.vpn")}</li>
        <li><${Icon} name="screen" />${t("phone.firewall")}</li>
      </ul>
    </div>`
}
