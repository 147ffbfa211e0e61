// The names of staff who have signed in on this device, so that they can be tapped instead of typed.

import { html } from "../vendor/preact/standalone.js"
import { Icon } from "./icon.js"
import { t } from "./words.js"

/**
 * @param {{names: string[], onPick: (name: string) => void}} props an empty name stands for a person who is not in the
 *   list
 */
export function StaffNames({ names, onPick }) {
  return html`
    <ul class="names">
      ${names.map(
        (name) => html`<li key=${name}>
      <button type="button" class="button button--big" onClick=${() => onPick(name)}><${Icon} name="user" /><span>
      ${name}</span></button></li>`,
      )}
      <li><button type="button" class="button button--big names__other" onClick=${() => onPick("")}>
      <${Icon} name="plus" /><span>${t("switch.other")}</span></button></li>
    </ul>`
}
