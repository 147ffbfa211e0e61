// Keeps the keyboard focus: when the focused element disappears, the focus moves to what replaces it.

import { useLayoutEffect, useRef } from "../vendor/preact/standalone.js"

/** For the `ref` of a heading with `tabindex="-1"`. */
export function useFocusIfLost() {
  const heading = useRef(/** @type {HTMLElement | null} */ (null))
  useLayoutEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null)
      heading.current?.focus({ preventScroll: true })
  }, [])
  return heading
}
