// The code over the whole screen, for the customer across the counter: the tablet lies on it, so the picture can be
// turned around while the tablet stays where it is.

import { html, useCallback, useLayoutEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { QrisCode } from "../../components/qris-code.js"
import { t } from "../../components/words.js"

/** @import { Qris } from "../../components/qris-code.js" */

/**
 * @param {{code: {src: string, amount: number, qris: Qris, number: string}, onClose: () => void}} props
 */
export function QrisToCustomer({ code, onClose }) {
  const [isTurned, setTurned] = useState(false)
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null))
  const open = useCallback((/** @type {HTMLDialogElement | null} */ drawn) => {
    dialog.current = drawn
    drawn?.showModal()
  }, [])
  // Closed before it leaves the page, so that the focus goes back to where it came from.
  useLayoutEffect(() => () => dialog.current?.close(), [])
  return html`
    <dialog class="qris-large" ref=${open} aria-label=${t("qris.show")} onCancel=${(/** @type {Event} */ event) => {
      event.preventDefault()
      onClose()
    }}>
      <div class=${`qris-large__code ${isTurned ? "qris-large__code--turned" : ""}`}><${QrisCode} ...${code} /></div>
      <div class="qris-large__actions">
        <button type="button" class="button button--big" aria-pressed=${String(isTurned)}
          onClick=${() => setTurned(!isTurned)}><${Icon} name="change" />${t("qris.turn")}</button>
        <button type="button" class="button button--big" onClick=${onClose}><${Icon} name="close" />
        ${t("common.close")}</button>
      </div>
    </dialog>`
}
