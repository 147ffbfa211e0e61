// A switch that takes effect at once. Its state is written on it; colour and position only repeat the words.

import { html } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"

/**
 * @param {{on: boolean, name: string, words: [string, string], busy?: boolean, wide?: boolean, onSwitch: (on: boolean)
 *   => void}} props `words` for on and for off
 */
export function Switch({ on, name, words, busy = false, wide = false, onSwitch }) {
  return html`
    <button type="button" class=${`switch ${wide ? "switch--wide" : ""}`} role="switch" aria-checked=${String(on)}
      aria-label=${name} aria-busy=${busy ? "true" : undefined} onClick=${() => onSwitch(!on)}>
      <span class="switch__track"><span class="switch__knob"><${Icon} name=${on ? "check" : "soldout"} /></span></span>
      <span class="switch__word" aria-hidden="true">${on ? words[0] : words[1]}</span>
    </button>`
}
