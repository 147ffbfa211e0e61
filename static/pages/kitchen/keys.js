// Keyboard control: digits from a keyboard or a bump bar, and arrows between tickets and lines.

import { useEffect, useLayoutEffect, useRef } from "../../vendor/preact/standalone.js"
import { BURST_GAP, typing } from "../../lib/scanner.js"

const STEPS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
})

/** @param {(index: number) => void} onBump digits 1 to 9 */
export function useKeys(onBump) {
  const latest = useRef(onBump)
  latest.current = onBump
  useEffect(() => {
    let waiting = 0
    const key = (/** @type {KeyboardEvent} */ event) => {
      // With another key right before or behind it, a digit is part of something else, as of a code that was scanned
      // into the wrong window. What a digit does takes a ticket away, so it waits until it stands alone.
      clearTimeout(waiting)
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return
      // The same digit twice is typed by a person in a hurry, who means it once.
      const isAlone = [...typing.text].every((each) => each === event.key) && !typing.isMachines
      if (/^[1-9]$/.test(event.key) && !event.repeat && isAlone) {
        waiting = window.setTimeout(() => latest.current(Number(event.key)), BURST_GAP)
      }
      if (event.key in STEPS && walk(...STEPS[event.key])) event.preventDefault()
    }
    addEventListener("keydown", key)
    return () => {
      clearTimeout(waiting)
      removeEventListener("keydown", key)
    }
  }, [])
}

const cards = () => [...document.querySelectorAll(".tickets .ticket")]
const buttonsOf = (/** @type {Element} */ card) => /** @type {HTMLElement[]} */ ([...card.querySelectorAll("button")])

/** @param {number} aside @param {number} down @returns {boolean} whether the arrow was ours */
function walk(aside, down) {
  const at = document.activeElement
  const card = at?.closest(".ticket")
  // In the tabs and buttons above, arrows keep their usual meaning.
  if (!card && at !== document.body) return false
  const all = cards()
  if (all.length === 0) return false
  const index = card ? all.indexOf(card) : -1
  if (!card) focusOn(all[0], 0)
  else if (aside !== 0) focusOn(all[Math.min(all.length - 1, Math.max(0, index + aside))], 0)
  else focusOn(card, Math.max(0, buttonsOf(card).indexOf(/** @type {HTMLElement} */ (at)) + down))
  return true
}

/** @param {Element} card @param {number} button */
function focusOn(card, button) {
  const buttons = buttonsOf(card)
  buttons[Math.min(buttons.length - 1, button)]?.focus()
}

/** When the card with the focus goes, the focus goes to the one that takes its index. @param {string} shown */
export function useFocusStays(shown) {
  const index = useRef(-1)
  useEffect(() => {
    const see = () => {
      const card = document.activeElement?.closest(".tickets .ticket")
      index.current = card ? cards().indexOf(card) : -1
    }
    addEventListener("focusin", see)
    return () => removeEventListener("focusin", see)
  }, [])
  useLayoutEffect(() => {
    const all = cards()
    if (index.current < 0 || document.activeElement !== document.body || all.length === 0) return
    focusOn(all[Math.min(all.length - 1, index.current)], 0)
  }, [shown])
}
