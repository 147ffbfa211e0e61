// The head of the kitchen screen: stations, undo, history, sound, and whether the screen is current.

import { html } from "../../vendor/preact/standalone.js"
import { clockTime } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { useNow } from "../../components/use-now.js"
import { useTapGuard } from "../../components/use-tap-guard.js"
import { useSound } from "../../components/use-sound.js"
import { language, t } from "../../components/words.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Shop } from "../../lib/types.js" */

/** @typedef {"history" | "dishes" | "settings"} SheetName */

/**
 * @param {object} props
 * @param {{name: string, tickets: number}[]} props.stations
 * @param {string} props.station
 * @param {number} props.all tickets of all stations
 * @param {(name: string) => void} props.onStation
 * @param {LiveState} props.state
 * @param {Shop | null} props.shop
 * @param {number} props.late tickets that wait for longer than they should
 * @param {number} props.undoable changes with each undo
 * @param {(() => void) | undefined} props.onUndo
 * @param {(sheet: SheetName) => void} props.onSheet
 */
export function Bar({ stations, station, all, onStation, state, shop, late, undoable, onUndo, onSheet }) {
  const now = useNow()
  const tappable = useTapGuard(String(undoable))
  return html`
    <header class="bar">
      <h1 class="head">${shop?.name ?? t("kitchen.title")}</h1>
      <div class="tabs" role="group" aria-label=${t("kitchen.stations")}>
        <button type="button" class="tab" aria-pressed=${String(!station)} onClick=${() => onStation("")}>
        ${t("kitchen.all")} <b>${all}</b></button>
        ${stations.map(
          ({ name, tickets }) => html`
          <button key=${name} type="button" class="tab" aria-pressed=${String(name === station)}
            onClick=${() => onStation(name)}>${stationName(name)} <b>${tickets}</b></button>`,
        )}
      </div>
      <span class="bar__gap">${
        late > 0 && html`<b class="bar__late"><${Icon} name="alert" />${t("kitchen.late", { n: late })}</b>`
      }</span>
      <div class="bar__actions">
        <button type="button" class="button" disabled=${!onUndo} onClick=${() => {
          if (tappable) onUndo?.()
        }}><${Icon} name="undo" />${t("kitchen.undo")}</button>
        <button type="button" class="button" aria-haspopup="dialog" onClick=${() => onSheet("history")}>
        <${Icon} name="history" />${t("kitchen.history")}</button>
        <button type="button" class="button bar__totals" aria-haspopup="dialog" onClick=${() => onSheet("dishes")}>
        <${Icon} name="list" />${t("kitchen.totals")}</button>
        <${SoundButton} />
        <button type="button" class="button" aria-haspopup="dialog" onClick=${() => onSheet("settings")}>
        <${Icon} name="settings" />${t("kitchen.settings")}</button>
      </div>
      <div class="bar__now"><${ConnectionBadge} state=${state} /><time>
      ${clockTime(now, language(), shop?.time_zone)}</time></div>
    </header>`
}

function SoundButton() {
  const { sound, turn } = useSound()
  if (sound === "silenced") return null
  const words = sound === "on" ? t("sound.title") : sound === "off" ? t("sound.is_off") : t("sound.waiting")
  return html`
    <button type="button" class=${`button bar__sound bar__sound--${sound}`} aria-pressed=${String(sound === "on")}
      onClick=${() => turn(sound !== "on")}>
      <${Icon} name=${sound === "on" ? "sound" : "mute"} /><span>${words}</span>
    </button>`
}

/** Stations are the shop's own words, written small in the menu. @param {string} name */
export function stationName(name) {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
