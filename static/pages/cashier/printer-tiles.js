// A tile for each printer with something that does not come out: what is wrong, and the way to do something about it.

import { html, useRef, useState } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"
import { stateText, troubled } from "./printer-rules.js"
import { PrinterSheet } from "./printer-sheet.js"

/** @import { PrinterNow } from "../../lib/types.js" */

/** @param {{printers: PrinterNow[], timeZone?: string}} props */
export function PrinterTiles({ printers, timeZone }) {
  // The one whose jobs are looked at.
  const [open, setOpen] = useState(0)
  // While the connection is away no printer is known, and a sheet that is open goes on with what was known last.
  const known = useRef(printers)
  if (printers.length > 0) known.current = printers
  const looked = known.current.find((each) => each.printer === open)
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
      html`<${PrinterSheet} printer=${looked} printers=${known.current} timeZone=${timeZone}
        onClose=${() => setOpen(0)} />`
    }`
}
