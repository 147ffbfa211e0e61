// A long press on a button does something else than a tap; a moving finger scrolls and does neither.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"

const HELD_AFTER = 600
const STILL_WITHIN = 12 // pixels

/** @param {(() => void) | undefined} onHold @param {() => void} onTap */
export function useLongPress(onHold, onTap) {
  const [pressing, setPressing] = useState(false)
  const press = useRef({ timer: 0, x: 0, y: 0, held: false })
  const latest = useRef(onHold)
  latest.current = onHold

  const stop = () => {
    clearTimeout(press.current.timer)
    setPressing(false)
  }
  useEffect(() => stop, [])

  const handlers = {
    onPointerDown: (/** @type {PointerEvent} */ event) => {
      press.current.held = false
      if (!latest.current || event.button !== 0 || !event.isPrimary) return
      Object.assign(press.current, { x: event.clientX, y: event.clientY })
      clearTimeout(press.current.timer)
      press.current.timer = window.setTimeout(() => {
        press.current.held = true
        setPressing(false)
        navigator.vibrate?.(40)
        latest.current?.()
      }, HELD_AFTER)
      setPressing(true)
    },
    onPointerMove: (/** @type {PointerEvent} */ event) => {
      if (Math.hypot(event.clientX - press.current.x, event.clientY - press.current.y) > STILL_WITHIN) stop()
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onPointerLeave: stop,
    // The menu a phone opens under a resting finger would take the finger away.
    onContextMenu: (/** @type {Event} */ event) => event.preventDefault(),
    onKeyDown: (/** @type {KeyboardEvent} */ event) => {
      press.current.held = false
      // A key that is held down is meant once.
      if (event.repeat) event.preventDefault()
    },
    // The click that ends a long press is part of it.
    onClick: () => {
      if (press.current.held) press.current.held = false
      else onTap()
    },
  }
  return { pressing, handlers }
}
