// Repeats a tone while a cancelled dish is not acknowledged: a cook who did not hear the first goes on cooking it.

import { useEffect } from "../../vendor/preact/standalone.js"
import { ring } from "./ring.js"

const AGAIN_AFTER = 30_000

/** @param {boolean} isWanted whether anything that this screen shows waits for it */
export function useReminder(isWanted) {
  useEffect(() => {
    if (!isWanted) return
    const timer = setInterval(() => ring("cancelled"), AGAIN_AFTER)
    return () => clearInterval(timer)
  }, [isWanted])
}
