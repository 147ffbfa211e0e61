// The server's time, updated as often as the page needs for a countdown.

import { useEffect, useState } from "../vendor/preact/standalone.js"
import { serverNow } from "../lib/time.js"

/** @param {number} [every] milliseconds */
export function useNow(every = 1_000) {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

/** This device's own clock, for spans that begin and end here. @param {number} [every] milliseconds */
export function useLocalNow(every = 1_000) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  // A compared time may be newer than the last tick.
  return Math.max(now, Date.now())
}
