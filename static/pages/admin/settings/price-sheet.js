// Parts that the sheets of price levels and fees share: both names, switches, and saving.

import { html } from "../../../vendor/preact/standalone.js"
import { TextInput } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote } from "../../../components/problem.js"
import { Sheet } from "../../../components/sheet.js"
import { t } from "../../../components/words.js"
import { MAX_NAME_LENGTH } from "../menu/item-fields.js"
import { named } from "../shared/names.js"
import { Switch } from "../shared/switch.js"
import { UnsavedNote } from "../shared/unsaved-note.js"

/** @import { Words } from "../../../lib/types.js" */
/** @import { PriceForm } from "./use-price-form.js" */

/**
 * @param {object} props
 * @param {Words | null} props.title nothing for a new level
 * @param {string} props.name of the draft
 * @param {PriceForm} props.form
 * @param {any} [props.children]
 * @param {() => void} props.onClose
 */
export function PriceSheet({ title, name, form, children, onClose }) {
  const foot = html`
    <${ProblemNote} text=${form.problem} />
    <button type="submit" form="price-form" class="button button--primary button--big"
      aria-busy=${form.busy ? "true" : undefined}>
      ${form.busy ? html`<${Icon} name="reconnect" />${t("admin.saving")}` : t("common.save")}
    </button>`
  return html`
    <${Sheet} title=${title ? named(title) : t("prices.new")} under=${html`<${UnsavedNote} name=${name}
      touched=${form.touched} />`} foot=${foot} onClose=${onClose}>
      <form id="price-form" class="form" noValidate onSubmit=${form.submit}>${children}</form>
    </${Sheet}>`
}

/** @param {{form: PriceForm}} props */
export function Names({ form: { values, set, field } }) {
  return html`
    <div class="pair">
      <${TextInput} ...${field("name_id")} label=${t("admin.name")} lang="id" most=${MAX_NAME_LENGTH}
        value=${values.name_id} onText=${(/** @type {string} */ text) => set("name_id", text)} />
      <${TextInput} ...${field("name_en")} label=${t("admin.name_en")} optional lang="en" most=${MAX_NAME_LENGTH}
        value=${values.name_en} onText=${(/** @type {string} */ text) => set("name_en", text)} />
    </div>`
}

/** @param {{form: PriceForm, name: string, label: string, words: [string, string]}} props */
export function YesNo({ form: { values, set }, name, label, words }) {
  return html`
    <div class="field">
      <p class="label">${label}</p>
      <${Switch} wide on=${values[name]} name=${label} words=${words}
        onSwitch=${(/** @type {boolean} */ on) => set(name, on)} />
    </div>`
}
