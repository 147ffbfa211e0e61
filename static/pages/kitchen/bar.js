// The kitchen's head: stations, undo, history, sound, and whether the screen is alive.

import { html } from "../../vendor/preact/standalone.js"
import { signOut } from "../../lib/api.js"
import { clockTime } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { LiveMark } from "../../components/live-mark.js"
import { SoundSwitch } from "../../components/sound-switch.js"
import { useNow } from "../../components/use-now.js"
import { language, t } from "../../components/words.js"

/** @import { LiveState } from "../../lib/live.js" */
/** @import { Shop } from "../../lib/types.js" */

/**
 * @param {object} props
 * @param {{name: string, tickets: number}[]} props.stations
 * @param {string} props.station
 * @param {(name: string) => void} props.onStation
 * @param {LiveState} props.state
 * @param {Shop | null} props.shop
 * @param {(() => void) | undefined} props.onUndo
 * @param {() => void} props.onHistory
 * @param {(byOwnHand: boolean) => void} props.onSignedOut
 */
export function Bar({ stations, station, onStation, state, shop, onUndo, onHistory, onSignedOut }) {
  const now = useNow()
  const leave = () => signOut().then(() => onSignedOut(true), () => onSignedOut(true))
  return html`
    <header class="bar">
      <h1 class="head">${t("kitchen.title")}</h1>
      <div class="tabs" role="group" aria-label=${t("kitchen.stations")}>
        <button type="button" class="tab" aria-pressed=${String(!station)} onClick=${() => onStation("")}>${t("kitchen.all")}</button>
        ${stations.map(({ name, tickets }) => html`
          <button key=${name} type="button" class="tab" aria-pressed=${String(name === station)} onClick=${() => onStation(name)}>${stationName(name)} <b>${tickets}</b></button>`)}
      </div>
      <span class="bar__gap"></span>
      <button type="button" class="button" disabled=${!onUndo} onClick=${onUndo}><${Icon} name="undo" />${t("kitchen.undo")}</button>
      <button type="button" class="button" aria-haspopup="dialog" onClick=${onHistory}><${Icon} name="history" /><span class="bar__word">${t("kitchen.history")}</span></button>
      <${SoundSwitch} short />
      <${LanguageSwitch} />
      <button type="button" class="button button--icon" aria-label=${t("kitchen.sign_out")} title=${t("kitchen.sign_out")} onClick=${leave}><${Icon} name="user" /></button>
      <${LiveMark} state=${state} />
      <time>${clockTime(now, language(), shop?.time_zone)}</time>
    </header>`
}

/** Stations are the shop's own words, written small in the menu. @param {string} name */
function stationName(name) {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
