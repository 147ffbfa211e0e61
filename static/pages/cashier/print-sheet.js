// A receipt printed by this device itself: by the browser, or by the app that owns a phone's Bluetooth printer. The
// shop keeps no queue for it, since it does not know this device's printer, and the sheet says so.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { fetchReceipt, fetchReceiptBytes } from "../../lib/api.js"
import { readStored, writeStored } from "../../lib/storage.js"
import { Icon } from "../../components/icon.js"
import { checkName } from "../../components/order-words.js"
import { ProblemNote, problemText } from "../../components/problem.js"
import { RadioGroup } from "../../components/radio-group.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"
import { PaperSheet } from "./paper-sheet.js"
import { printPaper } from "./print-paper.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Order, Receipt, Shop } from "../../lib/types.js" */

/** The printers' dots on paper of so many millimetres. @type {Record<string, string>} */
const DOTS = { 58: "384", 80: "576" }
const WHOLE = ""

/** @param {{order: Order, shop: Shop | null, onClose: () => void}} props */
export function PrintSheet({ order, shop, onClose }) {
  const [width, setWidth] = useState(() => readStored("paper_width", "58"))
  const [of, setOf] = useState(WHOLE)
  const [receipt, setReceipt] = useState(/** @type {Receipt | null} */ (null))
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const language = shop?.locale ?? "id"
  const failed = (/** @type {unknown} */ error) => setProblem(problemText(error))
  // The bill of now: what is paid or taken off while the sheet is open is on the paper, too.
  useEffect(() => {
    let isCurrent = true
    fetchReceipt(order.uid, { lang: language, check: of }).then(
      (made) => isCurrent && (setReceipt(made), setProblem("")),
      (error) => isCurrent && failed(error),
    )
    return () => {
      isCurrent = false
    }
  }, [order.uid, order.rev, of, language])
  const pickWidth = (/** @type {string} */ picked) => {
    setWidth(picked)
    writeStored("paper_width", picked)
  }
  const sendToApp = () =>
    fetchReceiptBytes(order.uid, { width: DOTS[width], check: of }).then(({ escpos }) => {
      location.href = `rawbt:base64,${escpos}`
    }, failed)
  const checks = order.checks ?? []
  const print = () => receipt && printPaper(receipt, shop?.logo_url, width)
  const foot = html`
    <button type="button" class="button button--big" disabled=${!receipt} onClick=${sendToApp}>
    <${Icon} name="phone" />${t("print.rawbt")}</button>
    <button type="button" class="button button--primary button--big" disabled=${!receipt} onClick=${print}>
    <${Icon} name="print" />${t("print.now")}</button>`
  return html`
    <${Sheet} title=${t("print.title")} onClose=${onClose} foot=${foot}>
      ${
        checks.length > 0 &&
        html`<${RadioGroup} name="print-of" title=${t("print.of")} value=${of} onPick=${setOf}
        options=${[
          { value: WHOLE, label: t("print.whole") },
          ...checks.map((check) => ({ value: String(check.id), label: checkName(order, check) })),
        ]} />`
      }
      <${RadioGroup} name="print-width" title=${t("print.width")} value=${width} onPick=${pickWidth}
        options=${Object.keys(DOTS).map((mm) => ({ value: mm, label: `${mm} mm` }))} />
      <${ProblemNote} text=${problem} />
      ${
        receipt &&
        html`<div class=${`print-preview print-preview--${width}`}>
        <${PaperSheet} receipt=${receipt} logo=${shop?.logo_url} /></div>`
      }
      <p class="quiet">${t("print.no_queue")}</p>
      <p class="quiet">${t("print.rawbt_help")}</p>
    </${Sheet}>`
}
