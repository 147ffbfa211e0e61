// An on-screen keypad for devices without a keyboard. With a keyboard one types into the field itself.

import { html } from "../vendor/preact/standalone.js"
import { BACKSPACE, SPACE } from "../lib/keyboard.js"
import { Icon } from "./icon.js"
import { t } from "./words.js"

/** @param {{keys: string[], onKey: (key: string) => void}} props */
export function KeyPad({ keys, onKey }) {
  // The field keeps the focus, and with it a real keyboard; these are for fingers.
  const keep = (/** @type {Event} */ event) => event.preventDefault()
  return html`
    <div class=${`key-pad ${keys.includes("a") ? "key-pad--letters" : ""}`} role="group" aria-label=${t("pad.title")}
      onMouseDown=${keep}>
      ${keys.map(
        (key) => html`
        <button key=${key} type="button" class=${`button ${KEY_CLASSES[key] ?? ""}`} tabindex="-1"
          aria-label=${key === BACKSPACE ? t("pad.erase") : undefined} onClick=${() => onKey(key)}>
          ${key === BACKSPACE ? html`<${Icon} name="erase" />` : key === SPACE ? t("pad.space") : key.toUpperCase()}
        </button>`,
      )}
    </div>`
}

// Where a row begins, and the keys that are wider than others.
/** @type {Record<string, string>} */
const KEY_CLASSES = {
  a: "key-pad__a",
  z: "key-pad__z",
  0: "key-pad__nought",
  ",": "key-pad__comma",
  [SPACE]: "key-pad__space",
  [BACKSPACE]: "key-pad__erase",
}
