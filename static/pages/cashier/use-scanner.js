// A code, scanned or typed, jumps to its order, wherever the focus is and whatever is open.

import { useEffect, useRef } from "../../vendor/preact/standalone.js"
import { scanOrder } from "../../lib/api.js"
import { Burst, withoutCode } from "../../lib/scanner.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"

/** @import { Order } from "../../lib/types.js" */

/** @param {(order: Order) => void} onFound @returns {(code: string) => Promise<void>} */
export function useScanner(onFound) {
  const scan = async (/** @type {string} */ code) => {
    try {
      onFound(await scanOrder(code))
    } catch (error) {
      showToast({ icon: "search", text: problemText(error) })
    }
  }
  const latest = useRef(scan)
  latest.current = scan

  useEffect(() => {
    const burst = new Burst()
    /** Where the first letter fell, and what stood there before. @type {{field: HTMLInputElement | null, text: string}} */
    let before = { field: null, text: "" }
    const key = (/** @type {KeyboardEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (burst.isOver(event.timeStamp)) {
        const field = /** @type {HTMLElement} */ (event.target).closest("input")
        before = { field, text: field?.value ?? "" }
      }
      const code = burst.press(event.key, event.timeStamp)
      if (code === null) return
      // Nobody else takes this Enter for theirs, and the letters go out again from wherever they fell.
      event.preventDefault()
      event.stopImmediatePropagation()
      const { field, text } = before
      if (field && field.id !== "wanted") {
        const without = withoutCode(field.value)
        // A short field did not take all of it.
        putBack(field, without === field.value ? text : without)
      }
      putBack(/** @type {HTMLInputElement | null} */ (document.getElementById("wanted")), "")
      latest.current(code)
    }
    addEventListener("keydown", key, true)
    return () => removeEventListener("keydown", key, true)
  }, [])
  return scan
}

/** @param {HTMLInputElement | null} field @param {string} text */
function putBack(field, text) {
  if (!field?.isConnected || field.value === text) return
  field.value = text
  field.dispatchEvent(new Event("input", { bubbles: true }))
}
