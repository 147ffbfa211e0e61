// The cards of ordinary settings, and the card of sounds, which can play them.

import { html } from "../../../vendor/preact/standalone.js"
import { changeSettings } from "../shared/owner-api.js"
import { arm, applySoundSettings, play } from "../../../lib/sound.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { SettingCard } from "./setting-card.js"
import { SettingFields } from "./setting-fields.js"
import { isIdle, patchOf, problemsOf, rowsOf, valuesOf } from "./setting-rules.js"

/** @import { Settings } from "../../../lib/types.js" */
/** @import { CardTools } from "./setting-card.js" */
/** @import { Values } from "./setting-rules.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { MenuActions } from "../menu/use-menu-actions.js" */

/**
 * @typedef {{settings: Settings, editor: MenuEditor, actions: MenuActions, onSaved: () => Promise<unknown>}} CardProps
 */

/**
 * @param {CardProps & {group: string, title: string, lead?: string, foot?: (values: Values) => any}} props `lead`
 *   before the fields, `foot` after them
 */
export function SettingsCard({ group, title, lead, foot, settings, ...rest }) {
  const rows = rowsOf(group)
  const check = (/** @type {Values} */ values) => problemsOf(rows, values)
  const save = (/** @type {Values} */ changes) => changeSettings(patchOf(changes))
  return html`
    <${SettingCard} name=${group} title=${title} server=${valuesOf(settings, rows)} check=${check} save=${save}
      ...${rest}>
      ${(/** @type {CardTools} */ tools) => html`
        ${lead && html`<p class="field__hint">${lead}</p>`}
        <${SettingFields} rows=${rows.filter(({ key }) => !isIdle(key, tools.values))} tools=${tools} />
        ${foot?.(tools.values)}`}
    </${SettingCard}>`
}

/** @param {CardProps} props */
export function SoundsCard(props) {
  const foot = (/** @type {Values} */ values) => html`
    <p>
    <button type="button" class="button" disabled=${Object.keys(problemsOf(rowsOf("sounds"), values)).length > 0}
      onClick=${() => hear(values["sounds.volume_percent"])}><${Icon} name="sound" />${t("sounds.try")}</button></p>`
  return html`<${SettingsCard} group="sounds" title=${t("sounds.title")} foot=${foot} ...${props} />`
}

/** Plays a sound on this screen, as loud as the field says. @param {number} percent */
async function hear(percent) {
  applySoundSettings(true, percent)
  if (await arm()) play("ready")
}
