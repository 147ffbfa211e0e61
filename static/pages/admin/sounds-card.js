// Which screens make themselves heard, and how loud.

import { html } from "../../vendor/preact/standalone.js"
import { changeSettings } from "../../lib/owner-api.js"
import { arm, holdTo, play } from "../../lib/sound.js"
import { Beside, NumberLine } from "../../components/field.js"
import { Icon } from "../../components/icon.js"
import { message, t } from "../../components/words.js"
import { SettingCard } from "./setting-card.js"
import { SPEAKERS } from "./setting-rules.js"

/** @import { Speaker } from "../../lib/types.js" */
/** @import { CardTools } from "./setting-card.js" */
/** @import { CardProps } from "./settings-cards.js" */
/** @import { Problems } from "../../components/problem.js" */
/** @import { Values } from "./setting-rules.js" */

const [SOFTEST, LOUDEST] = [10, 100]

/** @param {CardProps} props */
export function SoundsCard({ settings, ...rest }) {
  const toggled = (/** @type {Speaker[]} */ screens, /** @type {Speaker} */ one) => SPEAKERS.filter((each) => screens.includes(each) !== (each === one))
  return html`
    <${SettingCard} name="sounds" title=${t("sounds.title")} server=${{ ...settings.sounds }} check=${problems} save=${(/** @type {any} */ sounds) => changeSettings({ sounds })} ...${rest}>
      ${(/** @type {CardTools} */ { values, set, field }) => html`
        <fieldset class="choices">
          <legend><span class="head">${t("sounds.screens")}</span></legend>
          <div class="pick">
            ${SPEAKERS.map((screen) => html`
              <label key=${screen} class="choice">
                <input type="checkbox" checked=${values.screens.includes(screen)} onChange=${() => set("screens", toggled(values.screens, screen))} /><${Icon} name="check" /><span>${t(`sounds.${screen}`)}</span>
              </label>`)}
          </div>
          <${Beside} ...${field("screens", said)} hint=${t("sounds.screens_help")} />
        </fieldset>
        <${NumberLine} ...${field("volume_percent")} label=${t("sounds.volume")} hint=${t("sounds.volume_help")} unit="%" value=${values.volume_percent} onNumber=${(/** @type {number | null} */ n) => set("volume_percent", n)} />
        <p><button type="button" class="button" disabled=${Object.keys(problems(values)).length > 0} onClick=${() => hear(values.volume_percent)}><${Icon} name="sound" />${t("sounds.try")}</button></p>`}
    </${SettingCard}>`
}

/** On this screen, as loud as it is written. @param {number} percent */
async function hear(percent) {
  holdTo(true, percent)
  if (await arm()) play("ready")
}

/** @param {Speaker[]} screens */
const said = (screens) => screens.map((screen) => t(`sounds.${screen}`)).join(", ")

/** @param {Values} values @returns {Problems} */
function problems({ volume_percent: percent }) {
  const fits = percent !== null && percent >= SOFTEST && percent <= LOUDEST
  return fits ? {} : { volume_percent: message(() => t("settings.between", { least: SOFTEST, most: LOUDEST })) }
}
