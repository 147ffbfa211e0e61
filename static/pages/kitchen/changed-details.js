// The changed table and note of a ticket. Each is marked until the cook has seen it.

import { html } from "../../vendor/preact/standalone.js"
import { TYPE_ICONS } from "../../lib/decisions.js"
import { Icon } from "../../components/icon.js"
import { locationWords } from "../../components/order-words.js"
import { t } from "../../components/words.js"
import { useTapGuard } from "../../components/use-tap-guard.js"

/** @import { Order } from "../../lib/types.js" */
/** @import { Details } from "./marks.js" */

/** @param {{order: Order, was: Details, onSeen?: () => void}} props */
export function NewLocation({ order, was, onSeen }) {
  const tappable = useTapGuard(locationWords(order))
  return html`
    <button type="button" class="ticket__moved line--changed" onKeyDown=${onceOnly}
      onClick=${() => tappable && onSeen?.()}>
      <${Icon} name=${TYPE_ICONS[order.order_type]} />
      <span>${t("kitchen.from_to", { from: locationWords(was), to: locationWords(order) })}</span>
    </button>`
}

/** @param {{note: string | null, was: string | null, onSeen?: () => void}} props */
export function NewNote({ note, was, onSeen }) {
  const tappable = useTapGuard(String(note))
  return html`
    <button type="button" class="ticket__moved line--changed" onKeyDown=${onceOnly}
      onClick=${() => tappable && onSeen?.()}>
      <${Icon} name="note" />
      <span>
        ${
          note
            ? html`<b>${t("kitchen.note_changed")}:</b> ${note}`
            : html`<b>${t("kitchen.note_removed")}:</b> <s>${was}</s>`
        }</span>
    </button>`
}

/** A key that is held down is meant once. @param {KeyboardEvent} event */
export function onceOnly(event) {
  if (event.repeat) event.preventDefault()
}
