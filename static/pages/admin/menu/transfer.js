// The whole menu as a file or as a table: to keep, to carry to another shop, to edit in a spreadsheet and bring back.
// Nothing is changed before one has seen what would be, and the menu as it was can be put back.

import { html, useRef } from "../../../vendor/preact/standalone.js"
import { EXPORT_ADDRESS, TABLE_ADDRESS } from "../shared/owner-api.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote } from "../../../components/problem.js"
import { Sheet } from "../../../components/sheet.js"
import { message, t } from "../../../components/words.js"
import { doesAnything, ImportPreview } from "./import-preview.js"
import { Replaced, ReplacedFoot } from "./replaced.js"
import { useReplacement } from "./use-replacement.js"

/** @import { PriceLevel } from "../../../lib/types.js" */
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

/** @param {{editor: MenuEditor, levels: PriceLevel[], onClose: () => void}} props */
export function TransferSheet({ editor, levels, onClose }) {
  const replacement = useReplacement(editor)
  const { looked, done, problem, isBusy, forget, look, replace } = replacement
  const input = useRef(/** @type {HTMLInputElement | null} */ (null))

  const pick = async (/** @type {any} */ event) => {
    const file = event.target.files[0]
    event.target.value = ""
    if (!file) return
    forget()
    if (file.size > LARGEST) return forget(message(() => t("transfer.too_large")))
    const text = await file.text()
    await look(text.trimStart().startsWith("{") ? { text } : { csv: file }, file.name)
  }
  const changes = looked !== null && doesAnything(looked.report)

  const foot = html`
    <${ProblemNote} text=${problem} />
    ${
      done
        ? html`<${ReplacedFoot} replacement=${replacement} onClose=${onClose} />`
        : html`
        <button type="button" class=${`button button--big ${looked && changes ? "foot__aside" : "button--primary"}`}
          aria-busy=${isBusy("look")} onClick=${() => input.current?.click()}><${Icon} name="upload" />
          ${looked ? t("transfer.other_file") : t("transfer.choose")}</button>
        ${
          looked &&
          changes &&
          html`<button type="button" class="button button--primary button--big"
          aria-busy=${isBusy("save")} onClick=${replace}>
          ${"undo" in looked.source ? t("transfer.put_back") : t("transfer.replace")}</button>`
        }`
    }`
  return html`
    <${Sheet} title=${t("transfer.import")} foot=${foot} onClose=${onClose}>
      <input type="file" class="sr" id="menu-file" tabindex="-1" aria-label=${t("transfer.choose")}
        accept="text/csv,.csv,application/json,.json" ref=${input} onChange=${pick} />
      ${
        done
          ? html`<${Replaced} replacement=${replacement} said=${t("transfer.is_done")} />`
          : html`
          ${!looked && html`<p>${t("transfer.how")}</p><p class="quiet">${t("transfer.how_table")}</p>`}
          ${looked && html`<${ImportPreview} name=${looked.name} report=${looked.report} levels=${levels} />`}
          <div class="banner"><p>${t("transfer.keep_first")}</p><a class="button" href=${EXPORT_ADDRESS} download>
          <${Icon} name="download" />${t("transfer.export")}</a></div>`
      }
    </${Sheet}>`
}
