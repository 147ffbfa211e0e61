// How this screen looks and sounds; stored on the device.

import { html, signal } from "../../vendor/preact/standalone.js"
import { signOut } from "../../lib/api.js"
import { readStored, writeStored } from "../../lib/storage.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { Sheet } from "../../components/sheet.js"
import { useSound } from "../../components/use-sound.js"
import { t } from "../../components/words.js"

/** @import { Staff } from "../../lib/types.js" */

/** @typedef {"dark" | "light"} Theme */

const THEME = "kitchen_theme"
const theme = signal(readStored(THEME, /** @type {Theme} */ ("dark")))

/** @param {Theme} next */
function wear(next) {
  theme.value = next
  document.documentElement.dataset.theme = next
}

/** How large its letters are, and how many columns stand side by side. */
const FITS = /** @type {const} */ ({
  letters: signal(readStored("kitchen_letters", "medium")),
  columns: signal(readStored("kitchen_columns", "auto")),
})

/** @param {keyof typeof FITS} what @param {string} next */
function fit(what, next) {
  FITS[what].value = next
  document.documentElement.dataset[what] = next
}

/** Before anything is drawn, so that a light kitchen does not flash dark. */
export function applyTheme() {
  wear(theme.value)
  fit("letters", FITS.letters.value)
  fit("columns", FITS.columns.value)
}

const LOOKS = /** @type {const} */ ([
  ["dark", "moon", () => t("kitchen.dark")],
  ["light", "sun", () => t("kitchen.light")],
])
const LETTERS = /** @type {const} */ ([
  ["small", () => t("kitchen.letters_small")],
  ["medium", () => t("kitchen.letters_medium")],
  ["large", () => t("kitchen.letters_large")],
])
const COLUMNS = /** @type {[string, () => string][]} */ ([
  ["auto", () => t("kitchen.columns_auto")],
  ...["2", "3", "4", "5", "6"].map((n) => [n, () => n]),
])
const TONES = /** @type {const} */ ([
  ["new", () => t("kitchen.tone_new")],
  ["changed", () => t("kitchen.tone_changed")],
  ["cancelled", () => t("kitchen.tone_cancelled")],
])

/** @param {{staff: Staff, onClose: () => void, onSignedOut: () => void}} props */
export function Settings({ staff, onClose, onSignedOut }) {
  const { sound, turn, hear } = useSound()
  return html`
    <${Sheet} title=${t("kitchen.settings_title")} onClose=${onClose}>
      <div class="setting" role="group" aria-labelledby="setting-sound">
        <h3 id="setting-sound">${t("sound.title")}</h3>
        ${
          sound === "silenced"
            ? html`<p class="quiet">${t("sound.silenced")}</p>`
            : html`
        <button type="button" class="button button--wide" aria-pressed=${String(sound === "on")}
          onClick=${() => turn(sound !== "on")}>
          <${Icon} name=${sound === "on" ? "sound" : "mute"} />${sound === "on" ? t("sound.is_on") : t("sound.turn_on")}
        </button>
        <p class="quiet" id="setting-tones">${t("kitchen.tones")}</p>
        <div class="setting__row setting__row--tones" role="group" aria-labelledby="setting-tones">
          ${TONES.map(
            ([tone, words]) => html`<button key=${tone} type="button" class="button"
            onClick=${() => hear(tone)}><${Icon} name="sound" />${words()}</button>`,
          )}
        </div>`
        }
      </div>
      <div class="setting" role="group" aria-labelledby="setting-theme">
        <h3 id="setting-theme">${t("kitchen.theme")}</h3>
        <div class="setting__row">
          ${LOOKS.map(
            ([name, icon, words]) => html`
            <button key=${name} type="button" class="button" aria-pressed=${String(theme.value === name)}
              onClick=${() => {
                wear(name)
                writeStored(THEME, name)
              }}><${Icon} name=${icon} />${words()}</button>`,
          )}
        </div>
      </div>
      <${Choice} what="letters" title=${t("kitchen.letters")} options=${LETTERS} />
      <${Choice} what="columns" title=${t("kitchen.columns")} options=${COLUMNS} />
      <div class="setting">
        <div class="setting__row">
          <${LanguageSwitch} />
          ${
            staff.is_screen
              ? // No person stands behind it who could sign in again: the owner ends it, in the list of devices.
                html`<p class="setting__screen"><${Icon} name="screen" />
                ${t("sign_in.is_screen", { name: staff.name })}</p>`
              : html`<button type="button" class="button" onClick=${() => signOut().then(onSignedOut, onSignedOut)}>
              <${Icon} name="user" />${t("sign_in.out", { name: staff.name })}</button>`
          }
        </div>
      </div>
    </${Sheet}>`
}

/** @param {{what: keyof typeof FITS, title: string, options: readonly (readonly [string, () => string])[]}} props */
function Choice({ what, title, options }) {
  return html`
    <div class=${`setting setting--${what}`} role="group" aria-labelledby=${`setting-${what}`}>
      <h3 id=${`setting-${what}`}>${title}</h3>
      <div class="setting__row">
        ${options.map(
          ([name, words]) => html`
          <button key=${name} type="button" class="button" aria-pressed=${String(FITS[what].value === name)}
            onClick=${() => {
              fit(what, name)
              writeStored(`kitchen_${what}`, name)
            }}>${words()}</button>`,
        )}
      </div>
    </div>`
}
