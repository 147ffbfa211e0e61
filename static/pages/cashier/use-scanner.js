// A code, scanned or typed, jumps to its order. A USB scanner is a quick typist that ends with Enter, wherever the focus is.

import { useEffect } from "../../vendor/preact/standalone.js"
import { scanOrder } from "../../lib/api.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"

/** @import { Order } from "../../lib/types.js" */

/**
 * @param {object} options
 * @param {boolean} options.paying
 * @param {(order: Order) => void} options.onFound
 */
export function useScanner({ paying, onFound }) {
  useEffect(() => {
    const key = (/** @type {KeyboardEvent} */ event) => {
      const target = /** @type {HTMLElement} */ (event.target)
      if (event.ctrlKey || event.metaKey || event.altKey || target.matches("input, textarea") || target.closest("dialog")) return
      // While paying, figures are money; a link or a number still begins with a letter.
      if (!/^[a-z\d]$/i.test(event.key) || (paying && /\d/.test(event.key))) return
      // The field takes the focus before the letter is written, so that the letter lands in it and none is lost.
      const field = /** @type {HTMLInputElement | null} */ (document.getElementById("wanted"))
      field?.focus()
      field?.select()
    }
    addEventListener("keydown", key)
    return () => removeEventListener("keydown", key)
  }, [paying])

  return async (/** @type {string} */ code) => {
    try {
      onFound(await scanOrder(code))
    } catch (error) {
      showToast({ icon: "search", text: problemText(error) })
    }
  }
}
