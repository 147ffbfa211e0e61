// One choice: its name, what it demands, and what can be chosen.

import { html, useLayoutEffect, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { addGroup, changeGroup, fetchEditedMenu, restoreGroup, retireGroup } from "../shared/owner-api.js"
import { TextInput } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote, problemText } from "../../../components/problem.js"
import { Sheet } from "../../../components/sheet.js"
import { message, t } from "../../../components/words.js"
import { useDraft } from "../shared/drafts.js"
import { groupBodyOf, groupFieldsOf, groupProblemsOf } from "./group-fields.js"
import { MAX_NAME_LENGTH } from "./item-fields.js"
import { focusFirstError } from "../shared/focus-error.js"
import { named, usersOf } from "../shared/names.js"
import { OptionRows } from "./option-rows.js"
import { RuleField } from "./rule-field.js"
import { UnsavedNote } from "../shared/unsaved-note.js"
import { useIdempotentCreate } from "../shared/use-idempotent-create.js"
import { useSubmit } from "../shared/use-submit.js"

/** @import { Problems } from "../../../components/problem.js" */
/** @import { EditedGroup, EditedMenu } from "../../../lib/types.js" */
/** @import { GroupFields } from "./group-fields.js" */
/** @import { MenuEditor } from "./use-edited-menu.js" */
/** @import { MenuActions } from "./use-menu-actions.js" */

/** @type {Record<string, string>} */
const FIELD_OF = { name: "name_id", min: "rule", max: "rule", options: "options" }

/**
 * @param {{group: EditedGroup | null, gone: boolean, menu: EditedMenu, editor: MenuEditor, actions: MenuActions,
 *   onClose: () => void}} props
 */
export function GroupSheet({ group, gone, menu, editor, actions, onClose }) {
  const name = `group/${group?.id ?? "new"}`
  const server = groupFieldsOf(group)
  const { values, draft, set, drop, touched, elsewhere } = useDraft(name, server)
  const [problems, setProblems] = useState(/** @type {Problems} */ ({}))
  const { busy, send } = useSubmit(editor.onSignedOut)
  const once = useIdempotentCreate(() => fetchEditedMenu().then((now) => now.modifier_groups), menu.modifier_groups)
  useLayoutEffect(focusFirstError, [problems])
  const uses = group ? usersOf(menu, group.id) : []

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const wrong = groupProblemsOf(values)
    setProblems(wrong)
    if (Object.keys(wrong).length) return
    const fields = group ? Object.keys(draft.changes) : Object.keys(values)
    const body = groupBodyOf(values, fields, draft.base.options ?? server.options, server.options)
    const done = await send(async () => {
      if (group && gone) await restoreGroup(group.id)
      if (!group) await once(values.name_id.trim(), () => addGroup(body))
      else if (fields.length) await changeGroup(group.id, body)
      drop()
      await editor.sync()
    })
    if (done?.error)
      return setProblems({
        [(done.error instanceof Refusal && FIELD_OF[done.error.problem.field ?? ""]) || "other"]: problemText(
          done.error,
        ),
      })
    if (!done) return
    if (group && fields.length)
      actions.withUndo(
        message(() => t("admin.is_saved", { name: named({ id: values.name_id, en: values.name_en }) })),
        () => changeGroup(group.id, groupBodyOf(server, fields, [], server.options)),
      )
    onClose()
  }
  const remove = async () => {
    if (!group) return
    const done = await send(async () => {
      await retireGroup(group.id)
      drop()
      await editor.sync()
    }, "delete")
    if (done?.error) return setProblems({ other: problemText(done.error) })
    if (!done) return
    actions.groupGone(group.name, group.id)
    onClose()
  }
  const field = (/** @type {"name_id" | "name_en"} */ of) => ({
    id: `group-${of}`,
    problem: problems[of],
    elsewhere: elsewhere.includes(of) ? { text: server[of], onUse: () => set(of, server[of]) } : null,
    value: values[of],
    most: MAX_NAME_LENGTH,
    onText: (/** @type {string} */ text) => set(of, text),
  })

  const foot = html`
    <${ProblemNote} text=${problems.other ?? ""} />
    ${
      group &&
      !gone &&
      html`<button type="button" class="button button--danger button--big foot__aside"
      aria-describedby="group-uses" aria-busy=${busy === "delete" ? "true" : undefined} onClick=${remove}>
      <${Icon} name="trash" />${t("admin.delete")}</button>`
    }
    <button type="submit" form="group-form" class="button button--primary button--big"
      aria-busy=${busy === "save" ? "true" : undefined}>${t("common.save")}</button>`
  return html`
    <${Sheet} title=${group ? named(group.name) : t("admin.new_choice")} under=${html`<${UnsavedNote} name=${name}
      touched=${touched} />`} foot=${foot} onClose=${onClose}>
      <form id="group-form" class="form" noValidate onSubmit=${submit}>
        ${gone && html`<p class="banner banner--wait" role="status">${t("admin.gone_elsewhere")}</p>`}
        <div class="pair">
          <${TextInput} ...${field("name_id")} label=${t("admin.name")} lang="id" />
          <${TextInput} ...${field("name_en")} label=${t("admin.name_en")} optional lang="en" />
        </div>
        <${RuleField} min=${values.min} max=${values.max} most=${values.options.length} problem=${problems.rule ?? ""}
          onRule=${(/** @type {number} */ min, /** @type {number} */ max) => {
            set("min", min)
            set("max", max)
          }} />
        <${OptionRows} options=${values.options} max=${values.max} problems=${problems}
          onOptions=${(/** @type {GroupFields["options"]} */ options) => set("options", options)} />
        ${
          group &&
          html`
          <div class="banner" id="group-uses"><p>
          ${uses.length ? t("admin.delete_touches", { n: uses.length }) : t("admin.used_by_none")}
          ${
            uses.length > 0 &&
            html`<br /><span class="quiet">
          ${uses.map((item) => named(item.name)).join(", ")}</span>`
          }</p></div>`
        }
      </form>
    </${Sheet}>`
}
