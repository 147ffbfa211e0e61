// Many prices at once: up or down by a percentage or an amount, rounded, of all items or of one category, on the menu
// or on one price list. The new prices are seen first.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { PercentInput } from "../../../components/percent-input.js"
import { ProblemNote } from "../../../components/problem.js"
import { RadioGroup } from "../../../components/radio-group.js"
import { Sheet } from "../../../components/sheet.js"
import { message, t } from "../../../components/words.js"
import { doesAnything, ImportPreview } from "./import-preview.js"
import { Replaced, ReplacedFoot } from "./replaced.js"
import { isDineIn, STEP_OPTIONS } from "../settings/price-fields.js"
import { named } from "../shared/names.js"
import { PriceField } from "../shared/price-field.js"
import { SelectInput } from "../shared/select-input.js"
import { repricingOf } from "./repricing.js"
import { useReplacement } from "./use-replacement.js"

/** @import { EditedMenu } from "../../../lib/types.js" */
/** @import { RepricingFields } from "./repricing.js" */
/** @import { MenuEditor } from "./use-edited-menu.js" */

/** @type {RepricingFields} */
const FIRST = { category: "", level: "", down: false, kind: "percent", percent: null, amount: null, step: 500 }

/** @param {{editor: MenuEditor, menu: EditedMenu, onClose: () => void}} props */
export function RepriceSheet({ editor, menu, onClose }) {
  const [fields, setFields] = useState(FIRST)
  const [missing, setMissing] = useState(false)
  const replacement = useReplacement(editor)
  const { looked, done, problem, isBusy, forget, look, replace } = replacement

  /** Other prices than those that were seen are seen again. @param {Partial<RepricingFields>} some */
  const set = (some) => {
    setFields({ ...fields, ...some })
    setMissing(false)
    forget()
  }
  const levels = menu.price_levels.filter(({ code, is_on }) => is_on && !isDineIn(code))
  const see = () => {
    const prices = repricingOf(fields)
    setMissing(prices === null)
    forget()
    if (prices) look({ prices })
  }
  const changes = looked !== null && doesAnything(looked.report)
  const by = { id: "reprice-by", problem: missing ? message(() => t("reprice.missing")) : "" }
  const foot = html`
    <${ProblemNote} text=${problem} />
    ${
      done
        ? html`<${ReplacedFoot} replacement=${replacement} onClose=${onClose} />`
        : html`
        ${
          looked &&
          html`<button type="button" class=${`button button--big ${changes ? "foot__aside" : "button--primary"}`}
          onClick=${() => forget()}>${t("reprice.other")}</button>`
        }
        ${
          looked
            ? changes &&
              html`<button type="button" class="button button--primary button--big" aria-busy=${isBusy("save")}
              onClick=${replace}>${"undo" in looked.source ? t("transfer.put_back") : t("reprice.apply")}</button>`
            : html`<button type="button" class="button button--primary button--big" aria-busy=${isBusy("look")}
              onClick=${see}>${t("reprice.see")}</button>`
        }`
    }`
  const form = () => html`
      <div class="pair">
        <${SelectInput} id="reprice-category" label=${t("reprice.items")} value=${fields.category}
          options=${[
            { value: "", label: t("reprice.all") },
            ...menu.categories.map(({ id, name }) => ({ value: String(id), label: named(name) })),
          ]} onPick=${(/** @type {string} */ category) => set({ category })} />
        <${SelectInput} id="reprice-level" label=${t("reprice.level")} value=${fields.level}
          hint=${fields.level ? t("reprice.level_help") : ""}
          options=${[
            { value: "", label: t("reprice.menu_prices") },
            ...levels.map(({ code, name }) => ({ value: code, label: named(name) })),
          ]} onPick=${(/** @type {string} */ level) => set({ level })} />
      </div>
      <${RadioGroup} name="reprice-down" title=${t("reprice.direction")} value=${String(fields.down)}
        options=${["false", "true"].map((value) => ({ value, label: t(`reprice.down.${value}`) }))}
        onPick=${(/** @type {string} */ down) => set({ down: down === "true" })} />
      <${RadioGroup} name="reprice-kind" title=${t("reprice.kind")} value=${fields.kind}
        options=${["percent", "amount"].map((value) => ({ value, label: t(`reprice.kind.${value}`) }))}
        onPick=${(/** @type {RepricingFields["kind"]} */ kind) => set({ kind })} />
      <div class="pair">
        ${
          fields.kind === "percent"
            ? html`<${PercentInput} key="percent" ...${by} label=${t("reprice.by.percent")} value=${fields.percent}
              onNumber=${(/** @type {number | null} */ percent) => set({ percent })} />`
            : html`<${PriceField} key="amount" ...${by} label=${t("reprice.by.amount")} value=${fields.amount}
              onPrice=${(/** @type {number | null} */ amount) => set({ amount })} />`
        }
        <${SelectInput} id="reprice-step" label=${t("reprice.step")} value=${String(fields.step)}
          options=${STEP_OPTIONS} onPick=${(/** @type {string} */ step) => set({ step: Number(step) })} />
      </div>
    `
  return html`
    <${Sheet} title=${t("reprice.title")} foot=${foot} still=${done || looked !== null} onClose=${onClose}>
      ${
        done
          ? html`<${Replaced} replacement=${replacement} said=${t("reprice.is_done")} />`
          : looked
            ? html`<${ImportPreview} report=${looked.report} levels=${menu.price_levels} />`
            : form()
      }
    </${Sheet}>`
}
