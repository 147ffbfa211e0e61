// A field for a customer's note: it grows with the text, and the usual wishes can be tapped. A note is one line on
// every screen, so Enter ends it.

import { html, useLayoutEffect, useRef } from "../vendor/preact/standalone.js"
import { t } from "./words.js"

/** @import { TextFieldProps } from "./text-field.js" */

/** @param {TextFieldProps} props */
export function NoteField({ id, label, hint, value, most, onText }) {
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null))
  useLayoutEffect(() => {
    const area = field.current
    if (!area) return
    area.style.height = "auto"
    // With the border, which is not part of what it can scroll.
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`
  }, [value])
  const ended = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.isComposing) return
    event.preventDefault()
    field.current?.blur()
  }
  return html`
    <div class="field">
      <label for=${id}>${label} <span class="quiet">${t("common.optional")}</span></label>
      <textarea class="input note-field" id=${id} rows="2" maxlength=${most} placeholder=${hint} enterkeyhint="done"
        ref=${field} value=${value} onKeyDown=${ended}
        onInput=${(/** @type {any} */ event) => onText(event.target.value.replace(/\s*\n\s*/g, " "))}></textarea>
    </div>`
}

/**
 * The usual wishes, each of which a tap puts into the note or takes out of it.
 * @param {{wishes: string[], note: string, most: number, onNote: (note: string) => void}} props
 */
export function Wishes({ wishes, note, most, onNote }) {
  const parts = note.split(",").map((part) => part.trim())
  const turn = (/** @type {string} */ wish) => {
    const others = parts.filter((part) => part && part !== wish)
    const next = (parts.includes(wish) ? others : [...others, wish]).join(", ")
    if (next.length <= most) onNote(next)
  }
  return html`
    <div class="wishes" role="group" aria-label=${t("note.wishes")}>
      ${wishes.map(
        (
          wish,
        ) => html`<button key=${wish} type="button" class="button wish" aria-pressed=${String(parts.includes(wish))}
        onClick=${() => turn(wish)}>${wish}</button>`,
      )}
    </div>`
}

/** Those of a dish. @param {boolean} drink */
export const wishesOf = (drink) =>
  drink
    ? [t("note.less_ice"), t("note.less_sugar"), t("note.no_straw")]
    : [t("note.no_onion"), t("note.sambal_apart"), t("note.no_msg")]
/** Those of a whole order. @param {boolean} away */
export const wishesOfOrder = (away) => (away ? [t("note.no_cutlery"), t("note.extra_sauce")] : [t("note.together")])
