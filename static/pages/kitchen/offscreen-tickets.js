// Tells of tickets out of sight: how many wait below, and above all one that is cancelled or has lost a dish.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { isCancelled } from "../../lib/decisions.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { Order } from "../../lib/types.js" */

/**
 * @param {object} props
 * @param {Order[]} props.cards in the order they lie
 * @param {(order: Order) => boolean} props.isOff whether it, or a dish of it, is not to be made any more
 * @param {boolean} props.stale
 */
export function OffscreenTickets({ cards, isOff, stale }) {
  const [hidden, setHidden] = useState(/** @type {Map<string, "above" | "below">} */ (new Map()))
  const shown = cards.map((order) => `${order.uid} ${order.status}`).join()
  useEffect(() => {
    const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".tickets .ticket")])
    // When one comes or goes, all are measured: after a jump one may be above that was below, and was never seen
    // between.
    const seen = new IntersectionObserver(() => setHidden(new Map(all.flatMap((card) => sideOf(card)))))
    for (const card of all) seen.observe(card)
    return () => seen.disconnect()
  }, [shown])

  const off = cards.find((order) => isOff(order) && hidden.has(order.uid))
  const below = cards.filter((order) => hidden.get(order.uid) === "below")
  const target = off ?? below[0]
  if (!target) return null
  return html`
    <button type="button" inert=${stale} class=${`button offscreen-tickets ${off ? "button--danger" : ""}`}
      onClick=${() => scrollToTicket(target.uid)}>
      <${Icon} name=${off ? "stop" : flowsSideways() ? "right" : "down"} />
      ${
        !off
          ? t("kitchen.more_below", { n: below.length })
          : isCancelled(off) && !off.merged_into
            ? t("kitchen.is_cancelled", { number: off.number })
            : t("kitchen.is_partly_off", { number: off.number })
      }
    </button>`
}

/** @param {HTMLElement} card @returns {[string, "above" | "below"][]} nothing when any of it can be seen */
function sideOf(card) {
  const { top, bottom, left, right } = card.getBoundingClientRect()
  const pane = card.parentElement?.getBoundingClientRect()
  const uid = card.dataset.uid ?? ""
  const [low, far] = [
    Math.min(innerHeight, pane?.bottom ?? innerHeight),
    Math.min(innerWidth, pane?.right ?? innerWidth),
  ]
  if (top >= low || left >= far) return [[uid, "below"]]
  return bottom <= Math.max(0, pane?.top ?? 0) || right <= Math.max(0, pane?.left ?? 0) ? [[uid, "above"]] : []
}

/** Whether tickets go on at the right, column after column; on a narrow screen they go on below. */
const flowsSideways = () => matchMedia("(min-width: 62.01rem)").matches

/** A mouse has one wheel, and it turns the way the tickets go. @param {WheelEvent} event */
export function turnWheel(event) {
  if (flowsSideways() && !event.deltaX)
    /** @type {HTMLElement} */ (event.currentTarget).scrollLeft += event.deltaY
}

/** @param {string} uid */
export function scrollToTicket(uid) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
  document
    .querySelector(`.tickets [data-uid="${uid}"]`)
    ?.scrollIntoView({ block: "start", inline: "start", behavior: calm ? "auto" : "smooth" })
}
