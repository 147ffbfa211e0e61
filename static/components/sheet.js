// A modal sheet: at the bottom of a phone, in the middle of a larger screen.

import { html, useCallback, useId, useLayoutEffect, useRef } from "../vendor/preact/standalone.js"
import { Icon } from "./icon.js"
import { t } from "./words.js"

/**
 * @param {{title: any, under?: any, foot?: any, still?: boolean, ownFocus?: boolean, onClose: () => void, children?:
 *   any}} props `still` when nothing in it can be touched just now; `ownFocus` when something in it has `autofocus`
 */
export function Sheet({ title, under, foot, still = false, ownFocus = false, onClose, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null))
  const id = useId()
  // Open as soon as it is drawn, and so before anything in it takes the focus.
  const open = useCallback((/** @type {HTMLDialogElement | null} */ drawn) => {
    dialog.current = drawn
    drawn?.showModal()
  }, [])
  // Closed before it leaves the page, so that the focus goes back to where it came from.
  useLayoutEffect(() => () => dialog.current?.close(), [])

  // Where there is nothing to tab to, keys can only scroll what they can reach itself.
  const reachable = still ? { role: "group", tabindex: 0, "aria-labelledby": id } : {}

  return html`
    <dialog
      class="sheet"
      ref=${open}
      aria-labelledby=${id}
      onCancel=${(/** @type {Event} */ event) => {
        event.preventDefault()
        onClose()
      }}
      onClick=${(/** @type {Event} */ event) => event.target === dialog.current && onClose()}
    >
      <div class="sheet__head">
        <div class="sheet__title"><h2 class="head" id=${id} tabindex="-1" autofocus=${!ownFocus}>${title}</h2>
        ${under}</div>
        <button type="button" class="button button--icon" aria-label=${t("common.close")} onClick=${onClose}>
        <${Icon} name="close" /></button>
      </div>
      <div class="sheet__body" ...${reachable}>${children}</div>
      ${foot && html`<div class="sheet__foot">${foot}</div>`}
    </dialog>`
}
