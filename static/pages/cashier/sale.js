// A walk-up: dishes on the left, the sale on the right, and its money in the same place. What is added to an order that
// was sent is put together here, too.

import { html, useMemo } from "../../vendor/preact/standalone.js"
import { countOf } from "../../lib/cart.js"
import { rupiah } from "../../lib/money.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { ItemSheet } from "../../components/item-sheet.js"
import { usePrice } from "../../components/use-price.js"
import { ChoicesPane } from "./choices-pane.js"
import { useShown } from "./customer-display.js"
import { cartShown } from "./display-state.js"
import { methodsFor } from "./methods.js"
import { TakePayment } from "./take-payment.js"
import { t } from "../../components/words.js"
import { RoundCart } from "./round-cart.js"
import { SaleCart } from "./sale-cart.js"
import { SaleDone } from "./sale-done.js"
import { SaleGrid } from "./sale-grid.js"
import { useChoices } from "./use-choices.js"

/** @import { PriceState } from "../../components/use-price.js" */
/** @import { CartLine } from "../../lib/cart.js" */
/** @import { MenuItem, Order, Shop } from "../../lib/types.js" */
/** @import { PaymentBody } from "./money-api.js" */
/** @import { MenuNow } from "./use-menu.js" */
/** @import { LevelsNow } from "./use-levels.js" */
/** @import { RoundNow } from "./use-round.js" */
/** @import { SaleNow } from "./use-sale.js" */

/** Whether its money can be counted. @type {Record<PriceState, boolean>} */
const IS_KNOWN = { menu: true, counted: true, counting: false, later: false }

/**
 * `cart` is what stands alone on a phone, where the dishes do not fit next to it.
 * @typedef {"dishes" | "cart" | "pay"} Step
 */

/**
 * @param {object} props
 * @param {SaleNow} props.sale
 * @param {RoundNow} props.round when it is open, instead of the sale
 * @param {Order | undefined} props.order that the round is for
 * @param {MenuNow} props.menu
 * @param {LevelsNow} props.levels
 * @param {Shop | null} props.shop
 * @param {string} props.wanted
 * @param {Step} props.step
 * @param {boolean} props.stale
 * @param {boolean} props.tappable
 * @param {() => void} props.onForget
 * @param {(step: Step) => void} props.onStep
 * @param {() => void} props.onSoldOutList
 * @param {(item: number) => void} props.onCount
 * @param {boolean} props.takesMoney whether who stands here may
 * @param {() => void} props.onNext after one that is done
 * @param {() => void} props.onAsNew what was to be added becomes a new order
 * @param {(order: Order) => void} props.onShow
 */
export function SalePanel({
  sale,
  round,
  order,
  menu: { menu: whole, setAvailable },
  levels,
  shop,
  wanted,
  step,
  stale,
  tappable,
  takesMoney,
  onNext,
  onForget,
  onStep,
  onSoldOutList,
  onCount,
  onAsNew,
  onShow,
}) {
  const cart = round.isOpen ? round : sale
  const sold = round.isOpen && order ? { ...order, price_level: order.price_level?.code } : sale.details
  const level = levels.named(sold.price_level)
  const menu = useMemo(() => levels.menuOf(sold), [levels, sold.order_type, sold.price_level])
  const at = levels.soldAt(sold)
  const priced = round.isOpen ? { ...at, hasOwnTerms: false, is_addition: true } : at
  const price = usePrice(shop, menu, cart.lines, { ...priced, of: cart.key })
  const methods = methodsFor(shop, level)
  const choices = useChoices({ cart, menu, step, onStep })
  const soldNow = round.isOpen ? null : sale.done
  useShown("cart", cart.key, soldNow ? null : cartShown(cart.lines, price, menu))
  const paying = step === "pay" && cart === sale && !soldNow && sale.lines.length > 0 && !(sale.locked && !sale.busy)
  const shown = soldNow ? "done" : paying ? "pay" : step === "dishes" ? "dishes" : "cart"
  if (!whole || !menu)
    return html`<section class="sale"><${EmptyState} icon="reconnect" title=${t("common.loading")} /></section>`

  const later = (/** @type {boolean} */ toKitchen) => {
    onStep("cart")
    sale.begin(methods[0], price.total, null, toKitchen)
  }
  // What was paid in an app is confirmed with one tap: there is nothing to count.
  const pay = () => {
    if (!level?.is_paid_in_app || !IS_KNOWN[price.state]) return onStep("pay")
    onStep("cart")
    sale.begin("app", price.total, price.total)
  }
  const asked =
    choices.item &&
    html`<${ItemSheet} key=${choices.key} item=${choices.item} line=${choices.line} act=${choices.act}
      Frame=${choices.inPane ? ChoicesPane : undefined} onDone=${choices.done} onClose=${choices.close} />`
  const isInPane = asked && choices.inPane

  return html`
    <section class=${`sale sale--${shown} ${cart.sent && !cart.busy ? "sale--unsure" : ""} ${
      isInPane ? "sale--choosing" : ""
    }`}
      aria-label=${round.isOpen ? t("round.title", { number: round.number }) : t("cashier.new_order")} inert=${stale}>
      <${SaleGrid} menu=${menu} lines=${soldNow ? [] : cart.lines} wanted=${wanted} locked=${cart.locked}
        onForget=${onForget} onTap=${choices.tap}
        onSoldOut=${(/** @type {MenuItem} */ item) => setAvailable(item, false)}
        onList=${onSoldOutList} onCount=${takesMoney && onCount} />
      ${isInPane && asked}
      <section class=${`detail sale__side ${tappable ? "" : "tap-guarded"}`}
        aria-label=${round.isOpen ? t("round.side") : t("sale.side")}
        onClickCapture=${
          isInPane &&
          ((/** @type {Event} */ event) => {
            // First what is being chosen: what is tapped may be its money.
            event.stopPropagation()
            event.preventDefault()
            choices.settle()
          })
        }>
        ${
          shown === "done" &&
          soldNow &&
          html`<${SaleDone} done=${soldNow} shop=${shop} onNext=${() => {
            sale.finish()
            onStep("dishes")
            onNext()
          }} onShow=${() => onShow(soldNow.order)} />`
        }
        ${
          shown === "pay" &&
          (IS_KNOWN[price.state] || sale.busy
            ? html`<${TakePayment} key=${`${sale.key} ${price.total}`} of=${sale.key} rest=${price.total}
              restInCash=${price.price?.total_in_cash ?? price.total} methods=${methods} qris=${shop?.qris}
              busy=${sale.busy} tappable=${tappable} onBack=${() => onStep("cart")}
              onPaid=${(/** @type {PaymentBody} */ { method, tendered }) =>
                sale.begin(method, price.total, tendered ?? price.total)} />`
            : html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`)
        }
        ${
          (shown === "dishes" || shown === "cart") &&
          (round.isOpen
            ? html`<${RoundCart} round=${round} order=${order} price=${price} menu=${menu} onEdit=${choices.edit}
              onAsNew=${onAsNew} onBack=${() => onStep("dishes")} />`
            : html`
          <${SaleCart} sale=${sale} price=${price} menu=${menu} shop=${shop} levels=${levels}
            paidInApp=${Boolean(level?.is_paid_in_app)} takesMoney=${takesMoney} onEdit=${choices.edit} onPay=${pay}
            onPayLater=${() => later(false)} onSend=${() => later(true)} onBack=${() => onStep("dishes")} />`)
        }
      </section>
      ${
        shown === "dishes" &&
        html`<div class="sale__to-cart">
      <${ToCart} lines=${cart.lines} held=${round.isOpen ? 0 : sale.held.length} total=${price.total}
        onTap=${() => onStep("cart")} /></div>`
      }
    </section>
    ${!isInPane && asked}`
}

/**
 * On a phone, the way to the sale, or to those that wait.
 * @param {{lines: CartLine[], held: number, total: number, onTap: () => void}} props
 */
function ToCart({ lines, held, total, onTap }) {
  if (lines.length > 0) {
    return html`
      <button type="button" class="button button--primary button--big" onClick=${onTap}>
        <b class="tile__count">${countOf(lines)}</b><span>${t("cart.view")}</span><span class="money">
        ${rupiah(total)}</span>
      </button>`
  }
  return (
    held > 0 &&
    html`<button type="button" class="button button--big" onClick=${onTap}><${Icon} name="clock" />${t("sale.held")}<b>
    ${held}</b></button>`
  )
}
