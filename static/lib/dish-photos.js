// Photos of the shop's dishes for idle screens.

/** @import { Menu } from "./types.js" */

/**
 * Photos of available dishes, from different categories if there are enough.
 * @param {Menu} menu
 * @param {number} most
 */
export function photosOf(menu, most) {
  const categories = menu.categories.map((category) =>
    category.items.filter((item) => item.photo_url && item.is_available),
  )
  const longest = Math.max(0, ...categories.map((items) => items.length))
  const alternating = Array.from({ length: longest }, (_, at) =>
    categories.flatMap((items) => items[at]?.photo_url ?? []),
  ).flat()
  return alternating.slice(0, most)
}
