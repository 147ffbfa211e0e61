// Orders from phones and kiosks, paused by the till when the kitchen is full: for some minutes, and back with one tap.

import { html, useState } from "../../vendor/preact/standalone.js"
import { call } from "../../lib/api.js"
import { isOpen } from "../../lib/opening.js"
import { countdown, secondsUntil } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { againWords } from "../../components/opening-words.js"
import { ProblemNote, problemText } from "../../components/problem.js"
import { Sheet } from "../../components/sheet.js"
import { useNow } from "../../components/use-now.js"
import { t } from "../../components/words.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Shop } from "../../lib/types.js" */

const MINUTES = [15, 30, 60]

const pause = (/** @type {number} */ minutes) => call("PUT", "/api/v1/admin/pause", { body: { minutes } })

/**
 * Whether guests can order, and the way to what can be done about it.
 * @param {{shop: Shop, takesMoney: boolean, onOpen: () => void}} props
 */
export function PauseButton({ shop, takesMoney, onOpen }) {
  const { state, until } = shop.opening
  const isPaused = state === "paused"
  const words = html`
    <${Icon} name=${isOpen(shop) ? "clock" : "alert"} />
    ${isPaused && until ? html`<${Left} until=${until} />` : html`<span>${wordsOf(shop)}</span>`}`
  if (takesMoney && (isPaused || isOpen(shop)))
    return html`<button type="button" class=${`button foot__act foot__pause ${isPaused ? "foot__pause--on" : ""}`}
      aria-haspopup="dialog" onClick=${onOpen}>${words}</button>`
  return isOpen(shop) ? null : html`<span class="chip chip--wait">${words}</span>`
}

/** @param {Shop} shop */
function wordsOf(shop) {
  const { state, until } = shop.opening
  if (state === "open") return t("pause.open")
  if (state === "outside_hours" && until) return t("pause.outside", { again: againWords(until, shop) })
  return t("cashier.takes_no_orders")
}

/** @param {{until: string}} props */
function Left({ until }) {
  return html`<span>${t("pause.left", { time: countdown(secondsUntil(until, useNow())) })}</span>`
}

/** @param {{shop: Shop, onClose: () => void}} props */
export function PauseSheet({ shop, onClose }) {
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const [busy, setBusy] = useState(false)
  const { state, until } = shop.opening
  const isPaused = state === "paused" && until !== null
  const ask = async (/** @type {number} */ minutes) => {
    if (busy) return
    setBusy(true)
    try {
      await pause(minutes)
      onClose()
    } catch (error) {
      setProblem(problemText(error))
      setBusy(false)
    }
  }
  return html`
    <${Sheet} title=${isPaused ? t("pause.is_on") : t("pause.open")} onClose=${onClose}>
      <p class="quiet">${isPaused ? t("pause.again", { again: againWords(until, shop) }) : t("pause.help")}</p>
      <${ProblemNote} text=${problem} />
      <div class="pause" aria-busy=${busy ? "true" : undefined}>
        ${MINUTES.map(
          (minutes) => html`
          <button type="button" key=${minutes} class="button button--big" onClick=${() => ask(minutes)}>
            <${Icon} name="clock" />${t("pause.minutes", { n: minutes })}</button>`,
        )}
        ${
          isPaused &&
          html`
          <button type="button" class="button button--primary button--big" onClick=${() => ask(0)}>
            <${Icon} name="check" />${t("pause.end")}</button>`
        }
      </div>
    </${Sheet}>`
}
