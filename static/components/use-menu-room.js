// The menu as it is now, heard beside whatever else the page listens to, on the same socket.

import { useEffect, useState } from "../vendor/preact/standalone.js"
import { fetchMenu } from "../lib/api.js"
import { beside } from "../lib/beside.js"
import { applyMenuUpdate } from "../lib/menu.js"

/** @import { Menu } from "../lib/types.js" */

/** @returns {Menu | null} nothing until it is known */
export function useMenuRoom() {
  const [menu, setMenu] = useState(/** @type {Menu | null} */ (null))
  useEffect(() => beside({
    room: "menu",
    onSnapshot: setMenu,
    onEvent: (event) => { if (event.type === "menu_update") setMenu((now) => now && applyMenuUpdate(now, event.data)) },
    poll: fetchMenu,
  }), [])
  return menu
}
