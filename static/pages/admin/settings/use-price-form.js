// The form of a price level or a fee. Only changed fields are sent, and they can be reset.

import { useLayoutEffect, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { problemText } from "../../../components/problem.js"
import { message, t } from "../../../components/words.js"
import { useDraft } from "../shared/drafts.js"
import { focusFirstError } from "../shared/focus-error.js"
import { named } from "../shared/names.js"
import { useSubmit } from "../shared/use-submit.js"
import { bodyOf, problemsOf } from "./price-fields.js"

/** @import { Problems } from "../../../components/problem.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { MenuActions } from "../menu/use-menu-actions.js" */

/**
 * @param {object} options
 * @param {string} options.name of the draft
 * @param {Record<string, any>} options.server
 * @param {boolean} [options.isNew] then there is nothing to go back to
 * @param {MenuEditor} options.editor
 * @param {MenuActions} options.actions
 * @param {(body: Record<string, any>) => Promise<unknown>} options.send
 * @param {() => void} options.onClose
 */
export function usePriceForm({ name, server, isNew = false, editor, actions, send, onClose }) {
  const { values, draft, set, drop, touched, elsewhere } = useDraft(name, server)
  const [problems, setProblems] = useState(/** @type {Problems} */ ({}))
  const submitted = useSubmit(editor.onSignedOut)
  useLayoutEffect(focusFirstError, [problems])

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const wrong = problemsOf(values)
    setProblems(wrong)
    if (Object.keys(wrong).length) return
    const fields = isNew ? Object.keys(values) : Object.keys(draft.changes)
    const before = bodyOf(server, fields)
    if (fields.length === 0) return onClose()
    const done = await submitted.send(async () => {
      await send(bodyOf(values, fields))
      drop()
      await editor.sync()
    })
    if (done?.error) {
      const field = done.error instanceof Refusal ? (done.error.problem.field ?? "") : ""
      const shown = field === "name" ? "name_id" : field
      return setProblems({ [shown in server ? shown : "other"]: problemText(done.error) })
    }
    if (!done) return
    if (!isNew)
      actions.withUndo(
        message(() => t("admin.is_saved", { name: named({ id: values.name_id, en: values.name_en }) })),
        () => send(before),
      )
    onClose()
  }
  return {
    values,
    set,
    touched,
    submit,
    busy: submitted.busy,
    problem: problems.other ?? "",
    /**
     * The properties that a field and the words next to it share.
     * @param {string} field
     * @param {(value: any) => string} [say]
     */
    field: (field, say = String) => ({
      id: `price-${field}`,
      problem: problems[field],
      elsewhere: elsewhere.includes(field)
        ? { text: say(server[field]), onUse: () => set(field, server[field]) }
        : null,
    }),
  }
}

/** @typedef {ReturnType<typeof usePriceForm>} PriceForm */
