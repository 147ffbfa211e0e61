// The three steps of an order, each with icon, word and shape; colour only repeats them.

import { html } from "../../vendor/preact/standalone.js"
import { isUnsent } from "../../lib/decisions.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { OrderStatus } from "../../lib/types.js" */

/** The steps in their order; an end is none. @type {Record<OrderStatus, string | null>} */
const ICONS = { awaiting_payment: "cash", preparing: "pan", ready: "bell", completed: null, cancelled: null }
const STEPS = /** @type {OrderStatus[]} */ (Object.keys(ICONS)).flatMap((status) => {
  const icon = ICONS[status]
  return icon ? [{ status, icon }] : []
})

/** @param {{status: OrderStatus, paid: boolean}} props */
export function StatusSteps({ status, paid }) {
  const here = STEPS.findIndex((step) => step.status === status)
  // Once this step is past, no payment is awaited: it was paid, or will be when the food is picked up.
  return html`
    <ol class="status-steps" aria-label=${t("track.steps")}>
      ${STEPS.map((step, at) => {
        const look = at < here ? "past" : at === here ? `now ${isUnsent(step) ? "now--wait" : ""}` : ""
        return html`
          <li key=${step.status} class=${look} aria-current=${at === here ? "step" : undefined}>
            <span class="dot"><${Icon} name=${at < here ? "check" : step.icon} /></span>
            ${label(step.status, at < here, paid)}
          </li>`
      })}
    </ol>`
}

/**
 * What a step is called: a payment that is behind is not awaited.
 * @param {OrderStatus} status
 * @param {boolean} behind
 * @param {boolean} paid
 */
function label(status, behind, paid) {
  if (!isUnsent({ status }) || !behind) return t(`status.${status}`)
  return paid ? t("track.step.paid") : t("track.step.received")
}
