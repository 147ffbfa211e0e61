// A form field with its label, its help, its error, and what another screen has saved in it meanwhile.

import { html } from "../vendor/preact/standalone.js"
import { Icon } from "./icon.js"
import { t, textOf } from "./words.js"

/** @import { Message } from "./words.js" */

/** @typedef {{text: string, onUse: () => void}} Elsewhere what stands there on another screen, and taking it over */

/**
 * @typedef {object} FieldProps
 * @property {string} id
 * @property {any} label
 * @property {boolean} [optional]
 * @property {string} [hint]
 * @property {Message | string} [problem]
 * @property {Elsewhere | null} [elsewhere]
 */

/**
 * @param {FieldProps & {children: (attributes: Record<string, string | undefined>) => any}} props draws the control,
 *   with what ties it to the words
 */
export function Field({ id, label, optional = false, hint = "", problem = "", elsewhere = null, children }) {
  const about = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(" ")
  return html`
    <div class="field">
      <label for=${id}>${label}${optional && html` <span class="quiet">${t("common.optional")}</span>`}</label>
      ${children({ id, "aria-invalid": problem ? "true" : undefined, "aria-describedby": about || undefined })}
      <${FieldMessages} id=${id} hint=${hint} problem=${problem} elsewhere=${elsewhere} />
    </div>`
}

/** What stands under a field. @param {Pick<FieldProps, "id" | "hint" | "problem" | "elsewhere">} props */
export function FieldMessages({ id, hint, problem, elsewhere }) {
  return html`
    ${problem && html`<p class="problem" id=${`${id}-problem`}><${Icon} name="alert" />${textOf(problem)}</p>`}
    ${hint && html`<p class="field__hint" id=${`${id}-hint`}>${hint}</p>`}
    ${
      elsewhere &&
      html`
      <p class="field__elsewhere">
        <span>${t("field.elsewhere", { value: elsewhere.text || t("field.nothing") })}</span>
        <button type="button" class="button" onClick=${elsewhere.onUse}>${t("field.use")}</button>
      </p>`
    }`
}

/**
 * One line of text.
 * @param {FieldProps & {value: string, most: number, lang?: string, onText: (text: string) => void}} props
 */
export function TextInput({ value, most, lang, onText, ...field }) {
  return html`
    <${Field} ...${field}>
      ${(/** @type {any} */ attributes) => html`
        <input class="input" ...${attributes} maxlength=${most} lang=${lang} autocomplete="off" value=${value}
          onInput=${(/** @type {any} */ event) => onText(event.target.value)} />`}
    </${Field}>`
}

/**
 * A whole number, with what it counts behind it.
 * @param {FieldProps & {value: number | null, unit: string, onNumber: (value: number | null) => void}} props
 */
export function NumberInput({ value, unit, onNumber, ...field }) {
  const read = (/** @type {any} */ event) => {
    const figures = event.target.value.replace(/\D/g, "").slice(0, 5)
    event.target.value = figures
    onNumber(figures === "" ? null : Number(figures))
  }
  return html`
    <${Field} ...${field}>
      ${(/** @type {any} */ attributes) => html`
        <span class="number">
        <input class="input" ...${attributes} inputmode="numeric" autocomplete="off" value=${value ?? ""}
          onInput=${read} /><span class="quiet">${unit}</span></span>`}
    </${Field}>`
}
