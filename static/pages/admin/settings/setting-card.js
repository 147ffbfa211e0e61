// A card of related settings, which are edited, saved and reset together.

import { html, useLayoutEffect, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote, problemText } from "../../../components/problem.js"
import { message, t } from "../../../components/words.js"
import { useDraft } from "../shared/drafts.js"
import { focusFirstError } from "../shared/focus-error.js"
import { UnsavedNote } from "../shared/unsaved-note.js"
import { useSubmit } from "../shared/use-submit.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { Problems } from "../../../components/problem.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { MenuActions } from "../menu/use-menu-actions.js" */

/**
 * @typedef {object} CardTools
 * @property {Record<string, any>} values
 * @property {(field: string, value: any) => void} set
 * @property {(field: string, say?: (value: any) => string) => {id: string, problem: Message | undefined, elsewhere:
 *   import("../../../components/field.js").Elsewhere | null}} field
 */

/** `sockets` of `limits.sockets`. @param {string} key */
const innermost = (key) => key.split(".").at(-1) ?? key

/**
 * @param {object} props
 * @param {string} props.name
 * @param {string} props.title
 * @param {Record<string, any>} props.server
 * @param {(values: Record<string, any>) => Problems} props.check
 * @param {(changes: Record<string, any>) => Promise<unknown>} props.save
 * @param {MenuEditor} props.editor
 * @param {MenuActions} props.actions
 * @param {() => Promise<unknown>} props.onSaved
 * @param {(tools: CardTools) => any} props.children
 */
export function SettingCard({ name, title, server, check, save, editor, actions, onSaved, children }) {
  const key = `settings/${name}`
  const { values, draft, set, drop, touched, elsewhere } = useDraft(key, server)
  const [problems, setProblems] = useState(/** @type {Problems} */ ({}))
  const [saved, setSaved] = useState(false)
  const { busy, send } = useSubmit(editor.onSignedOut)
  useLayoutEffect(() => {
    if (Object.keys(problems).length) focusFirstError()
  }, [problems])

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (!touched) return
    const wrong = check(values)
    setProblems(wrong)
    if (Object.keys(wrong).length) return
    const fields = Object.keys(draft.changes)
    const pick = (/** @type {Record<string, any>} */ from) =>
      Object.fromEntries(fields.map((field) => [field, from[field]]))
    const [now, before] = [pick(values), pick(server)]
    const done = await send(async () => {
      await save(now)
      drop()
      await onSaved()
    })
    if (done?.error) {
      const named = done.error instanceof Refusal ? (done.error.problem.field ?? "") : ""
      // The Wi-Fi is asked for by itself, and refused by its whole name.
      const field = [named, innermost(named)].find((each) => each in server) ?? "other"
      return setProblems({ [field]: problemText(done.error) })
    }
    if (!done) return
    setSaved(true)
    actions.withUndo(
      message(() => t("settings.saved", { part: title })),
      async () => {
        await save(before)
        await onSaved()
      },
    )
  }
  /** @type {CardTools["field"]} */
  const field = (of, say = String) => ({
    id: `setting-${innermost(of)}`,
    problem: problems[of],
    elsewhere: elsewhere.includes(of) ? { text: say(server[of]), onUse: () => set(of, server[of]) } : null,
  })
  const change = (/** @type {string} */ of, /** @type {any} */ value) => {
    setSaved(false)
    set(of, value)
  }

  return html`
    <form class="card setting" aria-labelledby=${`${name}-title`} noValidate onSubmit=${submit}>
      <div class="setting__head"><h3 class="head" id=${`${name}-title`}>${title}</h3>
      <${UnsavedNote} name=${key} touched=${touched} /></div>
      ${children({ values, set: change, field })}
      <${ProblemNote} text=${problems.other ?? ""} />
      <div class="setting__foot">
        <p class="setting__saved" role="status">${
          saved &&
          !touched &&
          html`<${Icon} name="check" />
        ${t("settings.is_saved")}`
        }</p>
        <button type="submit" class=${`button button--big ${touched ? "button--primary" : ""}`}
          aria-disabled=${touched ? undefined : "true"} aria-busy=${busy ? "true" : undefined}>
          ${busy ? t("admin.saving") : t("common.save")}<span class="sr"> ${title}</span></button>
      </div>
    </form>`
}
