// The counter without a pointer: keys that work with every focus, and arrows that walk along orders and dishes.

import { useLayoutEffect } from "../../vendor/preact/standalone.js"

/**
 * @param {object} options
 * @param {boolean} options.asleep what is shown may be old: nothing is done with it
 * @param {boolean} options.paying figures are money, and Enter and Escape belong to the payment
 * @param {boolean} options.tappable whether what Enter would do could have been seen by now
 * @param {() => void} options.onSale
 * @param {() => void} options.onEscape
 */
export function useKeys({ asleep, paying, tappable, onSale, onEscape }) {
  // With the screen itself and not a moment later: a quick finger meets what it sees.
  useLayoutEffect(() => {
    const key = (/** @type {KeyboardEvent} */ event) => {
      const target = /** @type {HTMLElement} */ (event.target)
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        document.querySelector("dialog[open]")
      )
        return
      const field = target.closest("input, textarea, select")
      if (event.key.startsWith("Arrow")) {
        if (!asleep && !paying && (!field || (field.id === "wanted" && /Up|Down/.test(event.key))) && walk(event.key))
          event.preventDefault()
        return
      }
      if (field) return
      if (event.key === "/") goTo(wanted())
      else if (event.key === "+" && !paying) onSale()
      else if (event.key === "Escape" && !paying) onEscape()
      else if (event.key === "Enter" && !paying && !asleep && !target.closest("button, a")) {
        // Held down, or the second of two quick ones: it came before one could read what it would do.
        if (!event.repeat && tappable) mainAct()?.click()
      } else {
        // The field takes the focus before the letter is written, so that the letter lands in it and none is lost.
        if (/^[a-z\d]$/i.test(event.key) && !(paying && /\d/.test(event.key))) goTo(wanted())
        return
      }
      event.preventDefault()
    }
    addEventListener("keydown", key)
    return () => removeEventListener("keydown", key)
  })
}

const wanted = () => /** @type {HTMLInputElement | null} */ (document.getElementById("wanted"))

/** @param {HTMLInputElement | null} field */
function goTo(field) {
  field?.focus()
  field?.select()
}

export function leaveField() {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}

/** The one thing to do now, as it lies at the bottom right. */
export function mainAct() {
  return seen(".actions__main")[0]
}

/** The first dish that is shown and can be had. */
export function firstDish() {
  return seen(".tile:not(.tile--sold)")[0]
}

/** @param {string} what @returns {HTMLElement[]} */
function seen(what) {
  return [...document.querySelectorAll(what)]
    .filter((each) => each instanceof HTMLElement && each.offsetParent !== null)
    .map((each) => /** @type {HTMLElement} */ (each))
}

/** The first order that is shown. */
export function firstRow() {
  return seen(".row__open")[0]
}

/** To the next order or dish in that direction; says whether there was anything to walk along. @param {string} arrow */
function walk(arrow) {
  const all = seen(".row__open, .tile")
  const here = all.indexOf(/** @type {HTMLElement} */ (document.activeElement))
  if (here < 0) {
    if (/Left|Right/.test(arrow) || all.length === 0) return false
    const first = all.find((each) => each.closest("[aria-current]")) ?? all[0]
    return step(first)
  }
  if (/Left|Right/.test(arrow)) return all[0].matches(".tile") && step(all[here + (arrow === "ArrowRight" ? 1 : -1)])
  return step(nearest(all, all[here].getBoundingClientRect(), arrow === "ArrowDown"))
}

/**
 * The one straight below or above: the next line of the grid, and there the closest.
 * @param {HTMLElement[]} all
 * @param {DOMRect} from
 * @param {boolean} down
 */
function nearest(all, from, down) {
  let best,
    least = Infinity
  for (const each of all) {
    const { top, left } = each.getBoundingClientRect()
    const away = down ? top - from.top : from.top - top
    // A line further counts for more than any way sideways.
    const far = away * 100 + Math.abs(left - from.left)
    if (away > 1 && far < least) [best, least] = [each, far]
  }
  return best
}

/** @param {HTMLElement | undefined} to */
function step(to) {
  to?.focus()
  to?.scrollIntoView({ block: "nearest" })
  return true
}
