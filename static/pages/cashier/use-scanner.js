// A code, scanned or typed, jumps to its order, from every focus and every view.

import { useEffect, useRef } from "../../vendor/preact/standalone.js"
import { Refusal, scanOrder } from "../../lib/api.js"
import { isCode, onScan, putBack } from "../../lib/scanner.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { message, t } from "../../components/words.js"

/** @import { Order } from "../../lib/types.js" */

/**
 * @param {(order: Order) => void} onFound
 * @returns {(code: string) => Promise<void>} asks for an order that is not on the screen
 */
export function useScanner(onFound) {
  const scan = async (/** @type {string} */ code) => {
    try {
      onFound(await scanOrder(code))
    } catch (error) {
      // The server's words are meant for customers, who are told to ask at the counter.
      const unknown = error instanceof Refusal && error.code === "order_not_found"
      showToast({
        icon: "search",
        text: unknown ? message(() => t("cashier.no_such_order", { wanted: code })) : problemText(error),
      })
    }
  }
  const latest = useRef(scan)
  latest.current = scan

  useEffect(
    () =>
      onScan((text) => {
        if (!isCode(text))
          return showToast({ icon: "scan", text: message(() => t("cashier.not_a_code", { code: text })) })
        // Its first letter may have been typed into the search.
        putBack(/** @type {HTMLInputElement | null} */ (document.getElementById("wanted")), "")
        latest.current(text)
      }, true),
    [],
  )
  return scan
}
