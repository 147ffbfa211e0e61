// What was ordered, round by round, and what can be done with each item: how many, taken off, sold out. What was taken
// off stays readable, with who and why.

import { html, useState } from "../../vendor/preact/standalone.js"
import { MAX_QUANTITY } from "../../lib/cart.js"
import { rupiah } from "../../lib/money.js"
import { choices, dishCount, isMade, isOver, isVoid } from "../../lib/orders.js"
import { clockTime } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { roundTitle } from "../../components/order-words.js"
import { Stepper } from "../../components/stepper.js"
import { language, t } from "../../components/words.js"
import { canTakeOff, isTheKitchens, takesItems } from "./order-changes.js"
import { piecesBack } from "./order-money.js"

/** @import { Order, OrderLine, Shop } from "../../lib/types.js" */
/** @import { ChangesNow } from "./use-changes.js" */

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {Shop | null} props.shop
 * @param {Set<number>} props.soldOut dishes that cannot be had just now
 * @param {ChangesNow} props.changes
 * @param {boolean} props.takesMoney whether who stands here may, and so may take off
 * @param {boolean} props.locked while it is not known what became of the last request
 * @param {(line: OrderLine, is_available: boolean) => void} props.onAvailable
 * @param {() => void} props.onAdd
 */
export function OrderLines({ order, shop, soldOut, changes, takesMoney, locked, onAvailable, onAdd }) {
  const waiting = changes.waiting(order)
  // A word at every line would read as what became of it; and what is over tells nothing of the stove.
  const [marking, setMarking] = useState("")
  const isMarking = marking === order.uid
  return html`
    <section class="lines" aria-label=${t("cart.items", { n: dishCount(order) })}>
      <div class="lines__head">
        <p class="quiet">${t("cart.items", { n: dishCount(order) })}</p>
        ${
          takesItems(order) &&
          html`<button type="button" class="button" onClick=${onAdd}><${Icon} name="plus" />${
            waiting > 0 ? t("round.open_on", { n: waiting }) : t("round.open")
          }<span class="sr"> ${order.number}</span></button>`
        }
        ${
          !isOver(order) &&
          html`<button type="button" class="button button--plain" aria-pressed=${String(isMarking)}
          onClick=${() => setMarking(isMarking ? "" : order.uid)}>
          <${Icon} name="soldout" />${isMarking ? t("common.done") : t("line.something_out")}</button>`
        }
      </div>
      <ul class="dl">
        ${order.lines.map((line, at) => {
          const { round = 1 } = line
          const isHeaded = round > 1 || line.moved_from
          const isFirst = isHeaded && (at === 0 || round !== (order.lines[at - 1].round ?? 1))
          return html`
            ${isFirst && html`<li key=${`round-${round}`} class="dl__round">${roundTitle(round, line)}</li>`}
            ${
              isVoid(line)
                ? html`<${VoidedLine} key=${line.id} order=${order} line=${line} shop=${shop} />`
                : html`<${Line} key=${line.id} order=${order} line=${line} out=${soldOut.has(line.menu_item_id ?? 0)}
                  changes=${changes} takesMoney=${takesMoney} locked=${locked}
                  onAvailable=${isMarking ? onAvailable : undefined} />`
            }`
        })}
      </ul>
    </section>`
}

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {OrderLine} props.line
 * @param {boolean} props.out
 * @param {ChangesNow} props.changes
 * @param {boolean} props.takesMoney
 * @param {boolean} props.locked
 * @param {(line: OrderLine, is_available: boolean) => void} [props.onAvailable]
 */
function Line({ order, line, out, changes, takesMoney, locked, onAvailable }) {
  const { name } = line
  const back = piecesBack(order, line)
  const counts = takesMoney && takesItems(order) && !isTheKitchens(order) && !line.fee
  return html`
    <li>
      <span class="dl__q">${changes.quantityOf(order, line)}×</span>
      <div>
        <h3>${name}${
          out && html` <span class="chip chip--sold"><${Icon} name="soldout" />${t("menu.sold_out")}</span>`
        }${isMade(line) && !line.fee && html` <${Icon} name="check" small /><span class="sr"> ${t("line.done")}</span>`}
        </h3>
        ${choices(line) && html`<p class="quiet">${choices(line)}</p>`}
        ${back > 0 && html`<p class="quiet">${t("refund.pieces_back", { n: back })}</p>`}
        ${line.note && html`<p class="dl__note"><${Icon} name="note" />${line.note}</p>`}
      </div>
      <span class="money">${rupiah(line.line_total)}</span>
      <div class="dl__acts" inert=${locked}>
        ${
          counts &&
          html`<${Stepper} value=${changes.quantityOf(order, line)} name=${name} least=${1} most=${MAX_QUANTITY}
          onChange=${(/** @type {number} */ n) => changes.setQuantity(order, line, n)} />`
        }
        ${
          takesMoney &&
          canTakeOff(order, line) &&
          html`<button type="button" class="button button--plain dl__off"
            aria-label=${counts ? t("line.remove_name", { name }) : t("line.cancel_name", { name })}
            onClick=${() => changes.takeOff(order, line)}>
            <${Icon} name=${counts ? "trash" : "close"} /><span>${counts ? t("line.remove") : t("line.cancel")}</span>
          </button>`
        }
        ${
          onAvailable &&
          !line.fee &&
          html`<button type="button" class="button"
          aria-label=${out ? t("cashier.back_in", { name }) : t("cashier.sold_out", { name })}
          onClick=${() => onAvailable(line, out)}>
          <${Icon} name=${out ? "undo" : "soldout"} /><span>${out ? t("cashier.back") : t("menu.sold_out")}</span>
        </button>`
        }
      </div>
    </li>`
}

/** @param {{order: Order, line: OrderLine, shop: Shop | null}} props */
function VoidedLine({ order, line, shop }) {
  const voided = order.voids?.find((each) => each.line_id === line.id)
  return html`
    <li class="dl__void">
      <span class="dl__q">${line.quantity}×</span>
      <div>
        <h3><span class="sr">${line.moved_to ? "" : `${t("line.void")}: `}</span><s>${line.name}</s></h3>
        ${voided && html`<p class="quiet">${saysVoided(voided, shop)}</p>`}
        ${line.moved_to && html`<p class="quiet">${t("merge.to", { number: line.moved_to })}</p>`}
      </div>
      <s class="money">${rupiah(line.line_total)}</s>
    </li>`
}

/** @param {NonNullable<Order["voids"]>[number]} voided @param {Shop | null} shop */
function saysVoided({ by, approved_by, reason, at }, shop) {
  const who = approved_by ? t("approval.by", { who: by, approver: approved_by }) : by
  return [t("line.voided_by", { who }), clockTime(at, language(), shop?.time_zone), reason].filter(Boolean).join(" · ")
}
