// What is done to the menu with one tap. Each has a way back.

import { restoreCategory, restoreGroup, restoreItem, retireItem, setAvailabilities } from "../shared/owner-api.js"
import { showToast } from "../../../components/toast.js"
import { message, t } from "../../../components/words.js"
import { named } from "../shared/names.js"
import { useActions } from "../shared/use-actions.js"

/** @import { EditedItem, Words } from "../../../lib/types.js" */
/** @import { MenuEditor } from "./use-edited-menu.js" */

/** @typedef {ReturnType<typeof useMenuActions>} MenuActions */

/** @param {MenuEditor} editor */
export function useMenuActions(editor) {
  const { isBusy, perform, withUndo } = useActions(editor)
  return {
    isBusy,
    perform,
    withUndo,
    switchOne: (/** @type {EditedItem} */ item, /** @type {boolean} */ on) =>
      perform(() => setAvailabilities([item.id], on), `switch ${item.id}`),
    /** @param {EditedItem[]} items @param {boolean} on */
    switchMany: async (items, on) => {
      const other = items.filter((item) => item.is_available !== on).map((item) => item.id)
      const done = await perform(
        () =>
          setAvailabilities(
            items.map((item) => item.id),
            on,
          ),
        "many",
      )
      if (!done) return false
      const text = message(() =>
        on ? t("admin.many_back", { n: items.length }) : t("admin.many_sold_out", { n: items.length }),
      )
      withUndo(
        text,
        async () => {
          if (other.length) await setAvailabilities(other, !on)
        },
        on ? "check" : "soldout",
      )
      return true
    },
    retire: async (/** @type {EditedItem} */ item) => {
      if (!(await perform(() => retireItem(item.id), "retire"))) return false
      withUndo(
        message(() => t("admin.is_retired", { name: named(item.name) })),
        () => restoreItem(item.id),
        "trash",
      )
      return true
    },
    restore: async (/** @type {EditedItem} */ item) => {
      if (await perform(() => restoreItem(item.id), `restore ${item.id}`))
        showToast({ text: message(() => t("admin.is_back", { name: named(item.name) })) })
    },
    /** The way back from what a sheet has deleted already. @param {Words} name @param {number} id */
    categoryGone: (name, id) =>
      withUndo(
        message(() => t("admin.is_deleted", { name: named(name) })),
        () => restoreCategory(id),
        "trash",
      ),
    /** @param {Words} name @param {number} id */
    groupGone: (name, id) =>
      withUndo(
        message(() => t("admin.is_deleted", { name: named(name) })),
        () => restoreGroup(id),
        "trash",
      ),
  }
}
