// What is done to the menu with one tap. Each has a way back.

import { restoreCategory, restoreGroup, restoreItem, retireItem, setAvailabilities } from "../../lib/owner-api.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { t } from "../../components/words.js"
import { named } from "./names.js"
import { useSending } from "./use-sending.js"

/** @import { EditedItem, Words } from "../../lib/owner-types.js" */
/** @import { Desk } from "./use-edited-menu.js" */

export const UNDO_FOR = 8

/** @typedef {ReturnType<typeof useMenuActs>} MenuActs */

/** @param {Desk} desk */
export function useMenuActs(desk) {
  const { busy, send } = useSending(desk.onSignedOut)

  /** @param {() => Promise<unknown>} run @param {string} [what] @returns {Promise<boolean>} whether it was done */
  const act = async (run, what) => {
    const done = await send(async () => { await run(); await desk.settle() }, what)
    if (done?.error) showToast({ icon: "alert", text: problemText(done.error), seconds: UNDO_FOR })
    return Boolean(done && !done.error)
  }
  /** @param {string} text @param {() => Promise<unknown>} back @param {string} [icon] */
  const withUndo = (text, back, icon) => showToast({ icon, text, seconds: UNDO_FOR, act: { label: t("common.undo"), run: () => { act(back) } } })

  return {
    busy,
    act,
    withUndo,
    switchOne: (/** @type {EditedItem} */ item, /** @type {boolean} */ on) => act(() => setAvailabilities([item.id], on), `switch ${item.id}`),
    /** @param {EditedItem[]} items @param {boolean} on */
    switchMany: async (items, on) => {
      const other = items.filter((item) => item.is_available !== on).map((item) => item.id)
      const done = await act(() => setAvailabilities(items.map((item) => item.id), on), "many")
      if (!done) return false
      const text = on ? t("admin.many_back", { n: items.length }) : t("admin.many_sold_out", { n: items.length })
      withUndo(text, async () => { if (other.length) await setAvailabilities(other, !on) }, on ? "check" : "soldout")
      return true
    },
    retire: async (/** @type {EditedItem} */ item) => {
      if (!await act(() => retireItem(item.id), "retire")) return false
      withUndo(t("admin.is_retired", { name: named(item.name) }), () => restoreItem(item.id), "trash")
      return true
    },
    restore: async (/** @type {EditedItem} */ item) => {
      if (await act(() => restoreItem(item.id), `restore ${item.id}`)) showToast({ text: t("admin.is_back", { name: named(item.name) }) })
    },
    /** The way back from what a sheet has deleted already. @param {Words} name @param {number} id */
    categoryGone: (name, id) => withUndo(t("admin.is_deleted", { name: named(name) }), () => restoreCategory(id), "trash"),
    /** @param {Words} name @param {number} id */
    groupGone: (name, id) => withUndo(t("admin.is_deleted", { name: named(name) }), () => restoreGroup(id), "trash"),
  }
}
