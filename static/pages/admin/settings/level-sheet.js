// The sheet of one price level: its mark-up, what its prices include, how it is paid, and which fees apply.

import { html } from "../../../vendor/preact/standalone.js"
import { percent } from "../../../lib/bill.js"
import { call } from "../../../lib/api.js"
import { rupiah } from "../../../lib/money.js"
import { PercentInput } from "../../../components/percent-input.js"
import { language, t } from "../../../components/words.js"
import { PriceField } from "../shared/price-field.js"
import { SelectInput } from "../shared/select-input.js"
import { useIdempotentCreate } from "../shared/use-idempotent-create.js"
import { fetchEditedMenu } from "../shared/owner-api.js"
import { hasTax } from "../shared/tax-options.js"
import { fieldsOfLevel, isBasic, isDineIn, NEW, STEP_OPTIONS } from "./price-fields.js"
import { Names, PriceSheet, YesNo } from "./price-sheet.js"
import { usePriceForm } from "./use-price-form.js"

/** @import { PriceLevel, PricesInclude, Settings } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { MenuActions } from "../menu/use-menu-actions.js" */

const LEVELS = "/api/v1/admin/price-levels"

/** @type {Record<PricesInclude, null>} */
const INCLUDES = { nothing: null, tax: null, tax_and_service: null }

/**
 * @param {object} props
 * @param {PriceLevel | null} props.level nothing for a new one
 * @param {PriceLevel[]} props.levels
 * @param {Settings["bill"]} props.bill
 * @param {MenuEditor} props.editor
 * @param {MenuActions} props.actions
 * @param {() => void} props.onClose
 */
export function LevelSheet({ level, levels, bill, editor, actions, onClose }) {
  const code = level?.code ?? NEW
  const once = useIdempotentCreate(() => fetchEditedMenu().then((menu) => byCode(menu.price_levels)), byCode(levels))
  const form = usePriceForm({
    name: `level/${code}`,
    server: fieldsOfLevel(level),
    isNew: !level,
    editor,
    actions,
    send: (body) =>
      level
        ? call("PUT", `${LEVELS}/${level.code}`, { body })
        : once(body.name.id, async () => byCode([await call("POST", LEVELS, { body })])[0]),
    onClose,
  })
  const { values, set, field } = form
  const percents = (/** @type {number} */ bp) => percent(bp, language())
  return html`
    <${PriceSheet} title=${level ? level.name : null} name=${`level/${code}`} form=${form} onClose=${onClose}>
      <${Names} form=${form} />
      ${isDineIn(code) && html`<p class="field__hint">${t("prices.dine_in_help")}</p>`}
      ${
        !isBasic(code) &&
        html`<${YesNo} form=${form} name="is_on" label=${t("prices.is_on")}
          words=${[t("prices.is_on.true"), t("prices.is_on.false")]} />`
      }
      ${
        !isDineIn(code) &&
        html`
        <div class="pair">
          <${PercentInput} ...${field("markup_bp", percents)} label=${t("prices.markup")}
            hint=${t("prices.markup_help")} value=${values.markup_bp}
            onNumber=${(/** @type {number | null} */ bp) => set("markup_bp", bp)} />
          <${SelectInput} ...${field("markup_step", rupiah)} label=${t("prices.step")}
            value=${String(values.markup_step)} options=${STEP_OPTIONS}
            onPick=${(/** @type {string} */ step) => set("markup_step", Number(step))} />
        </div>
        ${
          (hasTax(bill) || bill.service_bp > 0) &&
          html`<${SelectInput} ...${field("prices_include", saidOfIncludes)} label=${t("prices.include")}
            value=${values.prices_include}
            options=${["", ...Object.keys(INCLUDES)].map((value) => ({ value, label: saidOfIncludes(value) }))}
            onPick=${(/** @type {string} */ includes) => set("prices_include", includes)} />`
        }
        ${
          bill.service_bp > 0 &&
          html`<${YesNo} form=${form} name="charges_service" label=${t("prices.service")}
          words=${[t("prices.charged"), t("prices.not_charged")]} />`
        }
        <${YesNo} form=${form} name="charges_packaging" label=${t("prices.packaging")}
          words=${[t("prices.charged"), t("prices.not_charged")]} />
        <${YesNo} form=${form} name="charges_delivery" label=${t("prices.delivery")}
          words=${[t("prices.charged"), t("prices.not_charged")]} />`
      }
      ${
        !isBasic(code) &&
        html`
        <${YesNo} form=${form} name="is_paid_in_app" label=${t("prices.paid")}
          words=${[t("prices.paid.true"), t("prices.paid.false")]} />
        <div class="pair">
          <${PercentInput} ...${field("commission_bp", percents)} label=${t("prices.commission")}
            hint=${t("prices.commission_help")} value=${values.commission_bp}
            onNumber=${(/** @type {number | null} */ bp) => set("commission_bp", bp)} />
          <${PriceField} ...${field("commission_fixed", rupiah)} label=${t("prices.commission_fixed")}
            value=${values.commission_fixed}
            onPrice=${(/** @type {number | null} */ amount) => set("commission_fixed", amount)} />
        </div>`
      }
    </${PriceSheet}>`
}

/** @param {PriceLevel[]} levels */
const byCode = (levels) => levels.map((level) => ({ ...level, id: level.code }))

/** @param {string} includes */
const saidOfIncludes = (includes) =>
  includes ? t(`setting.bill.prices_include.${includes}`) : t("prices.include_shop")
