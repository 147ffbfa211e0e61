// The tables that call, what for and since when. They stand over every view of the till, since a guest waits during
// a sale, too, and a tap takes one away on all of them.

import { html, useEffect, useRef } from "../../vendor/preact/standalone.js"
import { answerCall } from "../../lib/api.js"
import { CALL_ICONS } from "../../lib/decisions.js"
import { play } from "../../lib/sound.js"
import { Icon } from "../../components/icon.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { useNow } from "../../components/use-now.js"
import { t } from "../../components/words.js"
import { relativeTime } from "./order-row.js"

/** @import { TableCall } from "../../lib/types.js" */

/** While one waits, in milliseconds. */
const RING_EVERY = 30_000

/** @param {{calls: TableCall[], isLive: boolean, onAnswered: (call: TableCall) => void}} props */
export function TableCalls({ calls, isLive, onAnswered }) {
  const now = useNow(10_000)
  useRinging(calls, isLive)
  const words = (/** @type {TableCall} */ { table_number, wish }) =>
    `${t("type.table", { table: table_number })}: ${t(`call.${wish}`)}`
  const answer = (/** @type {TableCall} */ call) =>
    answerCall(call.id).then(
      () => onAnswered(call),
      (error) => showToast({ icon: "alert", text: problemText(error) }),
    )
  return html`
    <p class="sr" role="status">${calls.map(words).join(". ")}</p>
    ${
      calls.length > 0 &&
      html`<ul class="calls" aria-label=${t("calls.title")}>${calls.map(
        (call) => html`
        <li key=${call.id}><button type="button" class="button call" disabled=${!isLive} onClick=${() => answer(call)}>
        <${Icon} name=${CALL_ICONS[call.wish]} /><span><b>${t("type.table", { table: call.table_number })}</b>
        ${` · ${t(`call.${call.wish}`)} · ${relativeTime(call.since, now)}`}</span><${Icon} name="check" />
        <span class="sr">, ${t("calls.answer")}</span></button></li>`,
      )}</ul>`
    }`
}

/**
 * Rings for a call that is new, and again while one waits and can be taken away.
 * @param {TableCall[]} calls @param {boolean} isLive
 */
function useRinging(calls, isLive) {
  const heard = useRef(/** @type {Set<string>} */ (new Set()))
  // With its time, since a shop that was started again counts from 1.
  const waiting = calls.map(({ id, since }) => `${id} ${since}`)
  const newest = waiting.at(-1)
  useEffect(() => {
    if (waiting.some((call) => !heard.current.has(call))) play("new")
    heard.current = new Set(waiting)
    if (!newest || !isLive) return
    const timer = setInterval(() => play("new"), RING_EVERY)
    return () => clearInterval(timer)
  }, [newest, isLive])
}
