// What is added to an order, next to the dishes: as a sale, but the order is there already, and so is its money.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { activeDishes, isOver } from "../../lib/orders.js"
import { CartLines } from "../../components/cart-lines.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { ProblemNote } from "../../components/problem.js"
import { useFocusIfLost } from "../../components/use-focus.js"
import { t } from "../../components/words.js"
import { isTheKitchens, itemOf } from "./order-changes.js"
import { whoAndWhere } from "./order-row.js"

/** @import { PriceNow } from "../../components/use-price.js" */
/** @import { Menu, Order } from "../../lib/types.js" */
/** @import { RoundNow } from "./use-round.js" */

/**
 * @param {object} props
 * @param {RoundNow} props.round
 * @param {Order | undefined} props.order once it is known
 * @param {PriceNow} props.price
 * @param {Menu} props.menu
 * @param {(at: number) => void} props.onEdit
 * @param {() => void} props.onAsNew where the order is over
 * @param {() => void} props.onBack
 */
export function RoundCart({ round, order, price, menu, onEdit, onAsNew, onBack }) {
  const heading = useFocusIfLost()
  const { number, lines, busy, locked } = round
  const empty = lines.length === 0
  const unsure = locked && !busy
  const over = order !== undefined && isOver(order)
  const main = (/** @type {string} */ icon, /** @type {string} */ label, /** @type {() => void} */ run) => html`
    <button type="button" class="button button--primary button--big actions__main"
      aria-busy=${busy ? "true" : undefined} onClick=${run}><${Icon} name=${icon} />${label}
      <kbd aria-hidden="true">Enter</kbd></button>`
  return html`
    <div class="sale__head">
      <button type="button" class="button button--icon sale__back" aria-label=${t("common.back")} onClick=${onBack}>
      <${Icon} name="left" /></button>
      <h2 class="head" tabindex="-1" ref=${heading}>${t("round.title", { number })}</h2>
      ${
        !empty &&
        !locked &&
        html`<button type="button" class="button" onClick=${round.discard}><${Icon} name="trash" />
        <span>${t("sale.discard")}</span></button>`
      }
    </div>
    ${
      order &&
      html`
      <div class="round__order">
        <p class="strong">${whoAndWhere(order)}</p>
        <p class="quiet">${t("round.ordered", { items: activeDishes(order).map(itemOf).join(", ") })}</p>
      </div>`
    }
    ${
      empty
        ? html`<${EmptyState} icon="plus" title=${t("sale.empty")}><p>${t("sale.empty_help")}</p></${EmptyState}>`
        : html`
        <div class="sale__scroll" tabindex=${locked ? 0 : undefined}>
          <div class="sale__lines" tabindex=${locked ? 0 : undefined}>
          <${CartLines} lines=${lines} menu=${menu} locked=${locked} onChange=${round.setLines}
            onEdit=${onEdit} /></div>
        </div>
        <div class="summary"><div class="total"><span>${t("round.total")}</span><span class="money">
        ${rupiah(price.total)}</span></div></div>
        <div class="actions">
          <${ProblemNote} text=${unsure ? t("round.not_sent") : over ? t("round.over", { number }) : round.problem} />
          ${
            locked
              ? main("reconnect", busy ? t("cart.sending") : t("cart.send_again"), round.send)
              : over
                ? main("plus", t("round.as_new"), onAsNew)
                : order && !isTheKitchens(order)
                  ? main("check", t("round.add"), round.begin)
                  : main("pan", t("round.send"), round.begin)
          }
        </div>`
    }`
}
