// Prints the day so far, in a shop that has a printer for reports.

import { html, useEffect, useState } from "../../../vendor/preact/standalone.js"
import { call } from "../../../lib/api.js"
import { Icon } from "../../../components/icon.js"
import { problemText } from "../../../components/problem.js"
import { showToast } from "../../../components/toast.js"
import { message, t } from "../../../components/words.js"

/** @import { Printer } from "../../../lib/types.js" */

/** @param {{printers: Promise<Printer[]>}} props */
export function PrintToday({ printers }) {
  const [can, setCan] = useState(false)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    const has = (/** @type {{papers: string[]}} */ { papers }) => papers.includes("report")
    // Without an answer there is nothing to press.
    printers.then(
      (all) => setCan(all.some(has)),
      () => {},
    )
  }, [])
  const print = async () => {
    if (busy) return
    setBusy(true)
    try {
      await call("POST", "/api/v1/admin/today/print")
      showToast({ icon: "print", text: message(() => t("printer.asked", { paper: t("paper.report") })) })
    } catch (error) {
      showToast({ icon: "alert", text: problemText(error) })
    } finally {
      setBusy(false)
    }
  }
  if (!can) return null
  return html`<button type="button" class="button" aria-busy=${busy ? "true" : undefined} onClick=${print}>
  <${Icon} name="print" />${t("printers.print_day")}</button>`
}
