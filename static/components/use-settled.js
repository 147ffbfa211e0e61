// Two quick taps are meant as one. What has just come to lie under the finger takes no tap until it could have been
// seen.

import { useEffect, useState } from "../vendor/preact/standalone.js"

const SEEN_AFTER = 400

/**
 * Whether the same has been shown for a moment. Keys are not held up: they say what they mean.
 * @param {string} shown
 */
export function useSettled(shown) {
  const [settled, setSettled] = useState(shown)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(shown), SEEN_AFTER)
    return () => clearTimeout(timer)
  }, [shown])
  return settled === shown
}
