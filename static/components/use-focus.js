// Keeps the keyboard focus: when the focused element disappears, the focus moves to what replaces it.

import { useLayoutEffect, useRef } from "../vendor/preact/standalone.js"

/** For the `ref` of what comes in its place. @param {HTMLElement | null} next */
export const focusIfLost = (next) => {
  if (isLost()) next?.focus({ preventScroll: true })
}

export const isLost = () => document.activeElement === document.body || document.activeElement === null

/** For the `ref` of a heading with `tabindex="-1"`. */
export function useFocusIfLost() {
  const heading = useRef(/** @type {HTMLElement | null} */ (null))
  useLayoutEffect(() => focusIfLost(heading.current), [])
  return heading
}
