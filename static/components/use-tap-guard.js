// Ignores taps for a moment after the view changes, so that a double tap does not hit the button that has just replaced
// the first one.

import { useEffect, useState } from "../vendor/preact/standalone.js"

const SEEN_AFTER = 400

/**
 * Whether the same has been shown for a moment. Keys are not held up: they say what they mean.
 * @param {string} shown
 */
export function useTapGuard(shown) {
  const [passed, setPassed] = useState(shown)
  useEffect(() => {
    const timer = setTimeout(() => setPassed(shown), SEEN_AFTER)
    return () => clearTimeout(timer)
  }, [shown])
  return passed === shown
}
