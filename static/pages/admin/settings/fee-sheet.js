// The sheet of one fee: its amount, and its tax class where the shop has tax.

import { html } from "../../../vendor/preact/standalone.js"
import { call } from "../../../lib/api.js"
import { rupiah } from "../../../lib/money.js"
import { t } from "../../../components/words.js"
import { PriceField } from "../shared/price-field.js"
import { SelectInput } from "../shared/select-input.js"
import { hasTax, taxLabel, taxOptions } from "../shared/tax-options.js"
import { fieldsOfFee } from "./price-fields.js"
import { Names, PriceSheet, YesNo } from "./price-sheet.js"
import { usePriceForm } from "./use-price-form.js"

/** @import { Fee, Settings } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { MenuActions } from "../menu/use-menu-actions.js" */

/**
 * @param {object} props
 * @param {Fee} props.fee
 * @param {Settings["bill"]} props.bill
 * @param {MenuEditor} props.editor
 * @param {MenuActions} props.actions
 * @param {() => void} props.onClose
 */
export function FeeSheet({ fee, bill, editor, actions, onClose }) {
  const form = usePriceForm({
    name: `fee/${fee.code}`,
    server: fieldsOfFee(fee),
    editor,
    actions,
    send: (body) => call("PUT", `/api/v1/admin/fees/${fee.code}`, { body }),
    onClose,
  })
  const { values, set, field } = form
  return html`
    <${PriceSheet} title=${fee.name} name=${`fee/${fee.code}`} form=${form} onClose=${onClose}>
      <${Names} form=${form} />
      <${PriceField} ...${field("amount", rupiah)} label=${t("prices.amount")} hint=${t("prices.fees_help")}
        value=${values.amount} onPrice=${(/** @type {number | null} */ amount) => set("amount", amount)} />
      ${
        hasTax(bill) &&
        html`<${SelectInput} ...${field("tax_class", taxLabel)} label=${t("prices.tax")}
        value=${values.tax_class} options=${taxOptions()}
          onPick=${(/** @type {string} */ each) => set("tax_class", each)} />`
      }
      ${
        bill.service_bp > 0 &&
        html`<${YesNo} form=${form} name="carries_service" label=${t("prices.fee_service")}
        words=${[t("prices.yes"), t("prices.no")]} />`
      }
    </${PriceSheet}>`
}
