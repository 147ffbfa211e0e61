// The sheet before an order is sent: dishes, table, name, payment method. It sends once, however often it is tapped.

import { html, useState } from "../../vendor/preact/standalone.js"
import { IN_CASH, IS_TAKEN_AWAY, ORDER_TYPES } from "../../lib/decisions.js"
import { isOpen } from "../../lib/opening.js"
import { CartLines } from "../../components/cart-lines.js"
import { addsTo } from "./adding.js"
import { ReplacedCard } from "./replaced-card.js"
import { Icon } from "../../components/icon.js"
import { closedWords } from "../../components/opening-words.js"
import { PriceRows, PriceSum } from "../../components/price-rows.js"
import { NoteField, Wishes, wishesOfOrder } from "../../components/note-field.js"
import { RadioGroup } from "../../components/radio-group.js"
import { ProblemNote } from "../../components/problem.js"
import { Sheet } from "../../components/sheet.js"
import { NO_TABLE, TableField } from "./table-field.js"
import { TextField } from "../../components/text-field.js"
import { t, textOf } from "../../components/words.js"

/** @import { Message } from "../../components/words.js" */
/** @import { PriceNow } from "../../components/use-price.js" */
/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Menu, OrderType, PaymentMethod, Shop } from "../../lib/types.js" */

/**
 * @typedef {{order_type: OrderType, table_number: string, table_token?: string, customer_name: string, note: string,
 *   payment_method: PaymentMethod}} Details
 */

/**
 * @param {object} props
 * @param {CartLine[]} props.lines
 * @param {Menu} props.menu
 * @param {PriceNow} props.price
 * @param {Shop} props.shop
 * @param {Details} props.details
 * @param {boolean} props.busy
 * @param {boolean} props.unanswered sent, and it may have arrived: it is only sent again
 * @param {Message | string} props.problem
 * @param {"none" | "asking" | "valid" | "dead"} [props.card] what became of the card on the table, if one led here
 * @param {Message | string} props.news what just happened to the cart
 * @param {(lines: CartLine[]) => void} props.onLines
 * @param {(change: Partial<Details>) => void} props.onDetails
 * @param {(at: number) => void} props.onEdit
 * @param {() => void} props.onSend
 * @param {() => void} props.onClose
 */
export function CheckoutSheet({
  lines,
  menu,
  price,
  shop,
  details,
  busy,
  unanswered,
  problem,
  card = "none",
  news,
  onLines,
  onDetails,
  onEdit,
  onSend,
  onClose,
}) {
  const [insist, setInsist] = useState(false)
  const tables = shop.tables ?? []
  const seated = card === "valid" || card === "asking"
  const table = !IS_TAKEN_AWAY[details.order_type] && tables.length > 0 && !seated ? details.table_number : NO_TABLE
  const send = () => {
    if (table || addsTo) return onSend()
    setInsist(true)
    document.getElementById("table")?.focus()
  }

  const foot = html`
    <${ProblemNote} text=${problem} />
    ${!isOpen(shop) && html`<p class="problem">${closedWords(shop)}</p>`}
    <button type="button" class="button button--primary button--big button--wide" aria-busy=${busy ? "true" : undefined}
      disabled=${!isOpen(shop) || lines.length === 0} onClick=${send}>
      ${
        busy
          ? html`<${Icon} name="reconnect" />${t("cart.sending")}`
          : html`<span>
      ${problem ? t("cart.send_again") : addsTo ? t("add.send") : t("cart.send")}</span><${PriceSum} now=${price} />`
      }
    </button>`

  return html`
    <${Sheet} title=${addsTo ? t("add.open") : t("cart.title")} foot=${foot} still=${busy || unanswered}
      onClose=${onClose}>
      <div role="status">${
        news &&
        html`<p class="banner banner--wait"><${Icon} name="alert" /><span>
      ${textOf(news)}</span></p>`
      }</div>
      <div class="checkout" inert=${busy || unanswered}>
        <div><${CartLines} lines=${lines} menu=${menu} onChange=${onLines} onEdit=${onEdit} />
        <${PriceRows} now=${price} cash=${IN_CASH[details.payment_method]} /></div>
        ${
          !addsTo &&
          html`<${OrderDetails} shop=${shop} details=${details} card=${card} insist=${insist && !table}
            onDetails=${onDetails} />`
        }
      </div>
    </${Sheet}>`
}

/**
 * Where it is eaten, for whom, and how it is paid.
 * @param {{shop: Shop, details: Details, card: "none" | "asking" | "valid" | "dead", insist: boolean,
 *   onDetails: (change: Partial<Details>) => void}} props
 */
function OrderDetails({ shop, details, card, insist, onDetails }) {
  const tables = shop.tables ?? []
  const seated = card === "valid" || card === "asking"
  return html`
        ${
          card === "dead"
            ? html`<${ReplacedCard} />`
            : html`<${RadioGroup} name="order_type" title=${t("cart.where")} value=${details.order_type}
              onPick=${(/** @type {OrderType} */ order_type) => onDetails({ order_type })}
          options=${ORDER_TYPES.map((value) => ({ value, label: t(`type.${value}`) }))} />`
        }
        ${
          !IS_TAKEN_AWAY[details.order_type] &&
          seated &&
          html`<p class="seat"><${Icon} name="plate" /><span><b>
        ${details.table_number ? t("type.table", { table: details.table_number }) : t("card.asking")}</b> <span
          class="quiet">${t("card.from_card")}</span></span></p>`
        }
        ${
          !IS_TAKEN_AWAY[details.order_type] &&
          !seated &&
          (tables.length > 0
            ? html`<${TableField} tables=${tables} value=${details.table_number} insist=${insist}
              onPick=${(/** @type {string} */ table_number) => onDetails({ table_number })} />`
            : html`<${TextField} id="table" label=${t("cart.table")} value=${details.table_number} most=${12}
              onText=${(/** @type {string} */ table_number) => onDetails({ table_number })} />`)
        }
        <${TextField} id="customer" label=${t("cart.name")} hint=${t("cart.name_hint")} value=${details.customer_name}
          most=${60} onText=${(/** @type {string} */ customer_name) => onDetails({ customer_name })} />
        <${NoteField} id="order-note" label=${t("cart.note")} hint=${t("cart.note_hint")} value=${details.note}
          most=${200} onText=${(/** @type {string} */ note) => onDetails({ note })} />
        <${Wishes} wishes=${wishesOfOrder(IS_TAKEN_AWAY[details.order_type])} note=${details.note} most=${200}
          onNote=${(/** @type {string} */ note) => onDetails({ note })} />
        ${
          shop.payment_methods.length > 1 &&
          html`
          <${RadioGroup} name="payment_method" title=${t("cart.pay_with")} value=${details.payment_method}
            onPick=${(/** @type {PaymentMethod} */ payment_method) => onDetails({ payment_method })}
            options=${shop.payment_methods.map((value) => ({ value, label: t(`method.${value}`) }))} />`
        }`
}
