// The last two questions, next to the cart: the name to call, and how to pay.

import { html } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { PadField } from "./pad-field.js"
import { RadioGroup } from "../../components/radio-group.js"
import { t } from "../../components/words.js"

/** @import { PaymentMethod, Shop } from "../../lib/types.js" */
/** @import { Details } from "./visit.js" */

const MAX_NAME_LENGTH = 60

/** @param {{name: string, onName: (name: string) => void, onBack: () => void, onNext: () => void}} props */
export function AskName({ name, onName, onBack, onNext }) {
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    onNext()
  }
  return html`
    <main class="kmain kask">
      <${Back} onBack=${onBack} />
      <h1 class="title" tabindex="-1">${t("kiosk.ask_name")}</h1>
      <form class="kask__answer" onSubmit=${submit}>
        <${PadField} id="customer" label=${t("cart.name")} hint=${t("cart.name_hint")} kind="name" always value=${name}
          most=${MAX_NAME_LENGTH} onText=${onName} />
      </form>
    </main>`
}

/**
 * @param {{shop: Shop, details: Details, locked: boolean, onMethod: (method: PaymentMethod) => void, onBack: () =>
 *   void}} props
 */
export function AskPayment({ shop, details, locked, onMethod, onBack }) {
  const methods = shop.payment_methods
  return html`
    <main class="kmain kask">
      <${Back} onBack=${onBack} locked=${locked} />
      <h1 class="title" tabindex="-1">${methods.length > 1 ? t("cart.pay_with") : t("kiosk.last_look")}</h1>
      <p class="kask__hint"><${Icon} name="cash" />
      ${shop.payment_timing === "after" ? t("kiosk.pay_after") : t("kiosk.pay_before")}</p>
      <div class="kask__answer" inert=${locked}>
        <${RadioGroup} name="payment_method" title=${t("cart.pay_with")} value=${details.payment_method}
          onPick=${onMethod}
          options=${methods.map((value) => ({ value, label: t(`method.${value}`) }))} />
      </div>
    </main>`
}

/** @param {{onBack: () => void, locked?: boolean}} props */
function Back({ onBack, locked = false }) {
  return html`<p><button type="button" class="button" disabled=${locked} onClick=${onBack}><${Icon} name="left" />
  ${t("common.back")}</button></p>`
}
