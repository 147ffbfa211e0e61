// The sheets that change an order that was sent: why an item is cancelled, what to do where it cannot simply be, and
// table, name and note.

import { html, useState } from "../../vendor/preact/standalone.js"
import { IS_OWNER, isReady } from "../../lib/decisions.js"
import { dishCount } from "../../lib/orders.js"
import { Icon } from "../../components/icon.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"
import { detailsOf, itemOf } from "./order-changes.js"
import { isMovable } from "./moving-sheets.js"
import { ReasonField } from "./reason-field.js"
import { MOVES_ITEMS } from "./rights.js"
import { SaleDetailsForm } from "./sale-details.js"
import { Unanswered } from "./unanswered.js"

/** @import { Order, Role, Shop } from "../../lib/types.js" */
/** @import { OpenSheet } from "./money-sheets.js" */
/** @import { ChangesNow, TakingOff } from "./use-changes.js" */
/** @import { MoneyNow } from "./use-money.js" */

const REASONS = ["customer", "mistake", "sold_out"]

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {Shop | null} props.shop
 * @param {Role} props.role
 * @param {OpenSheet} props.sheet
 * @param {ChangesNow} props.changes
 * @param {MoneyNow} props.money
 * @param {(sheet: OpenSheet) => void} props.onSheet
 */
export function ChangeSheets({ order, shop, role, sheet, changes, money, onSheet }) {
  const { off } = changes
  const close = () => onSheet("")
  switch (sheet) {
    case "void":
      return off && html`<${VoidSheet} order=${order} off=${off} changes=${changes} money=${money} onClose=${close} />`
    case "obstacle":
      return off && html`<${ObstacleSheet} order=${order} off=${off} role=${role} onSheet=${onSheet} />`
    case "details":
      return html`<${DetailsSheet} order=${order} shop=${shop} role=${role} changes=${changes} onSheet=${onSheet}
        onClose=${close} />`
    default:
      return null
  }
}

/**
 * @param {{order: Order, off: TakingOff, changes: ChangesNow, money: MoneyNow, onClose: () => void}} props
 */
function VoidSheet({ order, off: { line }, changes, money, onClose }) {
  const [reason, setReason] = useState("")
  const item = itemOf(line)
  const foot = html`
    <button type="button" class="button button--danger button--big sheet__act" disabled=${!reason.trim()}
      aria-busy=${money.busy ? "true" : undefined} onClick=${() => changes.send(order, line, reason.trim())}>
      <${Icon} name=${money.busy ? "reconnect" : "close"} /><span>${t("line.cancel_item", { item })}</span></button>`
  return html`
    <${Sheet} title=${t("line.why_cancel", { item })} onClose=${onClose}
      foot=${money.unsure ? html`<${Unanswered} money=${money} uid=${order.uid} />` : foot}>
      <div inert=${money.unsure}>
        <${ReasonField} id="void-reason" label=${t("cashier.other_reason")}
          usual=${REASONS.map((each) => t(`reason.${each}`))} reason=${reason} onReason=${setReason} />
      </div>
    </${Sheet}>`
}

/**
 * It cannot simply be taken off: why, and the way on.
 * @param {{order: Order, off: TakingOff, role: Role, onSheet: (sheet: OpenSheet) => void}} props
 */
function ObstacleSheet({ order, off: { line, obstacle }, role, onSheet }) {
  const { number } = order
  const item = itemOf(line)
  const isPaid = obstacle === "paid_for"
  // What was called out is cancelled by the owner only.
  const isOwners = !isPaid && isReady(order) && !IS_OWNER[role]
  const text = isPaid
    ? t("line.paid_for", { item })
    : isOwners
      ? t("line.last_ready", { number })
      : t("line.last", { number })
  const foot = html`
    <button type="button" class="button button--big" onClick=${() => onSheet("")}><${Icon} name="left" />
    ${t("common.back")}</button>
    ${
      isPaid
        ? html`<button type="button" class="button button--primary button--big sheet__act"
            onClick=${() => onSheet("refund")}>
          <${Icon} name="undo" />${t("refund.open")}</button>`
        : !isOwners &&
          html`<button type="button" class="button button--danger button--big sheet__act"
            onClick=${() => onSheet("cancel")}>
          <${Icon} name="close" />${t("cashier.cancel_number", { number })}</button>`
    }`
  return html`
    <${Sheet} title=${item} foot=${foot} onClose=${() => onSheet("")}>
      <p class="banner banner--wait"><${Icon} name=${isPaid ? "cash" : "alert"} /><span>${text}</span></p>
    </${Sheet}>`
}

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {Shop | null} props.shop
 * @param {Role} props.role
 * @param {ChangesNow} props.changes
 * @param {(sheet: OpenSheet) => void} props.onSheet
 * @param {() => void} props.onClose
 */
function DetailsSheet({ order, shop, role, changes, onSheet, onClose }) {
  const [details, setDetails] = useState(() => detailsOf(order))
  const { tables = [] } = shop ?? {}
  // A table that the shop no longer has is still this order's.
  const known = order.table_number && tables.length > 0 && !tables.includes(order.table_number)
  const save = () => changes.edit(order, details)
  const foot = html`
    <button type="submit" form="details" class="button button--primary button--big sheet__act"
      aria-busy=${changes.busy ? "true" : undefined}><${Icon} name=${changes.busy ? "reconnect" : "check"} />
      ${t("common.save")}</button>`
  return html`
    <${Sheet} title=${t("details.title", { number: order.number })} foot=${foot} onClose=${onClose}>
      <form id="details" onSubmit=${(/** @type {Event} */ event) => {
        event.preventDefault()
        if (!changes.busy) save()
      }}>
        <${SaleDetailsForm} details=${details} tables=${known ? [order.table_number, ...tables] : tables}
          locked=${false} onChange=${(/** @type {object} */ next) => setDetails({ ...details, ...next })} />
      </form>
      ${
        MOVES_ITEMS[role] &&
        isMovable(order) &&
        html`
        <div class="moving-acts">
          <button type="button" class="button" aria-haspopup="dialog" onClick=${() => onSheet("merge")}>
          <${Icon} name="change" />${t("merge.open")}</button>
          <button type="button" class="button" aria-haspopup="dialog" disabled=${dishCount(order) < 2}
            onClick=${() => onSheet("move")}><${Icon} name="list" />${t("moving.open")}</button>
        </div>`
      }
    </${Sheet}>`
}
