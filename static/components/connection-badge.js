// Shows whether this screen is current. It is on every screen, so that stale data is never taken for fresh.

import { html } from "../vendor/preact/standalone.js"
import { Icon } from "./icon.js"
import { useLocalNow } from "./use-now.js"
import { t } from "./words.js"

/** @import { LiveState } from "../lib/live/freshness.js" */

/** @param {{state: LiveState}} props */
export function ConnectionBadge({ state }) {
  const now = useLocalNow()
  if (state.name === "live")
    return html`<span class="connection-badge connection-badge--on"><${Icon} name="live" />${t("live.on")}</span>`
  if (state.name === "slow")
    return html`<span class="connection-badge connection-badge--slow"><${Icon} name="slow" />${t("live.slow")}</span>`
  if (state.name === "signed-out" || state.name === "gone") return null
  const n = Math.max(0, Math.floor((now - state.lostAt) / 1000))
  return html`<span class="connection-badge connection-badge--off">
    <${Icon} name="reconnect" />${t("live.off", { n })}</span>`
}
