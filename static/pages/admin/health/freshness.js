// Whether the health shown is current, since the machine that is asked may be the one that is failing.

import { html } from "../../../vendor/preact/standalone.js"
import { clockTime, serverNow } from "../../../lib/time.js"
import { Icon } from "../../../components/icon.js"
import { useLocalNow } from "../../../components/use-now.js"
import { language, t } from "../../../components/words.js"

/** @import { Seen } from "./use-health.js" */

/** @param {{seen: Seen}} props */
export function Freshness({ seen: { health, seenAt, answers } }) {
  const seconds = Math.max(0, Math.floor((useLocalNow() - seenAt) / 1000))
  if (!answers || !health) return null
  return html`<p class="freshness quiet"><${Icon} name="live" small />
  ${seconds < 2 ? t("health.fresh") : t("health.fresh_ago", { n: seconds })}</p>`
}

/** @param {{seen: Seen, zone?: string}} props */
export function NoAnswer({ seen: { health, seenAt, answers }, zone }) {
  // On the shop's clock, as every other time on the screen.
  const time = clockTime(seenAt + serverNow() - Date.now(), language(), zone)
  return html`
    <div class="no-answer" role="status">
      ${
        !answers &&
        html`<div class="banner banner--danger"><${Icon} name="offline" /><p><b>
      ${t("health.no_answer")}</b> ${health ? t("health.no_answer.help", { time }) : t("health.no_answer.never")}</p>
      </div>`
      }
    </div>`
}
