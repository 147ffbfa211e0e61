// The section of exports: which records, of which days, in which format.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { EXPORT_KINDS } from "../../../lib/api-words.js"
import { exportAddress } from "./file-rules.js"
import { figures } from "../shared/number.js"
import { serverNow } from "../../../lib/time.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Field } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { RadioGroup } from "../../../components/radio-group.js"
import { ProblemNote } from "../../../components/problem.js"
import { SelectInput } from "../shared/select-input.js"
import { language, t } from "../../../components/words.js"
import { clockOf } from "../settings/setting-rules.js"
import { useSettings } from "../settings/use-settings.js"
import { businessDay, daysOf, RANGES } from "./day-range.js"
import { useDownload } from "./use-download.js"

/** @import { Form } from "./file-rules.js" */
/** @import { ExportKind } from "../../../lib/types.js" */
/** @import { Shop } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { Days, Range } from "./day-range.js" */
/** @import { Download } from "./use-download.js" */

/** @param {{editor: MenuEditor, shop: Shop | null, stale: boolean}} props */
export function ExportSection({ editor, shop, stale }) {
  const { decided } = useSettings(editor, shop)
  const { download, begin, stop } = useDownload(editor.onSignedOut)
  const [what, setWhat] = useState(/** @type {ExportKind} */ ("orders"))
  const [range, setRange] = useState(/** @type {Range} */ ("month"))
  const [own, setOwn] = useState(/** @type {Days | null} */ (null))
  const [format, setFormat] = useState(/** @type {Form} */ ("csv"))
  const [tried, setTried] = useState(false)
  if (!decided) return html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`

  const { day_cutoff_minutes: cutoff, time_zone: zone } = decided.settings
  const today = businessDay(serverNow(), zone, cutoff)
  const days = what === "menu" ? { from: "", to: "" } : daysOf(range, today, own ?? { from: today, to: today })
  const wrong = range === "own" && what !== "menu" ? rangeProblem(days) : ""
  const go = (/** @type {Event} */ event) => {
    event.preventDefault()
    setTried(true)
    if (!wrong) begin(exportAddress(what, { format, ...days }))
  }
  const going = download.state === "going"
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools tools--bare"><h2 class="head">${t("export.title")}</h2></div>
      <form class="card setting" aria-labelledby="export-title" noValidate onSubmit=${go}>
        <p class="quiet" id="export-title">${t("export.lead")}</p>
        <${RadioGroup} name="what" title=${t("export.what")} value=${what}
          options=${EXPORT_KINDS.map((each) => ({ value: each, label: t(`export.goods.${each}`) }))}
            onPick=${setWhat} />
        <p class="field__hint" role="status">${t(`export.help.${what}`)}</p>
        ${
          what !== "menu" &&
          html`
          <${SelectInput} id="export-range" label=${t("export.range")}
            hint=${t("export.range_help", { time: clockOf(cutoff) })} value=${range}
              options=${RANGES.map((each) => ({ value: each, label: t(`export.days.${each}`) }))} onPick=${setRange} />
          ${
            range === "own" &&
            html`<${OwnDays} days=${days} today=${today} problem=${tried ? wrong : ""}
            onDays=${setOwn} />`
          }`
        }
        <${RadioGroup} name="format" title=${t("export.format")} value=${format} options=${[
          { value: "csv", label: t("export.csv") },
          { value: "json", label: t("export.json") },
        ]} onPick=${setFormat} />
        <${Course} download=${download} />
        <div class="setting__foot">
          ${
            going &&
            html`<button type="button" class="button button--big" onClick=${stop}>
          ${t("export.stop")}</button>`
          }
          <button type="submit" class="button button--primary button--big" aria-busy=${going ? "true" : undefined}>
          <${Icon} name="download" />${t("export.go")}</button>
        </div>
      </form>
    </div>`
}

/** @param {Days} days */
function rangeProblem({ from, to }) {
  if (!from || !to) return t("export.range_missing")
  return from > to ? t("export.range_wrong") : ""
}

/** @param {{days: Days, today: string, problem: string, onDays: (days: Days) => void}} props */
function OwnDays({ days, today, problem, onDays }) {
  const line = (/** @type {keyof Days} */ end) => html`
    <${Field} id=${`export-${end}`} label=${t(`export.end.${end}`)} problem=${end === "to" ? problem : ""}>
      ${(/** @type {any} */ attributes) => html`<input class="input" type="date" max=${today} ...${attributes}
        value=${days[end]} onInput=${(/** @type {any} */ event) => onDays({ ...days, [end]: event.target.value })} />`}
    </${Field}>`
  return html`<div class="pair">${line("from")}${line("to")}</div>`
}

/** How far the file is, or what became of it. @param {{download: Download}} props */
function Course({ download: { state, done, rows, name, problem } }) {
  const n = (/** @type {number} */ count) => figures(count, language())
  return html`
    <div class="course">
      ${
        state === "going" &&
        rows > 0 &&
        html`<progress max=${rows} value=${done}
        aria-label=${t("export.go")}></progress><p class="quiet">
        ${t("export.progress", { n: n(done), total: n(rows) })}</p>`
      }
      <p class="course__word" role="status">
        ${state === "going" && rows === 0 && t("export.begun")}
        ${state === "done" && html`<${Icon} name="check" />${t("export.done", { n: n(rows), name })}`}
        ${state === "handed" && html`<${Icon} name="download" />${t("export.handed", { n: n(rows) })}`}
        ${state === "empty" && t("export.empty")}
      </p>
      <${ProblemNote} text=${problem} />
    </div>`
}
