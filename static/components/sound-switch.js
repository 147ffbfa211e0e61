// Switches sound on or off; switching it on plays a tone as a test. Browsers need one tap before a page may play sound.
// It is hidden where the owner has turned sounds off.

import { html, useEffect, useState } from "../vendor/preact/standalone.js"
import { arm, disarm, isArmed, isSilenced, onSound, play } from "../lib/sound.js"
import { Icon } from "./icon.js"
import { t } from "./words.js"

/** @param {{wide?: boolean, short?: boolean}} props */
export function SoundSwitch({ wide = false, short = false }) {
  const [armed, setArmed] = useState(isArmed)
  const [, draw] = useState(0)
  useEffect(() => onSound(() => draw((times) => times + 1)), [])
  const toggle = async () => {
    if (armed) await disarm()
    else if (await arm()) play("ready")
    setArmed(isArmed())
  }
  if (isSilenced()) return null
  const label = armed ? t("sound.is_on") : t("sound.turn_on")
  return html`
    <button
      type="button"
      class=${`button ${wide ? "button--wide" : ""} ${short ? "button--icon" : ""}`}
      aria-pressed=${String(armed)}
      aria-label=${short ? t("sound.title") : undefined}
      title=${short ? label : undefined}
      onClick=${toggle}
    >
      <${Icon} name=${armed ? "sound" : "mute"} />${!short && label}
    </button>`
}
