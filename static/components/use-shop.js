// The shop's name, its ways to pay, its clock: asked for until it answers, since a phone may open a page in the doorway of the Wi-Fi.

import { useEffect, useState } from "../vendor/preact/standalone.js"
import { fetchShop } from "../lib/api.js"

/** @import { Shop } from "../lib/types.js" */

const AGAIN_AFTER = 2_000

/** @param {Shop | null} [known] when the page has asked already */
export function useShop(known = null) {
  const [shop, setShop] = useState(known)
  useEffect(() => {
    if (shop) return
    let timer = 0
    const ask = () => fetchShop().then(setShop, () => { timer = window.setTimeout(ask, AGAIN_AFTER) })
    ask()
    return () => clearTimeout(timer)
  }, [])
  return shop
}
