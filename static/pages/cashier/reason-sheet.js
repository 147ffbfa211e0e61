// Why an order is cancelled of which no money is to go back.

import { html, useState } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"
import { ReasonField } from "./reason-field.js"

export const USUAL = ["customer", "mistake", "sold_out", "not_paid"]

/** @param {{number: string, onReason: (reason: string) => void, onClose: () => void}} props */
export function ReasonSheet({ number, onReason, onClose }) {
  const [reason, setReason] = useState("")
  const foot = html`
    <button type="button" class="button button--danger button--big" disabled=${!reason.trim()}
      onClick=${() => onReason(reason.trim())}>
      <${Icon} name="close" />${t("cashier.cancel_number", { number })}
    </button>`
  return html`
    <${Sheet} title=${t("cashier.why_cancel")} foot=${foot} onClose=${onClose}>
      <${ReasonField} id="reason" label=${t("cashier.other_reason")}
        usual=${USUAL.map((each) => t(`reason.${each}`))} reason=${reason} onReason=${setReason} />
    </${Sheet}>`
}
