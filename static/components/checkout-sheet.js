// The last look before an order is sent: what, where, for whom, how to pay. Sent once, whatever the fingers do.

import { html } from "../vendor/preact/standalone.js"
import { totalOf } from "../lib/cart.js"
import { rupiah } from "../lib/money.js"
import { CartLines } from "./cart-lines.js"
import { Icon } from "./icon.js"
import { ProblemNote } from "./problem.js"
import { Sheet } from "./sheet.js"
import { t } from "./words.js"

/** @import { CartLine } from "../lib/cart.js" */
/** @import { Menu, OrderType, PaymentMethod, Shop } from "../lib/types.js" */

/** @typedef {{order_type: OrderType, table_number: string, customer_name: string, note: string, payment_method: PaymentMethod}} Details */

/**
 * @param {object} props
 * @param {CartLine[]} props.lines
 * @param {Menu} props.menu
 * @param {Shop} props.shop
 * @param {Details} props.details
 * @param {boolean} props.busy
 * @param {string} props.problem
 * @param {(lines: CartLine[]) => void} props.onLines
 * @param {(change: Partial<Details>) => void} props.onDetails
 * @param {(at: number) => void} props.onEdit
 * @param {() => void} props.onSend
 * @param {() => void} props.onClose
 */
export function CheckoutSheet({ lines, menu, shop, details, busy, problem, onLines, onDetails, onEdit, onSend, onClose }) {
  const foot = html`
    <${ProblemNote} text=${problem} />
    ${!shop.takes_orders && html`<p class="problem">${t("menu.closed")}</p>`}
    <button type="button" class="button button--primary button--big button--wide" aria-busy=${busy ? "true" : undefined} disabled=${!shop.takes_orders || lines.length === 0} onClick=${onSend}>
      ${busy ? html`<${Icon} name="reconnect" />${t("cart.sending")}` : html`<span>${problem ? t("cart.send_again") : t("cart.send")}</span><span class="money">${rupiah(totalOf(lines, menu))}</span>`}
    </button>`

  return html`
    <${Sheet} title=${t("cart.title")} foot=${foot} onClose=${onClose}>
      <div><${CartLines} lines=${lines} menu=${menu} locked=${busy} onChange=${onLines} onEdit=${onEdit} /></div>
      <${Pick} name="order_type" title=${t("cart.where")} value=${details.order_type} onPick=${(/** @type {OrderType} */ order_type) => onDetails({ order_type })}
        options=${[{ value: "dine_in", label: t("type.dine_in") }, { value: "take_away", label: t("type.take_away") }]} />
      ${details.order_type === "dine_in" && html`
        <${Text} id="table" label=${t("cart.table")} value=${details.table_number} most=${12} onText=${(/** @type {string} */ table_number) => onDetails({ table_number })} />`}
      <${Text} id="customer" label=${t("cart.name")} hint=${t("cart.name_hint")} value=${details.customer_name} most=${60} onText=${(/** @type {string} */ customer_name) => onDetails({ customer_name })} />
      <${Text} id="order-note" label=${t("cart.note")} hint=${t("menu.note_hint")} value=${details.note} most=${200} onText=${(/** @type {string} */ note) => onDetails({ note })} />
      ${shop.payment_methods.length > 1 && html`
        <${Pick} name="payment_method" title=${t("cart.pay_with")} value=${details.payment_method} onPick=${(/** @type {PaymentMethod} */ payment_method) => onDetails({ payment_method })}
          options=${shop.payment_methods.map((value) => ({ value, label: t(`method.${value}`) }))} />`}
    </${Sheet}>`
}

/** @param {{name: string, title: string, value: string, options: {value: string, label: string}[], onPick: (value: any) => void}} props */
function Pick({ name, title, value, options, onPick }) {
  return html`
    <fieldset class="choices">
      <legend><span class="head">${title}</span></legend>
      <div class="pick">
        ${options.map((option) => html`
          <label key=${option.value} class="choice">
            <input type="radio" name=${name} value=${option.value} checked=${option.value === value} onChange=${() => onPick(option.value)} /><span>${option.label}</span>
          </label>`)}
      </div>
    </fieldset>`
}

/** @param {{id: string, label: string, hint?: string, value: string, most: number, onText: (text: string) => void}} props */
function Text({ id, label, hint, value, most, onText }) {
  return html`
    <div class="field">
      <label for=${id}>${label} <span class="quiet">${t("common.optional")}</span></label>
      <input class="input" id=${id} maxlength=${most} placeholder=${hint} value=${value} onInput=${(/** @type {any} */ event) => onText(event.target.value)} />
    </div>`
}
