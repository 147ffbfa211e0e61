// The names of ordered dishes in the reader's language: an order has them in the shop's language only, the menu in
// both. A dish that has left the menu keeps the name it was ordered by.

import { useEffect, useMemo, useState } from "../../vendor/preact/standalone.js"
import { fetchMenu } from "../../lib/api.js"
import { language } from "../../components/words.js"

/** @import { Menu, Order, Shop } from "../../lib/types.js" */

const AGAIN_AFTER = 10_000

/**
 * @param {Order | null} order
 * @param {Shop | null} shop
 * @returns {Order | null}
 */
export function useOwnLanguage(order, shop) {
  const lang = language()
  const [menu, setMenu] = useState(/** @type {{lang: string, menu: Menu} | null} */ (null))
  const isOther = shop !== null && shop.locale !== lang
  useEffect(() => {
    if (!isOther) return
    let timer = 0
    const ask = () =>
      fetchMenu().then(
        (menu) => setMenu({ lang, menu }),
        () => {
          timer = window.setTimeout(ask, AGAIN_AFTER)
        },
      )
    ask()
    return () => clearTimeout(timer)
  }, [isOther, lang])
  return useMemo(
    () => (order && isOther && menu?.lang === lang ? named(order, menu.menu) : order),
    [order, menu, isOther, lang],
  )
}

/** @param {Order} order @param {Menu} menu @returns {Order} */
function named(order, menu) {
  const items = menu.categories.flatMap((category) => category.items)
  const groups = items.flatMap((item) => item.modifier_groups)
  const dishes = new Map(items.map(({ id, name }) => [id, name]))
  const options = new Map(groups.flatMap((group) => group.options.map(({ id, name }) => [id, name])))
  return {
    ...order,
    lines: order.lines.map((line) => ({
      ...line,
      name: dishes.get(line.menu_item_id ?? 0) ?? line.name,
      modifiers: line.modifiers.map((each) => ({ ...each, name: options.get(each.option_id) ?? each.name })),
    })),
  }
}
