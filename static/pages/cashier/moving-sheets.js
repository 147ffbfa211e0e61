// Dishes that go over to another bill: all of an order to another one, or some of it to a bill of its own. Each request
// has one key from its first tap on, so that a repeated one moves nothing twice.

import { html, useRef, useState } from "../../vendor/preact/standalone.js"
import { isUnpaid } from "../../lib/decisions.js"
import { isFinal, newKey, Refusal } from "../../lib/api.js"
import { rupiah } from "../../lib/money.js"
import { activeLines, choices, filterOrders, isOver } from "../../lib/orders.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { problemText, ProblemNote } from "../../components/problem.js"
import { Sheet } from "../../components/sheet.js"
import { Stepper } from "../../components/stepper.js"
import { showToast } from "../../components/toast.js"
import { message, t } from "../../components/words.js"
import { mergeInto, splitOff } from "./change-api.js"
import { whoAndWhere } from "./order-row.js"
import { SaleDetailsForm } from "./sale-details.js"
import { UNDO_FOR } from "./use-actions.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Orders } from "../../lib/orders.js" */
/** @import { Order, Shop } from "../../lib/types.js" */

/** Whether its dishes may go over: it is open, and no money came in. @param {Order} order */
export const isMovable = (order) => !isOver(order) && isUnpaid(order)

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {Orders} props.orders
 * @param {Shop | null} props.shop
 * @param {"merge" | "move"} props.sheet
 * @param {(order: Order) => void} props.put
 * @param {(order: Order) => void} props.onMoved to the order that has the dishes now
 * @param {() => void} props.onClose
 */
export function MovingSheet({ order, orders, shop, sheet, put, onMoved, onClose }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const key = useRef(newKey())
  /** @param {(key: string) => Promise<Order>} ask @param {(order: Order) => string} said */
  const send = async (ask, said) => {
    if (busy) return
    setBusy(true)
    setProblem("")
    try {
      const moved = await ask(key.current)
      put(moved)
      showToast({ icon: "change", text: message(() => said(moved)), seconds: UNDO_FOR })
      onMoved(moved)
    } catch (error) {
      const present = error instanceof Refusal ? error.problem.order : undefined
      if (present) put(present)
      if (isFinal(error)) key.current = newKey()
      setProblem(problemText(error))
    } finally {
      setBusy(false)
    }
  }
  if (sheet === "merge")
    return html`<${MergeSheet} order=${order} orders=${orders} busy=${busy} problem=${problem} onClose=${onClose}
      onMerge=${(/** @type {Order} */ into) =>
        send(
          (once) => mergeInto(order, into, once),
          () => t("merge.done", { from: order.number, into: into.number }),
        )} />`
  return html`<${MoveSheet} order=${order} shop=${shop} busy=${busy} problem=${problem} onClose=${onClose}
    onMove=${(/** @type {Map<number, number>} */ pieces, /** @type {any} */ to) =>
      send(
        (once) =>
          splitOff(
            order,
            [...pieces].map(([line_id, quantity]) => ({ line_id, quantity })),
            to,
            once,
          ),
        (moved) => t("moving.done", { number: moved.number }),
      )} />`
}

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {Orders} props.orders
 * @param {boolean} props.busy
 * @param {Message | ""} props.problem
 * @param {(into: Order) => void} props.onMerge
 * @param {() => void} props.onClose
 */
function MergeSheet({ order, orders, busy, problem, onMerge, onClose }) {
  const [uid, setUid] = useState("")
  const others = filterOrders(orders, (other) => other.uid !== order.uid && isMovable(other))
  const isNear = (/** @type {Order} */ other) =>
    Number(Boolean(other.table_number) && other.table_number === order.table_number)
  others.sort((a, b) => isNear(b) - isNear(a))
  const into = others.find((other) => other.uid === uid)
  const foot = html`
    <button type="button" class="button button--primary button--big sheet__act" disabled=${!into}
      aria-busy=${busy ? "true" : undefined} onClick=${() => into && onMerge(into)}>
      <${Icon} name=${busy ? "reconnect" : "change"} />
      ${into ? t("merge.do", { number: into.number }) : t("merge.open")}</button>`
  return html`
    <${Sheet} title=${t("merge.title", { number: order.number })} foot=${foot} onClose=${onClose}>
      <${ProblemNote} text=${problem} />
      ${
        others.length === 0
          ? html`<${EmptyState} icon="list" title=${t("merge.none")} />`
          : html`
          <p class="quiet">${t("merge.help", { number: order.number })}</p>
          <div class="moving" role="radiogroup" aria-label=${t("merge.title", { number: order.number })}>
            ${others.map(
              (other) => html`
              <label key=${other.uid} class="choice">
                <input type="radio" name="merge" value=${other.uid} checked=${other.uid === uid}
                  onChange=${() => setUid(other.uid)} />
                <span class="moving__who"><b>${other.number}</b> ${whoAndWhere(other)}</span>
                <span class="money">${rupiah(other.rest_amount)}</span>
              </label>`,
            )}
          </div>`
      }
    </${Sheet}>`
}

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {Shop | null} props.shop
 * @param {boolean} props.busy
 * @param {Message | ""} props.problem
 * @param {(pieces: Map<number, number>, to: {table_number: string, customer_name: string}) => void} props.onMove
 * @param {() => void} props.onClose
 */
function MoveSheet({ order, shop, busy, problem, onMove, onClose }) {
  const [pieces, setPieces] = useState(/** @type {Map<number, number>} */ (new Map()))
  const [details, setDetails] = useState({
    order_type: order.order_type,
    table_number: order.table_number ?? "",
    customer_name: "",
    note: "",
  })
  const lines = activeLines(order)
  const n = [...pieces.values()].reduce((sum, each) => sum + each, 0)
  const all = lines.reduce((sum, line) => sum + line.quantity, 0)
  const set = (/** @type {number} */ id, /** @type {number} */ quantity) => {
    const next = new Map(pieces).set(id, quantity)
    if (quantity === 0) next.delete(id)
    setPieces(next)
  }
  const foot = html`
    <button type="button" class="button button--primary button--big sheet__act" disabled=${n === 0 || n === all}
      aria-busy=${busy ? "true" : undefined} onClick=${() => onMove(pieces, details)}>
      <${Icon} name=${busy ? "reconnect" : "change"} />${t("moving.do", { n })}</button>`
  return html`
    <${Sheet} title=${t("moving.title", { number: order.number })} foot=${foot} onClose=${onClose}>
      <${ProblemNote} text=${problem} />
      <p class="quiet">${t("moving.help")}</p>
      <ul class="moving">
        ${lines.map(
          (line) => html`
          <li key=${line.id} class="moving__line">
            <div><b>${line.quantity}× ${line.name}</b>
            ${choices(line) && html`<p class="quiet">${choices(line)}</p>`}</div>
            <${Stepper} value=${pieces.get(line.id) ?? 0} name=${line.name} bin=${false} most=${line.quantity}
              onChange=${(/** @type {number} */ quantity) => set(line.id, quantity)} />
          </li>`,
        )}
      </ul>
      <${SaleDetailsForm} details=${details} tables=${shop?.tables ?? []} locked=${busy} only="who"
        onChange=${(/** @type {object} */ next) => setDetails({ ...details, ...next })} />
    </${Sheet}>`
}
