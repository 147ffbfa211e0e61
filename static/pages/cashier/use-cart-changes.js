// What sold out or costs something else now is said at once, and the rest of the cart kept.

import { useEffect, useRef } from "../../vendor/preact/standalone.js"
import { itemsById } from "../../lib/cart.js"
import { cartChanges } from "../../lib/menu.js"
import { cartChangesText } from "../../components/cart-changes.js"
import { showToast } from "../../components/toast.js"
import { message } from "../../components/words.js"
import { UNDO_FOR } from "./use-actions.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Menu, MenuItem } from "../../lib/types.js" */

/**
 * @param {Menu | null} menu
 * @param {string} key of the cart
 * @param {() => {lines: CartLine[], sent: unknown}} now the cart; what was sent is not changed
 * @param {(lines: CartLine[]) => void} onLines
 */
export function useCartChanges(menu, key, now, onLines) {
  /** The dishes as they were last seen. @type {{current: Map<number, MenuItem>}} */
  const seen = useRef(new Map())
  useEffect(() => {
    const { lines, sent } = now()
    if (!menu || sent) return
    const changes = cartChanges(lines, seen.current, menu)
    seen.current = itemsById(menu)
    if (changes.gone.length + changes.without.length > 0) onLines(changes.lines)
    if (cartChangesText(changes))
      showToast({ icon: "alert", text: message(() => cartChangesText(changes)), seconds: UNDO_FOR })
  }, [menu, key])
}
