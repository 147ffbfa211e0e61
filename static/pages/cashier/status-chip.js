// Where the food is, as a small sign: shape, icon and word; colour last.

import { html } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { OrderStatus } from "../../lib/types.js" */

/** @type {Record<OrderStatus, {look: string, icon: string}>} */
const LOOKS = {
  awaiting_payment: { look: "wait", icon: "clock" },
  preparing: { look: "prep", icon: "pan" },
  ready: { look: "ready", icon: "bell" },
  completed: { look: "done", icon: "check" },
  cancelled: { look: "cancelled", icon: "stop" },
}

/** @param {{status: OrderStatus}} props */
export function StatusChip({ status }) {
  const { look, icon } = LOOKS[status]
  return html`<span class=${`chip chip--${look}`}><${Icon} name=${icon} />${t(`status.${status}`)}</span>`
}
