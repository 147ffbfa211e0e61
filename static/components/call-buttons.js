// Two buttons with which a guest at a table calls the staff: for a waiter, or for the bill. After a call a button is
// disabled for a minute, since the shop would refuse a second call in that time, and says so.

import { html, useState } from "../vendor/preact/standalone.js"
import { callToTable } from "../lib/api.js"
import { CALL_ICONS } from "../lib/decisions.js"
import { Icon } from "./icon.js"
import { ProblemNote, problemText } from "./problem.js"
import { t } from "./words.js"

/** @import { Message } from "./words.js" */
/** @import { CallWish, Shop } from "../lib/types.js" */

/** The least time between two calls from a table, in milliseconds: the server's. */
const PACE = 60_000

const WISHES = /** @type {CallWish[]} */ (Object.keys(CALL_ICONS))

/** @param {{shop: Shop | null, at: {table_token: string} | {order: string}}} props */
export function CallButtons({ shop, at }) {
  const [called, setCalled] = useState(/** @type {CallWish | ""} */ (""))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  if (!shop?.orders?.guests_may_call) return null
  const rests = busy || called !== ""
  const call = async (/** @type {CallWish} */ wish) => {
    if (rests) return
    setBusy(true)
    setProblem("")
    try {
      await callToTable({ ...at, wish })
      setCalled(wish)
      setTimeout(() => setCalled(""), PACE)
    } catch (error) {
      setProblem(problemText(error))
    }
    setBusy(false)
  }
  return html`
    <div class="call-buttons" role="group" aria-label=${t("call.title")}>
      ${WISHES.map(
        (wish) => html`
        <button key=${wish} type="button" class="button" aria-disabled=${rests ? "true" : undefined}
          onClick=${() => call(wish)}>
        <${Icon} name=${called === wish ? "check" : CALL_ICONS[wish]} />${t(`call.${wish}`)}</button>`,
      )}
      <p role="status">${called && t(`called.${called}`)}</p>
      <${ProblemNote} text=${problem} />
    </div>`
}
