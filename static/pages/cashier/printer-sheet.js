// What a printer has not printed, and what is to become of it: printed now, by another printer, or not at all. Broken
// printers are an everyday thing, so all of it is chosen at first and one tap does it.

import { html, useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { clockTime } from "../../lib/time.js"
import { toggled } from "../../lib/toggled.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { problemText } from "../../components/problem.js"
import { Sheet } from "../../components/sheet.js"
import { showToast } from "../../components/toast.js"
import { language, t } from "../../components/words.js"
import { decideJobs, fetchJobs } from "./print-api.js"
import { jobName, reasonText, stateText } from "./printer-rules.js"

/** @import { JobAct, PrintJob, PrinterNow } from "../../lib/types.js" */

/**
 * @param {{printer: PrinterNow, printers: PrinterNow[], timeZone?: string, onClose: () => void}} props
 */
export function PrinterSheet({ printer, printers, timeZone, onClose }) {
  const [jobs, setJobs] = useState(/** @type {PrintJob[] | null} */ (null))
  // All but these.
  const [left, setLeft] = useState(/** @type {number[]} */ ([]))
  const [busy, setBusy] = useState(false)
  // An answer that was overtaken by a later question, or by a decision, is not shown.
  const turn = useRef(0)
  const keep = (/** @type {PrintJob[]} */ all) => setJobs(all.filter((job) => job.printer_id === printer.printer))
  useEffect(() => {
    const mine = ++turn.current
    const ifNewest = (/** @type {(value: any) => void} */ act) => (/** @type {any} */ value) => {
      if (mine === turn.current) act(value)
    }
    fetchJobs().then(
      ifNewest(keep),
      ifNewest((error) => showToast({ icon: "alert", text: problemText(error) })),
    )
  }, [printer.printer, printer.state, printer.waiting, printer.asks])

  const chosen = (jobs ?? []).filter((job) => job.state !== "sending" && !left.includes(job.id)).map((job) => job.id)
  const decide = async (/** @type {JobAct} */ act, /** @type {number} */ to = 0) => {
    if (busy || chosen.length === 0) return
    setBusy(true)
    try {
      const all = await decideJobs({ act, jobs: chosen, ...(to ? { printer: to } : {}) })
      turn.current++
      keep(all)
      setLeft([])
      if (act !== "retry") onClose()
    } catch (error) {
      showToast({ icon: "alert", text: problemText(error) })
    } finally {
      setBusy(false)
    }
  }
  const act = (/** @type {JobAct} */ what, /** @type {string} */ icon, /** @type {string} */ look) => html`
    <button type="button" class=${`button button--big ${look}`} disabled=${chosen.length === 0}
      aria-busy=${busy ? "true" : undefined} onClick=${() => decide(what)}>
      <${Icon} name=${icon} />${t(`printer.${what}`)}</button>`
  const others = printers.filter((each) => each.printer !== printer.printer)
  const foot = html`${act("drop", "trash", "button--danger")}${act("retry", "reconnect", "button--primary sheet__act")}`
  return html`
    <${Sheet} title=${printer.name} under=${html`<p class="quiet">${stateText(printer, timeZone)}</p>`} foot=${foot}
      onClose=${onClose}>
      ${
        jobs === null
          ? html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`
          : html`
          <ul class="print-jobs" aria-label=${t("printer.jobs")}>
            ${jobs.map(
              (job) => html`<${JobRow} key=${job.id} job=${job} chosen=${chosen.includes(job.id)} timeZone=${timeZone}
              onTurn=${() => setLeft(toggled(left, job.id))} />`,
            )}
          </ul>
          ${jobs.length === 0 && html`<p class="quiet">${t("printer.nothing")}</p>`}`
      }
      ${
        others.length > 0 &&
        html`
        <div class="print-moves" role="group" aria-label=${t("printer.move")}>
          ${others.map(
            (each) => html`
            <button key=${each.printer} type="button" class="button" disabled=${chosen.length === 0}
              onClick=${() => decide("move", each.printer)}><${Icon} name="change" />
              ${t("printer.move_to", { printer: each.name })}</button>`,
          )}
        </div>`
      }
    </${Sheet}>`
}

/** @param {{job: PrintJob, chosen: boolean, timeZone?: string, onTurn: () => void}} props */
function JobRow({ job, chosen, timeZone, onTurn }) {
  const at = clockTime(job.created_at, language(), timeZone)
  const why = job.reason ? reasonText(job.reason, null, timeZone) : ""
  return html`
    <li>
      <button type="button" class="print-job" aria-pressed=${String(chosen)} disabled=${job.state === "sending"}
        onClick=${onTurn}>
        <span class="print-job__tick"><${Icon} name="check" /></span>
        <span><b>${jobName(job)}</b> <span class="quiet">${at} · ${t(`print_job.${job.state}`)}${why && ` · ${why}`}
        </span></span>
      </button>
    </li>`
}
