// The route within the admin pages, in the address after «#»: a reload returns to it, and a phone's «Back» closes what
// was opened instead of leaving the page.

import { useEffect, useState } from "../../vendor/preact/standalone.js"

/** @typedef {ReturnType<typeof useHashRoute>} HashRoute */

export function useHashRoute() {
  const [address, setAddress] = useState(read)
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
