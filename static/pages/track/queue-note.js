// The expected waiting time: the place in the queue, and the usual time at the moment.

import { html } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"
import { useQueue } from "./use-queue.js"

/** @import { Order } from "../../lib/types.js" */

/** @param {{order: Order}} props one that is being made */
export function QueueNote({ order }) {
  const queue = useQueue(true)
  const place = queue?.waiting.indexOf(order.number) ?? -1
  if (!queue || place < 0) return null
  const usual = queue.usual_minutes
  return html`
    <p class="queue-note"><${Icon} name="clock" /><span><b>
    ${place === 0 ? t("track.is_next") : t("track.before", { n: place })}</b>
    ${usual && html`<br />${t("track.usual", usual)}`}</span></p>`
}
