// A tile for each printer with something that does not come out: what is wrong, and the way to do something about it.

import { html, useState } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"
import { stateText, troubled } from "./printer-rules.js"
import { PrinterSheet } from "./printer-sheet.js"

/** @import { PrinterNow } from "../../lib/types.js" */

/** @param {{printers: PrinterNow[], timeZone?: string}} props */
export function PrinterTiles({ printers, timeZone }) {
  // The one whose jobs are looked at.
  const [open, setOpen] = useState(0)
  const looked = printers.find((each) => each.printer === open)
  return html`
    <div class="printer-tiles" role="status">
      ${troubled(printers).map(
        (each) => html`
        <button key=${each.printer} type="button" class="printer-tile" aria-haspopup="dialog"
          onClick=${() => setOpen(each.printer)}>
          <${Icon} name="print" /><span><b>${each.name}</b> ${stateText(each, timeZone)}</span>
          <span class="printer-tile__open">${t("printer.open")}</span>
        </button>`,
      )}
    </div>
    ${
      looked &&
      html`<${PrinterSheet} printer=${looked} printers=${printers} timeZone=${timeZone} onClose=${() => setOpen(0)} />`
    }`
}
