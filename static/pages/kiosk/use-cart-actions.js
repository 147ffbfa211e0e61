// Actions on the cart: add with a tap, choose in the sheet, change in place, and undo.

import { useEffect, useMemo, useRef, useState } from "../../vendor/preact/standalone.js"
import { asksGuest, countOf, defaultOptions, itemsById, withLine, withReplaced } from "../../lib/cart.js"
import { cartChanges } from "../../lib/menu.js"
import { withLines } from "./visit.js"
import { cartChangesText } from "../../components/cart-changes.js"
import { priceSaid } from "../../components/price-rows.js"
import { showToast } from "../../components/toast.js"
import { message, t } from "../../components/words.js"

/** @import { Message } from "../../components/words.js" */
/** @import { PriceNow } from "../../components/use-price.js" */
/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Menu, MenuItem } from "../../lib/types.js" */
/** @import { Visit } from "./visit.js" */

/**
 * @param {Menu | null} menu
 * @param {Visit} visit
 * @param {(how: (visit: Visit) => Visit) => void} change
 * @param {PriceNow} price
 */
export function useCartActions(menu, visit, change, price) {
  const [opened, setOpened] = useState(/** @type {{item: MenuItem, line?: CartLine} | null} */ (null))
  // For who hears the screen: the cart is elsewhere on it.
  const [said, say] = useState(/** @type {Message | ""} */ (""))
  const items = useMemo(() => (menu ? itemsById(menu) : new Map()), [menu])
  const before = useRef(items)
  // Said when it is drawn, so that the sum is read out as soon as the server has counted it.
  const priced = useRef(price)
  priced.current = price
  const total = () => priceSaid(priced.current)

  useEffect(() => {
    if (!menu || visit.sent) return
    const changes = cartChanges(visit.lines, before.current, menu)
    // A price alone changes nothing of what is sent, and so nothing of its key.
    if (changes.lines.length < visit.lines.length || changes.lines.some((line, at) => line !== visit.lines[at]))
      change((now) => withLines(now, changes.lines))
    if (cartChangesText(changes))
      showToast({
        icon: changes.gone.length > 0 ? "soldout" : "note",
        text: message(() => cartChangesText(changes)),
        seconds: 10,
      })
    if (opened && !items.get(opened.item.id)?.is_available) {
      setOpened(null)
      if (!opened.line) saySoldOut(opened.item)
    }
    before.current = items
  }, [menu, visit.lines, visit.sent])

  /** @param {CartLine} line @param {CartLine} [instead] */
  const put = (line, instead) => {
    const { name } = items.get(line.item)
    change((now) => {
      const at = instead ? now.lines.indexOf(instead) : -1
      const lines = at < 0 ? withLine(now.lines, line) : withReplaced(now.lines, at, line)
      const sums = () => ({ name, n: countOf(lines), total: total() })
      say(message(() => (instead ? t("kiosk.changed", sums()) : t("kiosk.added", sums()))))
      return withLines(now, lines)
    })
  }

  /** @param {CartLine[]} lines */
  const setLines = (lines) => {
    const removed = visit.lines.find((line) => lines.length < visit.lines.length && !lines.includes(line))
    change((now) => withLines(now, lines))
    say(message(() => t("kiosk.now", { n: countOf(lines), total: total() })))
    if (!removed) return
    const undo = () => change((now) => withLines(now, withLine(now.lines, removed)))
    showToast({
      icon: "trash",
      text: message(() => t("kiosk.removed", { name: items.get(removed.item)?.name ?? "" })),
      action: { label: message(() => t("common.undo")), run: undo },
    })
  }

  /** @param {MenuItem} item */
  const tap = (item) => {
    if (!item.is_available) return saySoldOut(item)
    if (asksGuest(item)) return setOpened({ item })
    put({ item: item.id, options: defaultOptions(item), note: "", quantity: 1 })
  }

  return {
    said,
    say,
    setLines,
    tap,
    opened: opened && { ...opened, item: items.get(opened.item.id) ?? opened.item },
    close: () => setOpened(null),
    edit: (/** @type {number} */ at) => setOpened({ item: items.get(visit.lines[at].item), line: visit.lines[at] }),
    done: (/** @type {CartLine} */ line) => {
      put(line, opened?.line)
      setOpened(null)
    },
  }
}

/** @param {MenuItem} item */
function saySoldOut(item) {
  showToast({ icon: "soldout", text: message(() => t("kiosk.is_sold_out", { name: item.name })) })
}
