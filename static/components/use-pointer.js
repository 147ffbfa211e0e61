// Hides the cursor on a screen that is only read. Moving the mouse shows it for a moment, so that the one button there
// can be found.

import { useEffect } from "../vendor/preact/standalone.js"

const GONE_AFTER = 3_000

export function usePointer() {
  useEffect(() => {
    let timer = 0
    const hide = () => {
      delete document.body.dataset.pointer
    }
    const moved = (/** @type {PointerEvent} */ event) => {
      if (event.pointerType !== "mouse") return
      document.body.dataset.pointer = "moving"
      clearTimeout(timer)
      timer = window.setTimeout(hide, GONE_AFTER)
    }
    addEventListener("pointermove", moved)
    return () => {
      removeEventListener("pointermove", moved)
      clearTimeout(timer)
    }
  }, [])
}
