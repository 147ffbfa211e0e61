// A radio group in which each option is a whole row to tap.

import { html } from "../vendor/preact/standalone.js"

/**
 * @param {{name: string, title: string, value: string, options: {value: string, label: string}[], onPick: (value: any)
 *   => void}} props
 */
export function RadioGroup({ name, title, value, options, onPick }) {
  return html`
    <fieldset class="choices">
      <legend><span class="head">${title}</span></legend>
      <div class="radio-group">
        ${options.map(
          (option) => html`
          <label key=${option.value} class="choice">
            <input type="radio" name=${name} value=${option.value} checked=${option.value === value}
              onChange=${() => onPick(option.value)} /><span>${option.label}</span>
          </label>`,
        )}
      </div>
    </fieldset>`
}
