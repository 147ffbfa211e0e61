// A drop-down list, for choices of which a radio group would be too long.

import { html } from "../../../vendor/preact/standalone.js"
import { Field } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"

/** @import { FieldProps } from "../../../components/field.js" */
/** @typedef {{value: string, label: string}} SelectOption */

/**
 * @param {FieldProps & {value: string, options: (SelectOption | {label: string, options: SelectOption[]})[], onPick:
 *   (value: string) => void}} props
 */
export function SelectInput({ value, options, onPick, ...field }) {
  const one = (/** @type {SelectOption} */ option) =>
    html`<option key=${option.value} value=${option.value} selected=${option.value === value}>${option.label}</option>`
  return html`
    <${Field} ...${field}>
      ${(/** @type {any} */ attributes) => html`
        <span class="select">
          <select class="input" ...${attributes} value=${value}
            onChange=${(/** @type {any} */ event) => onPick(event.target.value)}>
            ${options.map((option) =>
              "options" in option
                ? html`<optgroup key=${option.label} label=${option.label}>
            ${option.options.map(one)}</optgroup>`
                : one(option),
            )}
          </select>
          <${Icon} name="unfold" />
        </span>`}
    </${Field}>`
}
