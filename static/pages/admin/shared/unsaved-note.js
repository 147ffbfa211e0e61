// Says that a form has unsaved changes, and discards them on request, with an undo.

import { html, useRef, useState } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { draftOf, dropDraft, keepDraft } from "./drafts.js"

/** @import { Draft } from "./draft.js" */

/** @param {{name: string, touched: boolean}} props `name` of the draft */
export function UnsavedNote({ name, touched }) {
  const [thrown, setThrown] = useState(/** @type {Draft | null} */ (null))
  // Typed again after throwing away: the way back would throw that away.
  const back = !touched && thrown
  const note = useRef(/** @type {HTMLElement | null} */ (null))
  const act = (/** @type {() => void} */ run) => {
    run()
    // The button that was tapped becomes another one.
    note.current?.focus()
  }
  if (!touched && !back) return null
  return html`
    <div class="unsaved" role="group" tabindex="-1" ref=${note}
      aria-label=${back ? t("admin.thrown_away") : t("admin.unsaved")}>
      <span class="chip chip--wait"><${Icon} name="note" />${back ? t("admin.thrown_away") : t("admin.unsaved")}</span>
      ${
        back
          ? html`<button type="button" class="button button--plain" onClick=${() => act(() => keepDraft(name, back))}>
          <${Icon} name="undo" />${t("common.undo")}</button>`
          : html`<button type="button" class="button button--plain" onClick=${() =>
              act(() => {
                setThrown(draftOf(name))
                dropDraft(name)
              })}><${Icon} name="close" />${t("admin.throw_away")}</button>`
      }
    </div>`
}
