// A receipt as it comes out of a printer: to be looked at, and for the browser's own printer.

import { html } from "../../vendor/preact/standalone.js"
import { t } from "../../components/words.js"

/** @import { Receipt, ReceiptLine } from "../../lib/types.js" */

/** @param {{receipt: Receipt, logo?: string | null}} props */
export function PaperSheet({ receipt, logo }) {
  return html`
    <div class="paper-sheet">
      ${logo && html`<img class="paper-sheet__logo" src=${logo} alt="" />`}
      ${receipt.lines.map((line, place) => html`<${PaperLine} key=${place} line=${line} />`)}
    </div>`
}

/** @param {{line: ReceiptLine}} props */
function PaperLine({ line }) {
  if ("rule" in line) return html`<hr />`
  if ("code" in line) {
    const { size, path } = line.code
    return html`<svg class="paper-sheet__code" viewBox=${`0 0 ${size} ${size}`} shape-rendering="crispEdges" role="img"
      aria-label=${t("print.code")}><path d=${path} /></svg>`
  }
  const { left, right, size, bold, centred, boxed } = line
  const looks = [size, bold && "bold", centred && "centred", boxed && "boxed"].filter(Boolean)
  return html`<p class=${looks.map((look) => `paper-sheet--${look}`).join(" ")}>
  <span>${left}</span>${right !== undefined && html`<span class="paper-sheet__end">${right}</span>`}</p>`
}
