// One of the ways in which money is given, as a row of buttons under a question.

import { html } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"
import { METHOD_ICONS } from "./methods.js"

/** @import { PaymentMethod } from "../../lib/types.js" */

/**
 * @param {object} props
 * @param {string} props.title
 * @param {PaymentMethod[]} props.methods
 * @param {PaymentMethod | null} props.method
 * @param {(method: PaymentMethod) => void} props.onMethod
 */
export function MethodPicker({ title, methods, method, onMethod }) {
  return html`
    <div class="method-picker">
      <h3>${title}</h3>
      <div class="seg" role="group" aria-label=${title}>
        ${methods.map(
          (each) => html`<button key=${each} type="button" class="button" aria-pressed=${String(each === method)}
          onClick=${() => onMethod(each)}><${Icon} name=${METHOD_ICONS[each]} />${t(`method.${each}`)}</button>`,
        )}
      </div>
    </div>`
}
