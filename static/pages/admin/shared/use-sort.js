// Sorting by dragging a grip, with finger or mouse, or with the arrow keys. While one row is dragged the others only
// move aside; the page is drawn again when it is released, so that nothing slips from under the finger.

import { useEffect, useLayoutEffect, useRef } from "../../../vendor/preact/standalone.js"

/** @typedef {ReturnType<typeof useSort>} Sort */

// This close to the edge of what scrolls, it scrolls, so many pixels a frame.
const EDGE = 64
const SPEED = 9

/**
 * @param {object} options
 * @param {number} [options.first] the first position something may be moved to
 * @param {(from: number, to: number) => void} options.onMove
 */
export function useSort({ first = 0, onMove }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null))
  const latest = useRef(onMove)
  latest.current = onMove
  const stop = useRef(() => {})
  /** Where everything was before a move by keys, and which tool of which row has the focus. */
  const before = useRef(/** @type {{tops: Map<Element, number>, focus: HTMLElement | null} | null} */ (null))
  const rows = () => /** @type {HTMLElement[]} */ ([...(list.current?.children ?? [])])

  useEffect(() => () => stop.current(), [])
  useLayoutEffect(() => {
    const was = before.current
    if (!was) return
    before.current = null
    // A row that is put elsewhere in the page loses the focus.
    was.focus?.focus({ preventScroll: true })
    was.focus?.scrollIntoView({ block: "nearest" })
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return
    for (const [row, top] of was.tops) glide(row, top)
  })

  /** Moves one by one position, or to an end. @param {number} from @param {number} to */
  const step = (from, to) => {
    if (to < first || to >= rows().length || to === from) return
    before.current = {
      tops: new Map(rows().map((row) => [row, row.offsetTop])),
      focus: /** @type {HTMLElement | null} */ (document.activeElement),
    }
    latest.current(from, to)
  }

  return {
    list,
    step,
    /** For the grip of the row at this position. @param {number} at */
    grip: (at) => ({
      onPointerDown: (/** @type {PointerEvent} */ event) => {
        if (event.button === 0)
          stop.current = drag(event, at, rows(), first, (to) => to !== at && latest.current(at, to))
      },
      onKeyDown: (/** @type {KeyboardEvent} */ event) => {
        const way = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0
        if (!way) return
        event.preventDefault()
        step(at, at + way)
      },
    }),
  }
}

/** @param {Element} row @param {number} top */
function glide(row, top) {
  const by = top - /** @type {HTMLElement} */ (row).offsetTop
  if (by)
    row.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], { duration: 140, easing: "ease-out" })
}

/**
 * Follows one pointer from its press to its release; answers how to break off.
 * @param {PointerEvent} press
 * @param {number} from
 * @param {HTMLElement[]} rows as they are now; they stay so until the release
 * @param {number} first
 * @param {(to: number) => void} drop
 */
function drag(press, from, rows, first, drop) {
  const grip = /** @type {HTMLElement} */ (press.currentTarget)
  const row = rows[from]
  const scroller = grip.closest(".sheet__body") ?? /** @type {Element} */ (document.scrollingElement)
  const scrolledAt = scroller.scrollTop
  const boxes = rows.map((each) => each.getBoundingClientRect())
  // How far the others move aside: the height of the dragged row and the gap after it.
  const room =
    (boxes[from + 1]?.top ?? 2 * boxes[from].bottom - (boxes[from - 1]?.bottom ?? boxes[from].top)) - boxes[from].top
  let [y, to, frame] = [press.clientY, from, 0]

  const show = () => {
    const by = y - press.clientY + scroller.scrollTop - scrolledAt
    const middle = (boxes[from].top + boxes[from].bottom) / 2 + by
    const above = boxes.filter((box, at) => at !== from && (box.top + box.bottom) / 2 < middle).length
    to = Math.max(first, above)
    row.style.transform = `translateY(${by}px)`
    rows.forEach((each, at) => {
      if (at === from) return
      const aside = at > from && at <= to ? -room : at < from && at >= to ? room : 0
      each.style.transform = aside ? `translateY(${aside}px)` : ""
    })
  }
  const scroll = () => {
    const { top, bottom } =
      scroller === document.scrollingElement ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect()
    if (y < top + EDGE) scroller.scrollTop -= SPEED
    else if (y > bottom - EDGE) scroller.scrollTop += SPEED
    show()
    frame = requestAnimationFrame(scroll)
  }
  const end = () => {
    cancelAnimationFrame(frame)
    for (const [name, run] of Object.entries(heard)) removeEventListener(name, run)
    row.closest("[data-sort]")?.removeAttribute("data-sorting")
    row.classList.remove("dragged")
    for (const each of rows) each.style.transform = ""
  }
  /** @type {Record<string, (event: any) => void>} */
  const heard = {
    pointermove: (event) => {
      if (event.pointerId === press.pointerId) y = event.clientY
    },
    pointerup: (event) => {
      if (event.pointerId === press.pointerId) {
        show()
        end()
        drop(to)
      }
    },
    pointercancel: (event) => {
      if (event.pointerId === press.pointerId) end()
    },
    keydown: (event) => {
      if (event.key === "Escape") {
        event.preventDefault()
        end()
      }
    },
  }
  for (const [name, run] of Object.entries(heard)) addEventListener(name, run)
  row.closest("[data-sort]")?.setAttribute("data-sorting", "")
  row.classList.add("dragged")
  grip.setPointerCapture(press.pointerId)
  frame = requestAnimationFrame(scroll)
  return end
}
