// A stepper for a quantity. At 1 the minus becomes a bin, because the next step removes the line.

import { html } from "../vendor/preact/standalone.js"
import { Icon } from "./icon.js"
import { t } from "./words.js"

/**
 * @param {object} props
 * @param {number} props.value
 * @param {string} props.name
 * @param {number} [props.least]
 * @param {number} props.most
 * @param {boolean} [props.bin] whether the last step down takes the thing away
 * @param {(value: number) => void} props.onChange
 */
export function Stepper({ value, name, least = 0, most, bin = least === 0, onChange }) {
  const removes = bin && value === 1
  return html`
    <div class="stepper" role="group" aria-label=${t("cart.quantity_of", { name })}>
      <button type="button" aria-label=${removes ? t("cart.remove", { name }) : t("cart.less", { name })}
        disabled=${value <= least} onClick=${() => onChange(value - 1)}>
        <${Icon} name=${removes ? "trash" : "minus"} />
      </button>
      <output>${value}</output>
      <button type="button" aria-label=${t("cart.more", { name })} disabled=${value >= most}
        onClick=${() => onChange(value + 1)}>
        <${Icon} name="plus" />
      </button>
    </div>`
}
