// The route within the admin pages, in the address after «#»: a reload returns to it, and a phone's «Back» closes what
// was opened instead of leaving the page. With a deleted row what opened its sheet is gone, too: the focus goes to what
// is next.

import { useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { isLost } from "../../components/use-focus.js"

/** @typedef {ReturnType<typeof useHashRoute>} HashRoute */

export function useHashRoute() {
  const [address, setAddress] = useState(read)
  /** What had the focus when the view was opened, and what Tab leads to after it. @type {{current: HTMLElement[]}} */
  const candidates = useRef([])
  useLayoutEffect(() => {
    if (address.includes("/")) return
    for (const candidate of candidates.current) if (isLost()) candidate.focus()
    candidates.current = []
  }, [address])
  useEffect(() => {
    const moved = () => setAddress(read())
    addEventListener("popstate", moved)
    return () => removeEventListener("popstate", moved)
  }, [])
  const [section = "", kind = "", id = "", more = ""] = address.split("/")
  return {
    section: section || "today",
    kind,
    id,
    more,
    address,
    /** @param {string} to */
    open: (to) => {
      if (!address.includes("/")) candidates.current = fromHere()
      history.pushState({ opened: true }, "", `#${to}`)
      setAddress(to)
    },
    /** To another view of the same route, which «Back» does not go through one by one. @param {string} to */
    replace: (to) => {
      history.replaceState(history.state, "", `#${to}`)
      setAddress(to)
    },
    /** @param {string} to the route one level up, for pages opened by address */
    close: (to) => {
      if (history.state?.opened) return history.back()
      history.replaceState(null, "", `#${to}`)
      setAddress(to)
    },
  }
}

const read = () => location.hash.slice(1)

function fromHere() {
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("a[href], button, input, select, textarea")])
  const here = all.indexOf(/** @type {HTMLElement} */ (document.activeElement))
  return here < 0 ? [] : all.slice(here)
}
