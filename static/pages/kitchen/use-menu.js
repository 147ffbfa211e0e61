// The menu for the kitchen screen: its stations, and which dishes are sold out.

import { useMemo } from "../../vendor/preact/standalone.js"
import { Refusal, setAvailability } from "../../lib/api.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { useMenuRoom } from "../../components/use-menu-room.js"
import { message, t } from "../../components/words.js"

/** @import { MenuItem } from "../../lib/types.js" */

const SECONDS = 8

/** @returns {MenuItem[]} every dish, in the menu's order; none until it is known */
export function useDishes() {
  const menu = useMenuRoom()
  return useMemo(() => menu?.categories.flatMap((category) => category.items) ?? [], [menu])
}

/** The options that are taken of a choice when none is made. @param {MenuItem[]} dishes */
export const usualOptionsOf = (dishes) =>
  new Set(
    dishes
      .flatMap((dish) => dish.modifier_groups)
      .filter((group) => group.min > 0)
      .flatMap((group) => group.options.filter((option) => option.is_default).map((option) => option.id)),
  )

/**
 * Sold out everywhere at once, or back; with an undo.
 * @param {{id: number, name: string}} dish
 * @param {boolean} isAvailable
 */
export async function offer(dish, isAvailable) {
  const { id, name } = dish
  try {
    await setAvailability(id, isAvailable)
    showToast({
      icon: isAvailable ? "check" : "soldout",
      text: message(() => (isAvailable ? t("kitchen.is_back", { name }) : t("cashier.is_sold_out", { name }))),
      action: { label: message(() => t("common.undo")), run: () => offer(dish, !isAvailable) },
      seconds: SECONDS,
    })
  } catch (error) {
    showToast(
      error instanceof Refusal
        ? { icon: "alert", text: problemText(error), seconds: SECONDS }
        : { icon: "offline", text: message(() => t("kitchen.availability_not_sent", { name })), seconds: SECONDS },
    )
  }
}
