// The section of the connectivity check: a phone scans the code and the page turns green; if not, it lists the usual
// causes.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { hostOf } from "../../../lib/address.js"
import { Icon } from "../../../components/icon.js"
import { PhoneCheck } from "../../../components/phone-check.js"
import { SelectInput } from "../shared/select-input.js"
import { phoneOf, usePhoneCheck } from "../../../components/use-phone-check.js"
import { t } from "../../../components/words.js"
import { useAddresses } from "./use-addresses.js"

/** @import { PhoneCheck as Check } from "../../../lib/setup-api.js" */
/** @import { Addresses } from "../../../lib/address.js" */
/** @import { Shop } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */

/** @param {{editor: MenuEditor, shop: Shop | null, stale: boolean}} props */
export function PhoneSection({ editor, shop, stale }) {
  const [turn, setTurn] = useState(0)
  const [base, setBase] = useState("")
  const addresses = useAddresses(editor.onSignedOut)
  const usual = shop?.public_url ?? ""
  const another = () => setTurn(turn + 1)
  const pick = (/** @type {string} */ url) => {
    setBase(url)
    another()
  }
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools tools--bare"><h2 class="head">${t("phone.test")}</h2></div>
      <section class="card phone-test" aria-labelledby="phone-test">
        <div><h3 class="head" id="phone-test">${t("phone.title")}</h3><p class="quiet">${t("phone.test_help")}</p></div>
        <${Try} key=${turn} base=${base || usual} editor=${editor} onAgain=${another} />
        ${
          addresses &&
          html`<${SelectInput} id="phone-address" label=${t("phone.address")}
          hint=${t("phone.address_help")} value=${base || usual} options=${bases(addresses, usual)} onPick=${pick} />`
        }
      </section>
    </div>`
}

/** One phone, or none yet. @param {{base: string, editor: MenuEditor, onAgain: () => void}} props */
function Try({ base, editor, onAgain }) {
  const [came, setCame] = useState(/** @type {Check | null} */ (null))
  const { url, slow } = usePhoneCheck({ onReached: setCame, onSignedOut: editor.onSignedOut })
  const phone = came
    ? [phoneOf(came), came.host && t("phone.by", { address: came.host })].filter(Boolean).join(" · ")
    : ""
  return html`
    <${PhoneCheck} url=${url && base ? `${base}${new URL(url).pathname}` : url} phone=${phone} slow=${slow} />
    ${
      came &&
      html`<button type="button" class="button phone-test__again" onClick=${onAgain}><${Icon} name="phone" />
    ${t("phone.again")}</button>`
    }`
}

/**
 * Every address that could be tried, the one of the QR codes first.
 * @param {Addresses} addresses
 * @param {string} usual
 */
function bases({ interfaces, local_url }, usual) {
  const others = [local_url ?? "", ...interfaces.map(({ url }) => url)].filter((url) => url && url !== usual)
  return [
    { value: usual, label: t("phone.on_cards", { address: hostOf(usual) }) },
    ...[...new Set(others)].map((url) => ({ value: url, label: hostOf(url) })),
  ]
}
