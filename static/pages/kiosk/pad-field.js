// A text field with on-screen keys, where there is room for them: a kiosk may have no keyboard.

import { html, useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { DIGITS, applyKey, LETTERS, LETTERS_AND_DIGITS } from "../../lib/keyboard.js"
import { KeyPad } from "../../components/key-pad.js"
import { t } from "../../components/words.js"

/** @import { TextFieldProps } from "../../components/text-field.js" */

/** Below this the device is a phone, and brings its own keys. */
const ROOMY = "(min-width: 37.5rem)"

const KEYS = { name: LETTERS, note: LETTERS_AND_DIGITS, figures: DIGITS }

/**
 * @param {TextFieldProps & {kind?: keyof typeof KEYS, always?: boolean}} props `always` shows the keys before a guest
 *   asks for them
 */
export function PadField({ id, label, hint, value, most, kind = "note", always = false, onText }) {
  const [asked, setAsked] = useState(false)
  const roomy = useRoomy()
  const field = useRef(/** @type {HTMLElement | null} */ (null))
  useEffect(() => {
    if (asked) field.current?.scrollIntoView({ block: "nearest" })
  }, [asked])
  // Fingers are quicker than the screen: every key goes on from what the last one left.
  const latest = useRef(value)
  latest.current = value
  const press = (/** @type {string} */ key) => {
    latest.current = applyKey(latest.current, key, most, kind === "name")
    onText(latest.current)
  }
  return html`
    <div class="field pad-field" ref=${field}>
      <label for=${id}>${label} <span class="quiet">${t("common.optional")}</span></label>
      <input class="input" id=${id} maxlength=${most} placeholder=${hint} value=${value} autocomplete="off"
        autocapitalize=${kind === "name" ? "words" : "sentences"} spellcheck=${false}
        inputmode=${roomy ? "none" : kind === "figures" ? "numeric" : "text"}
        onFocus=${() => setAsked(true)} onInput=${(/** @type {any} */ event) => onText(event.target.value)} />
      ${roomy && (always || asked) && html`<${KeyPad} keys=${KEYS[kind]} onKey=${press} />`}
    </div>`
}

function useRoomy() {
  const [roomy, setRoomy] = useState(() => matchMedia(ROOMY).matches)
  useEffect(() => {
    const room = matchMedia(ROOMY)
    const look = () => setRoomy(room.matches)
    room.addEventListener("change", look)
    // The screen may have been turned between drawing and listening.
    look()
    return () => room.removeEventListener("change", look)
  }, [])
  return roomy
}
