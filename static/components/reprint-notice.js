// Warns that the printed QR cards lead to an address that the shop no longer has, until they are marked as reprinted.

import { html, useState } from "../vendor/preact/standalone.js"
import { hostOf, notePrinted } from "../lib/address.js"
import { mustReprint } from "../lib/shop-notices.js"
import { Icon } from "./icon.js"
import { problemText } from "./problem.js"
import { showToast } from "./toast.js"
import { message, t } from "./words.js"

/** @import { Shop } from "../lib/types.js" */

const UNDO_FOR = 10

/** @param {{shop: Shop | null, isWherePrinted?: boolean}} props */
export function ReprintNotice({ shop, isWherePrinted = false }) {
  const [busy, setBusy] = useState(false)
  const url = shop?.public_url
  if (!shop || !url || !mustReprint(shop)) return null
  const before = shop.printed_url ?? ""
  const note = async (/** @type {string} */ said) => {
    setBusy(true)
    try {
      await notePrinted(said)
      return true
    } catch (error) {
      showToast({ icon: "alert", text: problemText(error), seconds: UNDO_FOR })
      return false
    } finally {
      setBusy(false)
    }
  }
  const done = async () => {
    if (!(await note(url))) return
    const action = {
      label: message(() => t("common.undo")),
      run: () => {
        note(before)
      },
    }
    showToast({
      icon: "print",
      text: message(() => t("reprint.noted", { address: hostOf(url) })),
      seconds: UNDO_FOR,
      action,
    })
  }
  return html`
    <div class="banner banner--wait reprint">
      <${Icon} name="qr" />
      <p><b>${t("reprint.title")}</b> ${t("reprint.help", { before: hostOf(before), now: hostOf(url) })}</p>
      <span class="reprint__actions">
        ${
          !isWherePrinted &&
          html`<a class="button" href="/admin/cards"><${Icon} name="print" />
        ${t("reprint.print")}</a>`
        }
        <button type="button" class="button" aria-busy=${busy ? "true" : undefined} disabled=${busy} onClick=${done}>
        <${Icon} name="check" />${t("reprint.done")}</button>
      </span>
    </div>`
}
