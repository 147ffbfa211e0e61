// A part of the menu: what it is called, and who makes what stands in it.

import { html, useLayoutEffect, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { addCategory, changeCategory, fetchEditedMenu, restoreCategory, retireCategory } from "../shared/owner-api.js"
import { TextInput } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote, problemText } from "../../../components/problem.js"
import { Sheet } from "../../../components/sheet.js"
import { message, t } from "../../../components/words.js"
import { useDraft } from "../shared/drafts.js"
import { MAX_NAME_LENGTH } from "./item-fields.js"
import { focusFirstError } from "../shared/focus-error.js"
import { named, stationsOf } from "../shared/names.js"
import { faultOf } from "../settings/day-hours.js"
import { ServedField } from "./served-field.js"
import { StationField } from "./station-field.js"
import { UnsavedNote } from "../shared/unsaved-note.js"
import { useIdempotentCreate } from "../shared/use-idempotent-create.js"
import { useSubmit } from "../shared/use-submit.js"

/** @import { Problems } from "../../../components/problem.js" */
/** @import { EditedCategory, EditedMenu } from "../../../lib/types.js" */
/** @import { MenuEditor } from "./use-edited-menu.js" */
/** @import { MenuActions } from "./use-menu-actions.js" */

/** @typedef {{name_id: string, name_en: string, station: string | null, served: string}} CategoryFields */

/**
 * @param {{category: EditedCategory | null, gone: boolean, menu: EditedMenu, editor: MenuEditor, actions: MenuActions,
 *   onClose: () => void}} props
 */
export function CategorySheet({ category, gone, menu, editor, actions, onClose }) {
  const draft = `category/${category?.id ?? "new"}`
  /** @type {CategoryFields} */
  const server = {
    name_id: category?.name.id ?? "",
    name_en: category?.name.en ?? "",
    station: category?.station ?? stationsOf(menu)[0] ?? "",
    served: category?.served ?? "",
  }
  const { values, set, drop, touched, elsewhere } = useDraft(draft, server)
  const [problems, setProblems] = useState(/** @type {Problems} */ ({}))
  const { busy, send } = useSubmit(editor.onSignedOut)
  const once = useIdempotentCreate(() => fetchEditedMenu().then((now) => now.categories), menu.categories)
  useLayoutEffect(focusFirstError, [problems])

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const wrong = {
      ...(values.name_id.trim() ? {} : { name_id: message(() => t("admin.name_missing")) }),
      ...(values.station?.trim() ? {} : { station: message(() => t("admin.station_missing")) }),
      ...(faultOf(values.served) ? { served: message(() => t("served.unfit")) } : {}),
    }
    setProblems(wrong)
    if (Object.keys(wrong).length) return
    const body = {
      name: { id: values.name_id.trim(), en: values.name_en.trim() },
      station: values.station?.trim(),
      served: values.served,
    }
    const done = await send(async () => {
      if (category && gone) await restoreCategory(category.id)
      if (category) await changeCategory(category.id, body)
      else await once(body.name.id, () => addCategory(body))
      drop()
      await editor.sync()
    })
    if (done?.error)
      return setProblems({
        [done.error instanceof Refusal
          ? ({ name: "name_id", station: "station", served: "served" }[done.error.problem.field ?? ""] ?? "other")
          : "other"]: problemText(done.error),
      })
    if (!done) return
    if (category && touched)
      actions.withUndo(
        message(() => t("admin.is_saved", { name: named(body.name) })),
        () => changeCategory(category.id, { name: category.name, station: category.station, served: category.served }),
      )
    onClose()
  }
  const remove = async () => {
    if (!category) return
    const done = await send(async () => {
      await retireCategory(category.id)
      drop()
      await editor.sync()
    }, "delete")
    // Not empty: the server's own words say what to do first.
    if (done?.error) return setProblems({ other: problemText(done.error) })
    if (!done) return
    actions.categoryGone(category.name, category.id)
    onClose()
  }
  const field = (/** @type {keyof CategoryFields & string} */ name) => ({
    id: `category-${name}`,
    problem: problems[name],
    elsewhere: elsewhere.includes(name) ? { text: server[name] ?? "", onUse: () => set(name, server[name]) } : null,
  })

  const foot = html`
    <${ProblemNote} text=${problems.other ?? ""} />
    ${
      category &&
      !gone &&
      html`<button type="button" class="button button--danger button--big foot__aside"
      aria-busy=${busy === "delete" ? "true" : undefined} onClick=${remove}><${Icon} name="trash" />
      ${t("admin.delete")}</button>`
    }
    <button type="submit" form="category-form" class="button button--primary button--big"
      aria-busy=${busy === "save" ? "true" : undefined}>${t("common.save")}</button>`
  return html`
    <${Sheet} title=${category ? named(category.name) : t("admin.new_category")} under=${html`<${UnsavedNote}
      name=${draft} touched=${touched} />`} foot=${foot} onClose=${onClose}>
      <form id="category-form" class="form" noValidate onSubmit=${submit}>
        ${gone && html`<p class="banner banner--wait" role="status">${t("admin.gone_elsewhere")}</p>`}
        <${TextInput} ...${field("name_id")} label=${t("admin.name")} lang="id" most=${MAX_NAME_LENGTH}
          value=${values.name_id} onText=${(/** @type {string} */ text) => set("name_id", text)} />
        <${TextInput} ...${field("name_en")} label=${t("admin.name_en")} optional lang="en" most=${MAX_NAME_LENGTH}
          value=${values.name_en} onText=${(/** @type {string} */ text) => set("name_en", text)} />
        <${StationField} ...${field("station")} label=${t("admin.station")} hint=${t("admin.station_help")}
          value=${values.station} known=${stationsOf(menu)}
            onStation=${(/** @type {string | null} */ station) => set("station", station)} />
        <${ServedField} ...${field("served")} value=${values.served}
          onServed=${(/** @type {string} */ served) => set("served", served)} />
      </form>
    </${Sheet}>`
}
