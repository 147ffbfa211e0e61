// The menu as it is now, and what is sold out of it: heard on the counter's own socket.

import { useMemo } from "../../vendor/preact/standalone.js"
import { setAvailability, setOptionAvailability } from "../../lib/api.js"
import { soldOutOf } from "../../lib/menu.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { useMenuRoom } from "../../components/use-menu-room.js"
import { message, t } from "../../components/words.js"
import { UNDO_FOR } from "./use-actions.js"

/** @import { Shop } from "../../lib/types.js" */

/** @typedef {{id: number, name: string}} Dish */
/** @typedef {ReturnType<typeof useMenu>} MenuNow */

/** @param {Shop | null} shop */
export function useMenu(shop) {
  const menu = useMenuRoom(shop)
  const out = useMemo(() => (menu ? soldOutOf(menu) : { items: [], options: [] }), [menu])
  const soldOut = useMemo(() => new Set(out.items.map((item) => item.id)), [out])

  /**
   * Sold out everywhere at once, or back; for a few seconds it can be taken back.
   * @param {Dish} dish
   * @param {boolean} is_available
   */
  const setAvailable = async (dish, is_available) => {
    const { name } = dish
    try {
      await setAvailability(dish.id, is_available)
      showToast({
        icon: is_available ? "check" : "soldout",
        text: message(() => (is_available ? t("cashier.is_back", { name }) : t("cashier.is_sold_out", { name }))),
        seconds: UNDO_FOR,
        action: {
          label: message(() => t("common.undo")),
          run: () => {
            setAvailability(dish.id, !is_available).catch(sayWhy)
          },
        },
      })
    } catch (error) {
      sayWhy(error)
    }
  }

  return {
    menu,
    out,
    soldOut,
    setAvailable,
    /**
     * Without a toast: for a list where the same tap is its own undo.
     * @param {"item" | "option"} kind
     * @param {number} id
     * @param {boolean} is_available
     */
    switchAvailable: (kind, id, is_available) =>
      (kind === "item" ? setAvailability : setOptionAvailability)(id, is_available).catch(sayWhy),
  }
}

/** @param {unknown} error */
function sayWhy(error) {
  showToast({ icon: "alert", text: problemText(error), seconds: UNDO_FOR })
}
