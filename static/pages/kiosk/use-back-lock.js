// Keeps the kiosk on its page: no new tab, no download, and Back is one step back within the visit.

import { useEffect, useRef } from "../../vendor/preact/standalone.js"

// The state of an extra entry in the browser's history, between this page and the one before.
const HELD = "kiosk"

/** @param {() => void} onBack */
export function useBackLock(onBack) {
  const latest = useRef(onBack)
  latest.current = onBack
  useEffect(() => {
    const hold = () => {
      if (history.state !== HELD) history.pushState(HELD, "")
    }
    const back = () => {
      hold()
      latest.current()
    }
    const no = (/** @type {Event} */ event) => event.preventDefault()
    hold()
    addEventListener("popstate", back)
    // Browsers skip history entries without a user gesture.
    addEventListener("pointerdown", hold)
    for (const kind of ["contextmenu", "dragstart"]) addEventListener(kind, no)
    return () => {
      removeEventListener("popstate", back)
      removeEventListener("pointerdown", hold)
      for (const kind of ["contextmenu", "dragstart"]) removeEventListener(kind, no)
    }
  }, [])
}
