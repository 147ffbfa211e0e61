// The choices of an item next to the dishes and the sale. It is a dialog that covers nothing: its keys are those of the
// sheet that stands in its place on a narrower screen.

import { html, useCallback, useId, useLayoutEffect, useRef } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @param {{title: any, under?: any, foot?: any, onClose: () => void, children?: any}} props */
export function ChoicesPane({ title, under, foot, onClose, children }) {
  const pane = useRef(/** @type {HTMLDialogElement | null} */ (null))
  const id = useId()
  const open = useCallback((/** @type {HTMLDialogElement | null} */ drawn) => {
    pane.current = drawn
    drawn?.show()
  }, [])
  // Closed before it leaves the page, so that the focus goes back to where it came from.
  useLayoutEffect(() => () => pane.current?.close(), [])
  useLayoutEffect(() => {
    const key = (/** @type {KeyboardEvent} */ event) => {
      const target = /** @type {HTMLElement} */ (event.target)
      const isElsewhere = target.id === "wanted" || document.querySelector(".sheet[open]")
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isElsewhere) return
      if (event.key === "Escape") onClose()
      else if (event.key === "Enter" && !target.closest("button, a, textarea, select")) {
        // Held down, it opened this.
        const act = /** @type {HTMLElement | null | undefined} */ (pane.current?.querySelector(".button--primary"))
        if (!event.repeat) act?.click()
      } else return
      event.preventDefault()
    }
    addEventListener("keydown", key)
    return () => removeEventListener("keydown", key)
  })
  return html`
    <dialog class="choices-pane" ref=${open} aria-labelledby=${id}>
      <div class="sheet__head">
        <div class="sheet__title"><h2 class="head" id=${id} tabindex="-1" autofocus>${title}</h2>${under}</div>
        <button type="button" class="button button--icon" aria-label=${t("common.close")} onClick=${onClose}>
        <${Icon} name="close" /></button>
      </div>
      <div class="sheet__body">${children}</div>
      <div class="sheet__foot">${foot}</div>
    </dialog>`
}
