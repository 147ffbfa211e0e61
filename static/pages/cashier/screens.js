// Whether what is sold here reaches a cook and a wall: each screen with icon, word and shape.

import { html } from "../../vendor/preact/standalone.js"
import { hasKitchen, screenStatuses } from "./presence.js"
import { clockTime } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { language, t } from "../../components/words.js"

/** @import { ScreenStatus } from "./presence.js" */
/** @import { Screen } from "../../lib/types.js" */

/** @type {Record<ScreenStatus["room"], () => string>} */
const TITLES = { kitchen: () => t("kitchen.title"), board: () => t("screen.board"), display: () => t("screen.display") }
/** @type {Record<ScreenStatus["state"], string>} */
const ICONS = { on: "check", silent: "slow", lost: "offline" }

/** @param {{screens: Screen[], timeZone?: string}} props */
export function Screens({ screens, timeZone }) {
  const signs = screenStatuses(screens)
  const say = (/** @type {ScreenStatus} */ { state, since }) =>
    t(`screen.${state}`, { time: clockTime(since, language(), timeZone) })
  const name = (/** @type {ScreenStatus} */ { room, who }) => [TITLES[room](), who].filter(Boolean).join(" · ")
  const bad = signs.filter((sign) => sign.state !== "on")
  return html`
    <ul class="screens" aria-label=${t("screen.title")}>
      ${!hasKitchen(screens) && html`<li class="quiet"><${Icon} name="screen" />${t("screen.no_kitchen")}</li>`}
      ${signs.map(
        (sign) => html`
        <li key=${sign.id} class=${sign.state === "on" ? "" : "chip chip--wait"}><${Icon} name=${ICONS[sign.state]} />
        ${name(sign)} <span class="screens__word">${say(sign)}</span></li>`,
      )}
    </ul>
    <p class="sr" role="status">${bad.map((sign) => `${name(sign)} ${say(sign)}`).join(". ")}</p>`
}
