// One sentence about the shop's health, and below it what else there is to do.

import { html } from "../../../vendor/preact/standalone.js"
import { clockTime } from "../../../lib/time.js"
import { Icon } from "../../../components/icon.js"
import { language, t } from "../../../components/words.js"
import { findingsOf } from "./findings.js"
import { nameOf } from "./screen-row.js"

/** @import { Health } from "../../../lib/types.js" */
/** @import { Finding } from "./findings.js" */

/** @type {Record<Finding["level"], string>} */
const ICONS = { danger: "stop", wait: "alert", hint: "download" }

/** @param {{health: Health, answers: boolean, zone?: string}} props without answers nothing is called well */
export function Verdict({ health, answers, zone }) {
  const findings = findingsOf(health)
  const isWell = !findings.some(({ level }) => level !== "hint")
  // What was well then need not be well now.
  if (isWell && !answers) return null
  return html`
    <div class="findings" role="status">
      ${isWell && html`<${Said} level="good" icon="check" title=${t("finding.well")} help=${t("finding.well.help")} />`}
      ${findings.map(({ kind, level, screen }) => {
        const words = wordsOf(screen, zone)
        return html`<${Said} key=${`${kind} ${screen?.room} ${screen?.id}`} level=${level} icon=${ICONS[level]}
          title=${t(`finding.${kind}`, words)} help=${t(`finding.${kind}.help`, words)} />`
      })}
    </div>`
}

/**
 * What a finding says of a screen.
 * @param {Finding["screen"]} screen
 * @param {string} [zone]
 * @returns {Record<string, string | number>}
 */
export function wordsOf(screen, zone) {
  if (!screen) return {}
  return { name: nameOf(screen), time: clockTime(screen.last_seen, language(), zone), n: screen.behind ?? 0 }
}

/** @param {{level: Finding["level"] | "good", icon: string, title: string, help: string}} props */
function Said({ level, icon, title, help }) {
  return html`<div class=${`finding finding--${level}`}><${Icon} name=${icon} /><p><b>${title}</b><span>
  ${help}</span></p></div>`
}
