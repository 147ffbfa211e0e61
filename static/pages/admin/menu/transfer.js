// The whole menu as a file or as a table: to keep, to carry to another shop, to edit in a spreadsheet and bring back.
// Nothing is changed before one has seen what would be, and the menu as it was can be put back.

import { html, useRef, useState } from "../../../vendor/preact/standalone.js"
import { EXPORT_ADDRESS, importMenu, keepMenu, TABLE_ADDRESS } from "../shared/owner-api.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote } from "../../../components/problem.js"
import { Sheet } from "../../../components/sheet.js"
import { message, t } from "../../../components/words.js"
import { doesAnything, ImportPreview } from "./import-preview.js"
import { fileProblem } from "./file-problem.js"
import { useSubmit } from "../shared/use-submit.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { ImportReport, PriceLevel } from "../../../lib/types.js" */
/** @import { MenuSource } from "../shared/owner-api.js" */
/** @import { MenuEditor } from "./use-edited-menu.js" */

// What the server takes.
const LARGEST = 1024 * 1024

/** @param {{onImport: () => void}} props */
export function Transfer({ onImport }) {
  return html`
    <section class="card transfer" aria-labelledby="transfer-title">
      <h3 class="head" id="transfer-title">${t("transfer.title")}</h3>
      <p class="quiet">${t("transfer.help")}</p>
      <div class="adds">
        <a class="button" href=${TABLE_ADDRESS} download><${Icon} name="download" />${t("transfer.table")}</a>
        <a class="button" href=${EXPORT_ADDRESS} download><${Icon} name="download" />${t("transfer.export")}</a>
        <button type="button" class="button" onClick=${onImport}><${Icon} name="upload" />
        ${t("transfer.import")}</button>
      </div>
    </section>`
}

/** @typedef {{source: MenuSource, name: string, report: ImportReport}} Looked */

/** @param {{editor: MenuEditor, levels: PriceLevel[], onClose: () => void}} props */
export function TransferSheet({ editor, levels, onClose }) {
  const [looked, setLooked] = useState(/** @type {Looked | null} */ (null))
  const [done, setDone] = useState(/** @type {{before: MenuSource, undone: boolean} | null} */ (null))
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const { busy, send } = useSubmit(editor.onSignedOut)
  const input = useRef(/** @type {HTMLInputElement | null} */ (null))

  const pick = async (/** @type {any} */ event) => {
    const file = event.target.files[0]
    event.target.value = ""
    if (!file) return
    setLooked(null)
    setDone(null)
    setProblem("")
    if (file.size > LARGEST) return setProblem(message(() => t("transfer.too_large")))
    const text = await file.text()
    const source = text.trimStart().startsWith("{") ? { text } : { csv: file }
    const asked = await send(() => importMenu(source, true), "look")
    if (asked?.error) return setProblem(fileProblem(asked.error, source))
    if (asked?.value) setLooked({ source, name: file.name, report: asked.value })
  }
  const replace = async () => {
    if (!looked) return
    setProblem("")
    const replaced = await send(async () => {
      const before = await keepMenu(looked.source)
      await importMenu(looked.source, false)
      await editor.sync()
      return before
    })
    if (replaced?.error) return setProblem(fileProblem(replaced.error, looked.source))
    if (replaced?.value) setDone({ before: replaced.value, undone: false })
  }
  const putBack = async () => {
    if (!done) return
    const back = await send(async () => {
      await importMenu(done.before, false)
      await editor.sync()
    }, "back")
    if (back?.error) return setProblem(fileProblem(back.error, done.before))
    if (back) setDone({ ...done, undone: true })
  }
  const changes = looked !== null && doesAnything(looked.report)
  const isBusy = (/** @type {string} */ what) => (busy === what ? "true" : undefined)

  const foot = html`
    <${ProblemNote} text=${problem} />
    ${
      done
        ? html`
        ${
          !done.undone &&
          html`<button type="button" class="button button--big foot__aside" aria-busy=${isBusy("back")}
          onClick=${putBack}><${Icon} name="undo" />${t("transfer.put_back")}</button>`
        }
        <button type="button" class="button button--primary button--big" onClick=${onClose}>${t("admin.done")}</button>`
        : html`
        <button type="button" class=${`button button--big ${looked && changes ? "foot__aside" : "button--primary"}`}
          aria-busy=${isBusy("look")} onClick=${() => input.current?.click()}><${Icon} name="upload" />
          ${looked ? t("transfer.other_file") : t("transfer.choose")}</button>
        ${
          looked &&
          changes &&
          html`<button type="button" class="button button--primary button--big"
          aria-busy=${isBusy("save")} onClick=${replace}>${t("transfer.replace")}</button>`
        }`
    }`
  return html`
    <${Sheet} title=${t("transfer.import")} foot=${foot} onClose=${onClose}>
      <input type="file" class="sr" id="menu-file" tabindex="-1" aria-label=${t("transfer.choose")}
        accept="text/csv,.csv,application/json,.json" ref=${input} onChange=${pick} />
      ${
        done
          ? html`<div class="banner banner--good" role="status"><${Icon} name="check" /><p>
          ${done.undone ? t("transfer.is_back") : t("transfer.is_done")}</p></div>`
          : html`
          ${
            !looked &&
            html`<p>${t("transfer.how")}</p><p class="quiet">${t("transfer.how_table")}</p>
            <a class="button" href=${TABLE_ADDRESS} download><${Icon} name="download" />${t("transfer.table")}</a>`
          }
          ${looked && html`<${ImportPreview} name=${looked.name} report=${looked.report} levels=${levels} />`}
          <div class="banner"><p>${t("transfer.keep_first")}</p><a class="button" href=${EXPORT_ADDRESS} download>
          <${Icon} name="download" />${t("transfer.export")}</a></div>`
      }
    </${Sheet}>`
}
