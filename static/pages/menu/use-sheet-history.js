// Makes «Back» close the topmost sheet before it leaves the page. Each open sheet has an entry in the browser's
// history. An order is sent from a sheet, and the order's page takes over that entry, so that «Back» from there leads
// to the menu.

import { useEffect, useRef } from "../../vendor/preact/standalone.js"

/** @param {number} open sheets over the page @param {() => void} closeTop */
export function useSheetHistory(open, closeTop) {
  const entries = useRef(0)
  const close = useRef(closeTop)
  close.current = closeTop
  useEffect(() => {
    for (; entries.current < open; entries.current += 1) history.pushState({ sheets: entries.current + 1 }, "")
    const over = entries.current - open
    entries.current = open
    if (over > 0) history.go(-over)
  }, [open])
  useEffect(() => {
    // A page that was loaded again begins without sheets, on every route.
    if (history.state?.sheets) history.replaceState(null, "")
    const moved = (/** @type {PopStateEvent} */ event) => {
      const there = event.state?.sheets ?? 0
      for (; entries.current > there; entries.current -= 1) close.current()
    }
    addEventListener("popstate", moved)
    return () => removeEventListener("popstate", moved)
  }, [])
}
