// The item whose choices are asked for: over the screen, or on a wide till next to the dishes and the sale. There both
// stay in sight, and the next tap takes along what was chosen; what must still be chosen is asked for, so that nothing
// that was tapped is lost.

import { useRef, useState } from "../../vendor/preact/standalone.js"
import { defaultOptions, itemsById, needsChoice, withReplaced } from "../../lib/cart.js"
import { useMedia } from "./use-media.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Menu, MenuItem } from "../../lib/types.js" */
/** @import { RoundNow } from "./use-round.js" */
/** @import { SaleNow } from "./use-sale.js" */
/** @import { Step } from "./sale.js" */

/** As `sale--choosing` in the stylesheet. */
const HAS_ROOM = "(min-width: 80rem)"

/** `at` of a line that is changed; `turn` tells one opening from the next. */
/** @typedef {{item: MenuItem, at?: number, turn: number}} Opened */

/**
 * @param {object} options
 * @param {SaleNow | RoundNow} options.cart
 * @param {Menu | null} options.menu
 * @param {Step} options.step
 * @param {(step: Step) => void} options.onStep
 */
export function useChoices({ cart, menu, step, onStep }) {
  const [opened, setOpened] = useState(/** @type {Opened | null} */ (null))
  const inPane = useMedia(HAS_ROOM)
  const turn = useRef(0)
  /** Takes over what is chosen; says whether that could be done. @type {{current: (() => boolean) | null}} */
  const act = useRef(null)
  const items = menu ? itemsById(menu) : new Map()

  const open = (/** @type {MenuItem} */ item, /** @type {number} */ at) => {
    turn.current += 1
    setOpened({ item, at: at < 0 ? undefined : at, turn: turn.current })
    // The sale stays in sight, and not its money.
    if (inPane && step === "pay") onStep("dishes")
  }
  const settle = () => !opened || !act.current || act.current()
  return {
    item: opened && /** @type {MenuItem} */ (items.get(opened.item.id) ?? opened.item),
    line: opened?.at === undefined ? undefined : cart.lines[opened.at],
    key: opened?.turn,
    inPane,
    act,
    settle,
    tap: (/** @type {MenuItem} */ item) => {
      if (!settle()) return
      if (needsChoice(item)) return open(item, -1)
      cart.add({ item: item.id, options: defaultOptions(item), note: "", quantity: 1 })
      onStep("dishes")
    },
    edit: (/** @type {number} */ at) => {
      const item = items.get(cart.lines[at].item)
      if (item) open(item, at)
    },
    done: (/** @type {CartLine} */ line) => {
      if (opened?.at === undefined) cart.add(line)
      else cart.setLines(withReplaced(cart.lines, opened.at, line))
      setOpened(null)
      onStep(opened?.at === undefined ? "dishes" : step)
    },
    close: () => setOpened(null),
  }
}
