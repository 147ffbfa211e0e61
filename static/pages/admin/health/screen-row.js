// The row of one screen: who is signed in, whether it is connected, and how far behind it is.

import { html } from "../../../vendor/preact/standalone.js"
import { figures } from "../shared/number.js"
import { clockTime } from "../../../lib/time.js"
import { Icon } from "../../../components/icon.js"
import { language, t } from "../../../components/words.js"
import { ROLE_ICONS } from "../shared/role-field.js"
import { stateOf } from "./findings.js"

/** @import { ScreenHealth } from "../../../lib/types.js" */

/** @param {{screen: ScreenHealth, zone?: string}} props */
export function ScreenRow({ screen, zone }) {
  const { room, name, address, last_seen } = screen
  const state = stateOf(screen)
  const time = clockTime(last_seen, language(), zone)
  return html`
    <li class="entry">
      <span class="entry__sign"><${Icon} name=${ROLE_ICONS[room]} /></span>
      <div class="entry__text">
        <h4 class="entry__title"><span class="entry__name">${name ?? t(`role.${room}`)}</span></h4>
        <p class="quiet">${[name ? t(`role.${room}`) : "", address].filter(Boolean).join(" · ")}</p>
        ${screen.connected && html`<p class="quiet">${placeOf(screen)}</p>`}
      </div>
      ${
        state === "on"
          ? html`<span class="entry__now"><${Icon} name="live" small />${t("screen.on")}</span>`
          : html`<span class="chip chip--wait"><${Icon} name=${state === "lost" ? "offline" : "slow"} />
          ${t(`screen.${state}`, { time })}</span>`
      }
    </li>`
}

/** What it is called in a sentence. @param {ScreenHealth} screen */
export function nameOf({ room, name }) {
  const what = t(`role.${room}`)
  return name && name !== what ? `${what} (${name})` : what
}

/** @param {ScreenHealth} screen */
function placeOf({ seq, behind, delay_ms }) {
  const number = (/** @type {number} */ n) => figures(n, language())
  return [
    behind === null ? "" : behind === 0 ? t("health.up_to_date") : t("health.behind", { n: number(behind) }),
    seq === null ? "" : t("health.number", { n: number(seq) }),
    delay_ms === null ? "" : t("health.delay", { n: number(delay_ms) }),
  ]
    .filter(Boolean)
    .join(" · ")
}
