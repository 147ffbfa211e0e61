// Saves a receipt as a picture in the phone's downloads. It is made on the phone, so it also works without the shop.

import { html, useState } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { ProblemNote } from "../../components/problem.js"
import { message, t, textOf } from "../../components/words.js"
import { receiptRows } from "./receipt.js"
import { drawReceipt } from "./receipt-picture.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Order, Shop } from "../../lib/types.js" */

// Long enough for a slow phone to have read the picture.
const KEPT_FOR = 60_000

/** @param {{order: Order, shop: Shop | null}} props */
export function SaveReceipt({ order, shop }) {
  const [said, setSaid] = useState(/** @type {Message | ""} */ (""))
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const save = () => {
    const canvas = drawReceipt(
      receiptRows(order, shop),
      getComputedStyle(document.body).getPropertyValue("font-family"),
    )
    canvas.toBlob((picture) => {
      setSaid(picture ? message(() => t("receipt.saved")) : "")
      setProblem(picture ? "" : message(() => t("error.generic")))
      if (picture) download(picture, `${t("receipt.title")} ${order.number}.png`)
    }, "image/png")
  }
  return html`
    <button type="button" class="button button--big" onClick=${save}><${Icon} name="download" />
    ${t("receipt.save")}</button>
    <p class="quiet center receipt__said" role="status">${textOf(said)}</p>
    <${ProblemNote} text=${problem} />`
}

/** @param {Blob} picture @param {string} name */
function download(picture, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(picture)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_FOR)
}
