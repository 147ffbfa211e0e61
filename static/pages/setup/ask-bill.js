// Asks whether tax or service is added to the menu's prices. Most small shops add nothing, so that is the default.

import { html } from "../../vendor/preact/standalone.js"
import { PercentInput } from "../../components/percent-input.js"
import { RadioGroup } from "../../components/radio-group.js"
import { t } from "../../components/words.js"

/** @import { Charge } from "./first-start.js" */
/** @import { QuestionProps } from "./questions.js" */

/** @type {Record<Charge, () => string>} */
const CHARGES = {
  none: () => t("setup.bill.none"),
  added: () => t("setup.bill.added"),
  included: () => t("setup.bill.included"),
}

/** @param {QuestionProps} props */
export function AskBill({ draft, change, problems }) {
  return html`
    <div class="field whole-rows">
      <${RadioGroup} name="tax" title=${t("setup.bill.tax")} value=${draft.tax}
        onPick=${(/** @type {Charge} */ tax) => change({ tax })}
        options=${Object.entries(CHARGES).map(([value, label]) => ({ value, label: label() }))} />
    </div>
    ${
      draft.tax !== "none" &&
      html`<${PercentInput} id="setup-tax" label=${t("setup.bill.tax_rate")}
        hint=${t("setting.bill.restaurant_tax_bp.help")} problem=${problems.tax_bp} value=${draft.tax_bp}
        onNumber=${(/** @type {number | null} */ tax_bp) => change({ tax_bp })} />`
    }
    <div class="field">
      <${RadioGroup} name="service" title=${t("setup.bill.service")} value=${String(draft.service)}
        onPick=${(/** @type {string} */ word) => change({ service: word === "true" })}
        options=${[
          { value: "false", label: t("setup.bill.none") },
          { value: "true", label: t("setup.bill.yes") },
        ]} />
    </div>
    ${
      draft.service &&
      html`<${PercentInput} id="setup-service" label=${t("setup.bill.service_rate")}
        hint=${draft.tax === "included" ? t("setup.bill.service_included") : t("setting.bill.service_bp.help")}
        problem=${problems.service_bp} value=${draft.service_bp}
        onNumber=${(/** @type {number | null} */ service_bp) => change({ service_bp })} />`
    }`
}
