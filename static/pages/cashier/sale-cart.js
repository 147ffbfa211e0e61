// The sale next to the dishes: what, where to, and the way to the money.

import { html, useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { IS_TAKEN_AWAY } from "../../lib/decisions.js"
import { countOf, totalOf } from "../../lib/cart.js"
import { rupiah } from "../../lib/money.js"
import { clockTime } from "../../lib/time.js"
import { EmptyState } from "../../components/empty-state.js"
import { CartLines } from "../../components/cart-lines.js"
import { Icon } from "../../components/icon.js"
import { PriceRows } from "../../components/price-rows.js"
import { ProblemNote } from "../../components/problem.js"
import { useFocusIfLost } from "../../components/use-focus.js"
import { language, t } from "../../components/words.js"
import { HoldSheet } from "./hold-sheet.js"
import { LevelPicker } from "./level-picker.js"
import { SaleChips } from "./sale-chips.js"
import { maySend } from "./table-rules.js"

/** @import { Sale } from "./sale-rules.js" */
/** @import { Menu, Shop } from "../../lib/types.js" */
/** @import { PriceNow } from "../../components/use-price.js" */
/** @import { LevelsNow } from "./use-levels.js" */
/** @import { SaleNow } from "./use-sale.js" */

/**
 * @param {object} props
 * @param {SaleNow} props.sale
 * @param {PriceNow} props.price
 * @param {Menu} props.menu
 * @param {Shop | null} props.shop
 * @param {LevelsNow} props.levels
 * @param {boolean} props.paidInApp whether it is paid in an app, and confirmed with one tap
 * @param {(at: number) => void} props.onEdit
 * @param {boolean} props.takesMoney whether who stands here may
 * @param {() => void} props.onPay
 * @param {() => void} props.onPayLater
 * @param {() => void} props.onSend to the kitchen, and it is paid later
 * @param {() => void} props.onBack
 */
export function SaleCart(props) {
  const { sale, price, menu, shop, levels, paidInApp, takesMoney, onEdit, onPay, onPayLater, onSend, onBack } = props
  const [naming, setNaming] = useState(false)
  const { order_type, table_number, customer_name } = sale.details
  const hold = (/** @type {string} */ name) => {
    setNaming(false)
    sale.hold(name)
    onBack()
  }
  const heading = useFocusIfLost()
  const empty = sale.lines.length === 0
  // What was just added is seen, however long the sale is.
  const lines = useRef(/** @type {HTMLElement | null} */ (null))
  useEffect(() => {
    lines.current?.lastElementChild?.lastElementChild?.scrollIntoView({ block: "nearest" })
  }, [sale.lines.length])
  // Sent, and no answer yet: neither changed nor forgotten before it is known what became of it.
  const unsure = sale.sent !== null && !sale.busy
  const picker = html`
    <${LevelPicker} levels=${levels.choices} value=${sale.details.price_level ?? ""} locked=${sale.locked}
      onChange=${sale.setDetails} />`
  return html`
    <div class="sale__head">
      <button type="button" class="button button--icon sale__back" aria-label=${t("common.back")} onClick=${onBack}>
      <${Icon} name="left" /></button>
      <h2 class="head" tabindex="-1" ref=${heading}>${t("cashier.new_order")}</h2>
      ${
        !empty &&
        html`
        <button type="button" class="button" disabled=${sale.busy} aria-haspopup="dialog"
          onClick=${() => (customer_name.trim() || table_number.trim() ? hold("") : setNaming(true))}>
        <${Icon} name="clock" /><span>${t("sale.hold")}</span></button>
        <button type="button" class="button" disabled=${sale.busy} onClick=${sale.discard}><${Icon} name="trash" />
        <span>${t("sale.discard")}</span></button>`
      }
    </div>
    ${empty && picker}
    <${Held} sales=${sale.held} levels=${levels} shop=${shop} onTakeUp=${sale.takeUp} />
    ${
      empty
        ? html`<${EmptyState} icon="bag" title=${t("sale.empty")}><p>${t("sale.empty_help")}</p></${EmptyState}>`
        : html`
        <div class="sale__scroll" tabindex=${sale.locked ? 0 : undefined}>
          <div class="sale__lines" ref=${lines} tabindex=${sale.locked ? 0 : undefined}>
          <${CartLines} lines=${sale.lines} menu=${menu} locked=${sale.locked} onChange=${sale.setLines}
            onEdit=${onEdit} /></div>
          <${SaleChips} details=${sale.details} tables=${shop?.tables ?? []} locked=${sale.locked}
            prices=${picker} onChange=${sale.setDetails} />
        </div>`
    }
    ${
      !empty &&
      html`
      <${PriceRows} now=${price} />
      <div class="actions">
        <${ProblemNote} text=${unsure ? t("sale.not_sent") : sale.problem} />
        ${
          sale.locked
            ? html`<button type="button" class="button button--primary button--big actions__main"
              aria-busy=${sale.busy ? "true" : undefined} onClick=${sale.send}><${Icon} name="reconnect" />
              ${sale.busy ? t("cart.sending") : t("cart.send_again")}</button>`
            : html`<${Ways} cooksFirst=${shop?.payment_timing === "after"} takesMoney=${takesMoney}
              paidInApp=${paidInApp}
              maySend=${maySend(shop, { order_type, channel: "counter" })}
              onPay=${onPay} onPayLater=${onPayLater} onSend=${onSend} />`
        }
      </div>`
    }
    ${naming && html`<${HoldSheet} onHold=${hold} onClose=${() => setNaming(false)} />`}`
}

/**
 * To the money now, to the kitchen first, or to wait for the money. Who takes no money sends it on.
 * @param {{cooksFirst: boolean, takesMoney: boolean, paidInApp: boolean, maySend: boolean, onPay: () => void,
 *   onPayLater: () => void, onSend: () => void}} props
 */
function Ways({ cooksFirst, takesMoney, paidInApp, maySend: sends, onPay, onPayLater, onSend }) {
  const button = (
    /** @type {string} */ icon,
    /** @type {string} */ word,
    /** @type {() => void} */ run,
    isMain = false,
  ) => html`
    <button type="button" class=${`button button--big ${isMain ? "button--primary actions__main" : ""}`} onClick=${run}>
      ${icon && html`<${Icon} name=${icon} />`}${word}${isMain && html`<kbd aria-hidden="true">Enter</kbd>`}
    </button>`
  if (!takesMoney)
    return sends ? button("pan", t("round.send"), onSend, true) : button("check", t("sale.to_till"), onPayLater, true)
  return html`
    ${!cooksFirst && button("", t("sale.pay_later"), onPayLater)}
    ${sends && button("pan", t("round.send"), onSend)}
    ${
      paidInApp ? button("check", t("method.app"), onPay, true) : button("cash", t("cashier.take_payment"), onPay, true)
    }`
}

/** What its dishes cost where it is sold. @param {Sale} sale @param {LevelsNow} levels */
function sumOf({ lines, details }, levels) {
  const menu = levels.menuOf(details)
  return menu ? totalOf(lines, menu) : 0
}

/**
 * Sales that wait for a customer who comes right back.
 * @param {{sales: Sale[], levels: LevelsNow, shop: Shop | null, onTakeUp: (sale: Sale) => void}} props
 */
function Held({ sales, levels, shop, onTakeUp }) {
  if (sales.length === 0) return null
  return html`
    <ul class="held" aria-label=${t("sale.held")}>
      ${sales.map(
        (sale) => html`
        <li key=${sale.key}>
          <button type="button" class="button" onClick=${() => onTakeUp(sale)}>
            <${Icon} name="clock" small /><span class="sr">${t("sale.take_up")}: </span>
            ${[
              sale.details.customer_name.trim(),
              !IS_TAKEN_AWAY[sale.details.order_type] &&
                sale.details.table_number.trim() &&
                t("type.table", { table: sale.details.table_number.trim() }),
              t("cart.items", { n: countOf(sale.lines) }),
              rupiah(sumOf(sale, levels)),
              clockTime(sale.at, language(), shop?.time_zone),
            ]
              .filter(Boolean)
              .join(" · ")}
          </button>
        </li>`,
      )}
    </ul>`
}
