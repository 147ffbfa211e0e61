// Grey over data that may be stale, with the time since when. Put it into the pane it covers, and make the actions
// under it inert.

import { html } from "../vendor/preact/standalone.js"
import { clockTime, serverNow } from "../lib/time.js"
import { Icon } from "./icon.js"
import { STAFF_STALE_AFTER } from "./use-live.js"
import { useLocalNow } from "./use-now.js"
import { language, t } from "./words.js"

/** @import { LiveState } from "../lib/live/freshness.js" */

/** @param {LiveState} state */
export function useStale(state) {
  const now = useLocalNow()
  return (state.name === "reconnecting" || state.name === "connecting") && now - state.lostAt >= STAFF_STALE_AFTER
}

/**
 * @param {{state: LiveState, timeZone?: string, text?: string}} props words of its own say it to somebody who does not
 *   work here
 */
export function StaleOverlay({ state, timeZone, text }) {
  if (!useStale(state)) return null
  // On the shop's clock, as every other time on the screen.
  const since = state.lostAt + serverNow() - Date.now()
  return html`
    <div class="stale-overlay" role="status">
      <p><${Icon} name="offline" />${text ?? t("live.stale", { time: clockTime(since, language(), timeZone) })}</p>
    </div>`
}
