// Switches between Indonesian and English with one tap. It is labelled in the language it switches to.

import { html } from "../vendor/preact/standalone.js"
import { switchLanguage } from "../lib/i18n.js"
import { Icon } from "./icon.js"
import { language, t } from "./words.js"

/** @type {Record<string, {short: string, name: string}>} */
const NAMES = { id: { short: "ID", name: "Bahasa Indonesia" }, en: { short: "EN", name: "English" } }

/** Both languages side by side, for a screen that starts with choosing one. */
export function LanguagePair() {
  return html`
    <div class="language-pair" role="group" aria-label=${t("language.choose")}>
      ${Object.entries(NAMES).map(
        ([each, { name }]) => html`
        <button key=${each} type="button" class="button" lang=${each} aria-pressed=${String(each === language())}
          onClick=${() => switchLanguage(each)}>${name}</button>`,
      )}
    </div>`
}

export function LanguageSwitch() {
  const other = language() === "id" ? "en" : "id"
  const { short, name } = NAMES[other]
  // Both the letters one sees and the name one hears, so that voice control finds it by either.
  return html`
    <button type="button" class="button language-switch" onClick=${() => switchLanguage(other)}>
      <${Icon} name="lang" /><span lang=${other}>${short}<span class="sr"> · ${name}</span></span>
    </button>`
}
