// Indonesian or English, with one tap, named in the language it leads to.

import { html } from "../vendor/preact/standalone.js"
import { switchLanguage } from "../lib/i18n.js"
import { Icon } from "./icon.js"
import { language } from "./words.js"

/** @type {Record<string, {short: string, name: string}>} */
const NAMES = { id: { short: "ID", name: "Bahasa Indonesia" }, en: { short: "EN", name: "English" } }

export function LanguageSwitch() {
  const other = language() === "id" ? "en" : "id"
  const { short, name } = NAMES[other]
  // Both the letters one sees and the name one hears, so that voice control finds it by either.
  return html`
    <button type="button" class="button language-switch" onClick=${() => switchLanguage(other)}>
      <${Icon} name="lang" /><span lang=${other}>${short}<span class="sr"> · ${name}</span></span>
    </button>`
}
