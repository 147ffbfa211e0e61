// An order is closed again, and the focus goes back to its row, unless the cashier is typing.

import { useLayoutEffect, useRef } from "../../vendor/preact/standalone.js"

/** @param {string} chosen @param {(uid: string) => void} onChosen @returns {() => void} */
export function useClosing(chosen, onChosen) {
  const closed = useRef("")
  useLayoutEffect(() => {
    if (closed.current && !document.activeElement?.matches("input"))
      document.getElementById(`row-${closed.current}`)?.focus()
    closed.current = ""
  }, [chosen])
  return () => {
    closed.current = chosen
    onChosen("")
  }
}
