// New orders ring until somebody opens them.

import { useEffect, useState } from "../../vendor/preact/standalone.js"
import { play } from "../../lib/sound.js"

const RING_EVERY = 6_000

export function useAlarm() {
  const [ringing, setRinging] = useState(/** @type {Set<string>} */ (new Set()))
  useEffect(() => {
    if (ringing.size === 0) return
    play("new")
    const timer = setInterval(() => play("new"), RING_EVERY)
    return () => clearInterval(timer)
  }, [ringing])
  return {
    ringing,
    ring: (/** @type {string} */ uid) => setRinging((now) => new Set(now).add(uid)),
    hush: (/** @type {string} */ uid) => setRinging((now) => (now.has(uid) ? new Set([...now].filter((each) => each !== uid)) : now)),
  }
}
