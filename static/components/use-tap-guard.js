// Two quick taps are meant as one. What has just come to lie under the finger takes no tap until it could have been
// seen.

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
