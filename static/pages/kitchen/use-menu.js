// The menu beside the tickets: which stations there are, and what is sold out just now.

import { useEffect, useState } from "../../vendor/preact/standalone.js"
import { fetchMenu, Refusal, setAvailability } from "../../lib/api.js"
import { beside } from "../../lib/beside.js"
import { applyMenuUpdate } from "../../lib/menu.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { t } from "../../components/words.js"

/** @import { Menu, MenuItem } from "../../lib/types.js" */

const SECONDS = 8

/** @returns {MenuItem[]} every dish, in the menu's order; none until it is known */
export function useDishes() {
  const [dishes, setDishes] = useState(/** @type {MenuItem[]} */ ([]))
  useEffect(() => beside({
    room: "menu",
    onSnapshot: (menu) => setDishes(allOf(menu)),
    onEvent: (event) => { if (event.type === "menu_update") setDishes((known) => withChange(known, event.data)) },
    poll: fetchMenu,
  }), [])
  return dishes
}

const allOf = (/** @type {Menu} */ menu) => menu.categories.flatMap((category) => category.items)

/** @param {MenuItem[]} known @param {{items: MenuItem[], categories?: {items: number[]}[]}} change its items are whole; without a layout nothing moved */
function withChange(known, { items, categories }) {
  const all = new Map([...known, ...items].map((item) => [item.id, item]))
  const layout = categories?.flatMap((category) => category.items) ?? known.map((item) => item.id)
  return layout.flatMap((id) => all.get(id) ?? [])
}

/** Sold out everywhere at once, or back; with an undo. @param {{id: number, name: string}} dish @param {boolean} isAvailable */
export async function offer(dish, isAvailable) {
  const { id, name } = dish
  try {
    await setAvailability(id, isAvailable)
    showToast({
      icon: isAvailable ? "check" : "soldout",
      text: isAvailable ? t("kitchen.is_back", { name }) : t("cashier.is_sold_out", { name }),
      act: { label: t("common.undo"), run: () => offer(dish, !isAvailable) },
      seconds: SECONDS,
    })
  } catch (error) {
    showToast(error instanceof Refusal
      ? { icon: "alert", text: problemText(error), seconds: SECONDS }
      : { icon: "offline", text: t("kitchen.availability_not_sent", { name }), seconds: SECONDS })
  }
}
