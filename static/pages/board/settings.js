// Settings of this one board: chime, spoken numbers, language.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { canSpeak, onVoices } from "./speech.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { Sheet } from "../../components/sheet.js"
import { useSound } from "../../components/use-sound.js"
import { language, t } from "../../components/words.js"

// A sign that was left half set up becomes a sign again.
const CLOSES_AFTER = 30_000

/** @param {{speaks: boolean, turnSpeech: (on: boolean) => void, onClose: () => void}} props */
export function Settings({ speaks, turnSpeech, onClose }) {
  const { sound, turn, hear } = useSound()
  const [touched, touch] = useState(0)
  const [, draw] = useState(0)
  useEffect(() => onVoices(() => draw((times) => times + 1)), [])
  useEffect(() => {
    const timer = setTimeout(onClose, CLOSES_AFTER)
    return () => clearTimeout(timer)
  }, [touched])
  const able = canSpeak(language())
  const stay = () => touch((times) => times + 1)
  return html`
    <${Sheet} title=${t("board.settings")} onClose=${onClose}>
      <div class="settings" onPointerDown=${stay} onKeyDown=${stay}>
        ${
          sound === "silenced"
            ? html`<p class="quiet">${t("sound.silenced")}</p>`
            : html`
        <button type="button" class="button" aria-pressed=${String(sound === "on")}
          onClick=${() => turn(sound !== "on")}>
          <${Icon} name=${sound === "on" ? "sound" : "mute"} />${sound === "on" ? t("sound.is_on") : t("sound.turn_on")}
        </button>
        <button type="button" class="button" onClick=${() => hear("ready")}><${Icon} name="bell" />
        ${t("board.try")}</button>
        <button type="button" class="button" aria-pressed=${String(able && speaks)} disabled=${!able}
          aria-describedby=${able ? undefined : "no-voice"} onClick=${() => turnSpeech(!speaks)}>
          <${Icon} name="speak" />${t("board.speak")}
        </button>
        ${!able && html`<p class="quiet" id="no-voice">${t("board.no_voice")}</p>`}`
        }
        <${LanguageSwitch} />
      </div>
    </${Sheet}>`
}
