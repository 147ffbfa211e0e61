// The price levels of the till: read with the menu, and again whenever it changes.

import { useEffect, useMemo, useState } from "../../vendor/preact/standalone.js"
import { IS_TAKEN_AWAY } from "../../lib/decisions.js"
import { call } from "../../lib/api.js"
import { menuAt, menuFor } from "../../lib/levels.js"

/** @import { Menu, OrderType, PriceLevelNow } from "../../lib/types.js" */
/** @import { SoldAt } from "../../components/use-price.js" */

/** @typedef {ReturnType<typeof useLevels>} LevelsNow */
/** What of a sale or an order says where it is sold. @typedef {{order_type: OrderType, price_level?: string}} Sold */

const AGAIN_AFTER = 5_000

/** Whether it follows from where the order is eaten, and need not be chosen. @param {PriceLevelNow} level */
const isBasic = ({ code }) => code in IS_TAKEN_AWAY

/** @param {Menu | null} menu */
export function useLevels(menu) {
  const [all, setAll] = useState(/** @type {PriceLevelNow[]} */ ([]))
  useEffect(() => {
    let timer = 0
    let gone = false
    const ask = async () => {
      try {
        const { levels } = await call("GET", "/api/v1/admin/price-levels")
        if (!gone) setAll(levels)
      } catch {
        if (!gone) timer = window.setTimeout(ask, AGAIN_AFTER)
      }
    }
    if (menu) ask()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [menu])
  const named = (/** @type {string | undefined} */ code) => all.find((level) => level.code === code)
  return useMemo(
    () => ({
      /** Those that can be chosen besides eating here and taking away. */
      choices: all.filter((level) => level.is_on && !isBasic(level)),
      named,
      /** The menu with the prices of where it is sold. @param {Sold} sold */
      menuOf: ({ order_type, price_level }) => {
        const level = named(price_level)
        return menu && (level ? menuAt(menu, level) : menuFor(menu, order_type))
      },
      /** @param {Sold} sold @returns {SoldAt} */
      soldAt: ({ order_type, price_level }) => ({
        order_type,
        ...(price_level ? { price_level } : {}),
        hasOwnTerms: named(price_level || order_type)?.has_own_terms,
      }),
    }),
    [all, menu],
  )
}
