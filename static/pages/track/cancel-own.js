// The customer's own cancellation. It is sent after a few seconds, so that a tap by mistake can be undone.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { cancelOwnOrder, Refusal } from "../../lib/api.js"
import { Icon } from "../../components/icon.js"
import { ProblemNote, problemText } from "../../components/problem.js"
import { useLocalNow } from "../../components/use-now.js"
import { t } from "../../components/words.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Order } from "../../lib/types.js" */

const SECONDS_TO_THINK = 5

/** @param {{order: Order, onOrder: (order: Order) => void}} props */
export function CancelOwn({ order, onOrder }) {
  const [at, setAt] = useState(0)
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const left = Math.ceil((at - useLocalNow(250)) / 1000)
  // One button takes the other's place: the focus stays on it.
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null))
  const touched = useRef(false)
  const thinking = at > 0
  useLayoutEffect(() => {
    if (touched.current) button.current?.focus()
  }, [thinking])
  const begin = () => {
    touched.current = true
    setAt(Date.now() + SECONDS_TO_THINK * 1000)
  }

  useEffect(() => {
    if (at === 0 || left > 0) return
    setAt(0)
    cancelOwnOrder(order.uid).then(onOrder, (error) => {
      setProblem(problemText(error))
      // The staff were quicker: the answer says where the order is now.
      if (error instanceof Refusal && error.problem.order) onOrder(error.problem.order)
    })
  }, [at, left])

  if (thinking) {
    return html`
      <div class="banner banner--danger">
        <p role="status">${t("track.cancelling")} <b aria-hidden="true">${left}</b></p>
        <button type="button" class="button" ref=${button} onClick=${() => setAt(0)}><${Icon} name="undo" />
        ${t("common.undo")}</button>
      </div>`
  }
  return html`
    <${ProblemNote} text=${problem} />
    <button type="button" class="button button--danger" ref=${button} onClick=${begin}>
      <${Icon} name="close" />${t("track.cancel")}
    </button>`
}
