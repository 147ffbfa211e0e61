// The saving of a dish: its words first, then its photo. Sent twice, or sent again after an answer was lost, it is
// still one dish.

import { useLayoutEffect, useState } from "../../../vendor/preact/standalone.js"
import { Refusal, Unreachable } from "../../../lib/api.js"
import { addItem, changeItem, fetchEditedMenu, putPhoto, removePhoto, restoreItem } from "../shared/owner-api.js"
import { problemText } from "../../../components/problem.js"
import { message, t } from "../../../components/words.js"
import { dropDraft, keepDraft, useDraft } from "../shared/drafts.js"
import { bodyOf, FIELD_OF, fieldsOf, problemsOf } from "./item-fields.js"
import { focusFirstError } from "../shared/focus-error.js"
import { named } from "../shared/names.js"
import { asBlob } from "../shared/photo-maker.js"
import { useIdempotentCreate } from "../shared/use-idempotent-create.js"
import { useSubmit } from "../shared/use-submit.js"

/** @import { EditedItem, EditedMenu } from "../../../lib/types.js" */
/** @import { ItemProblems } from "./item-fields.js" */
/** @import { MenuEditor } from "./use-edited-menu.js" */
/** @import { MenuActions } from "./use-menu-actions.js" */

const itemsOf = (/** @type {EditedMenu} */ menu) => menu.categories.flatMap((category) => category.items)

/**
 * @param {{item: EditedItem | null, menu: EditedMenu, editor: MenuEditor, actions: MenuActions, category: number}}
 *   options
 */
export function useItemForm({ item: opened, menu, editor, actions, category }) {
  // A new dish whose photo did not arrive is on the menu already: from then on it is that dish that is edited.
  const [added, setAdded] = useState(0)
  const item = opened ?? itemsOf(menu).find((each) => each.id === added) ?? null
  const name = item ? `item/${item.id}` : "item/new"
  const form = useDraft(name, fieldsOf(item, category))
  const [problems, setProblems] = useState(/** @type {ItemProblems} */ ({}))
  const [share, setShare] = useState(/** @type {number | null} */ (null))
  const { busy, send } = useSubmit(editor.onSignedOut)
  const once = useIdempotentCreate(() => fetchEditedMenu().then(itemsOf), itemsOf(menu))
  useLayoutEffect(focusFirstError, [problems])

  /** @param {number} id @param {string | null} photo */
  const sendPhoto = async (id, photo) => {
    if (photo === null) return removePhoto(id)
    setShare(0)
    return putPhoto(id, asBlob(photo), setShare).finally(() => setShare(null))
  }

  /** @returns {Promise<boolean>} whether all of it is saved */
  const save = async (what = "save") => {
    const { values, draft } = form
    const wrong = problemsOf(values)
    setProblems(wrong)
    if (Object.keys(wrong).length) return false
    const touched = Object.keys(draft.changes)
    const old = item && (await oldOf(item, touched))
    let atPhoto = false
    const done = await send(async () => {
      const words = touched.filter((field) => field !== "photo")
      let saved = item
      // Saving what another screen has taken off puts it back.
      if (item?.retired_at) await restoreItem(item.id)
      if (!item) saved = await once(values.name_id.trim(), () => addItem(bodyOf(values, Object.keys(values))))
      else if (words.length) saved = await changeItem(item.id, bodyOf(values, words))
      const { id } = /** @type {EditedItem} */ (saved)
      const photo = touched.includes("photo") ? values.photo : undefined
      // What is saved is no draft any more; a photo that gets lost on the way still is.
      dropDraft(name)
      if (photo !== undefined) {
        keepDraft(`item/${id}`, { changes: { photo }, base: { photo: item?.photo_url ?? null } })
        if (!item) {
          await editor.sync()
          setAdded(id)
        }
        atPhoto = true
        await sendPhoto(id, photo)
        dropDraft(`item/${id}`)
      }
      await editor.sync()
    }, what)
    if (done?.error) setProblems(told(done.error, atPhoto))
    if (!done || done.error) return false
    if (item && old && touched.length)
      actions.withUndo(
        message(() => t("admin.is_saved", { name: named({ id: values.name_id, en: values.name_en }) })),
        old,
      )
    return true
  }
  return { form, item, problems, share, busy, save, clear: () => setProblems({}) }
}

/** Everything as it was before, to be sent again. @param {EditedItem} item @param {string[]} touched */
async function oldOf(item, touched) {
  const body = bodyOf(fieldsOf(item, item.category_id), touched)
  const kept = touched.includes("photo") && item.photo_url
  const photo = kept
    ? await fetch(kept)
        .then((answer) => answer.blob())
        .catch(() => null)
    : null
  return async () => {
    if (Object.keys(body).length) await changeItem(item.id, body)
    if (photo) await putPhoto(item.id, photo, () => {})
    else if (touched.includes("photo") && !kept) await removePhoto(item.id)
  }
}

/** @param {Refusal | Unreachable} error @param {boolean} ofPhoto @returns {ItemProblems} */
function told(error, ofPhoto) {
  const field = error instanceof Refusal ? FIELD_OF[error.problem.field ?? ""] : undefined
  return { [ofPhoto ? "photo" : (field ?? "other")]: problemText(error) }
}
