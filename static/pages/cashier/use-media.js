// Whether the screen is such as a media query says, also after it was turned or its window resized.

import { useEffect, useState } from "../../vendor/preact/standalone.js"

/** @param {string} query @returns {boolean} */
export function useMedia(query) {
  const [fits, setFits] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const look = () => setFits(list.matches)
    list.addEventListener("change", look)
    look()
    return () => list.removeEventListener("change", look)
  }, [query])
  return fits
}
