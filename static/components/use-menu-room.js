// The current menu, received on the socket that the page already has for another room.

import { useEffect, useMemo, useState } from "../vendor/preact/standalone.js"
import { fetchMenu } from "../lib/api.js"
import { listen } from "../lib/live/connection.js"
import { applyMenuUpdate, withStock } from "../lib/menu.js"

/** @import { Menu, Shop } from "../lib/types.js" */

/** @param {Shop | null} [shop] @returns {Menu | null} nothing until it is known */
export function useMenuRoom(shop) {
  const [menu, setMenu] = useState(/** @type {Menu | null} */ (null))
  useEffect(
    () =>
      listen({
        room: "menu",
        onSnapshot: setMenu,
        onEvent: (event) => {
          if (event.type === "menu_update") setMenu((now) => now && applyMenuUpdate(now, event.data))
        },
        poll: async () => ({ data: await fetchMenu() }),
      }),
    [],
  )
  return useMemo(() => menu && withStock(menu, shop?.stock), [menu, shop?.stock])
}
