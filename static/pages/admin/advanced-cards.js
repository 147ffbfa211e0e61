// What hardly any shop needs to change, folded away: how much one device may ask for, other names of this machine,
// and how many backups are kept.

import { html, useState } from "../../vendor/preact/standalone.js"
import { namesIn } from "../../lib/host-names.js"
import { changeSettings } from "../../lib/owner-api.js"
import { NumberLine, TextLine } from "../../components/field.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"
import { hasDraft } from "./drafts.js"
import { backupProblems, BACKUPS_KEPT, hostProblems, limitProblems, LIMITS } from "./limit-rules.js"
import { SettingCard } from "./setting-card.js"

/** @import { CardProps } from "./settings-cards.js" */
/** @import { CardTools } from "./setting-card.js" */

/** @param {CardProps} props */
export function AdvancedCards(props) {
  // Work that waits to be saved is not folded away.
  const [open] = useState(() => hasDraft("settings/limits") || hasDraft("settings/hosts") || hasDraft("settings/backups"))
  return html`
    <details class="card more advanced" open=${open}>
      <summary><${Icon} name="settings" /><span>${t("settings.advanced")}</span><${Icon} name="unfold" /></summary>
      <p class="quiet">${t("settings.advanced_help")}</p>
      <${LimitsCard} ...${props} />
      <${HostsCard} ...${props} />
      <${BackupsKeptCard} ...${props} />
    </details>`
}

/** @param {CardProps} props */
function LimitsCard({ settings, ...rest }) {
  return html`
    <${SettingCard} name="limits" title=${t("limits.title")} server=${{ ...settings.limits }} check=${limitProblems} save=${(/** @type {any} */ limits) => changeSettings({ limits })} ...${rest}>
      ${(/** @type {CardTools} */ { values, set, field }) => html`
        <p class="field__hint">${t("limits.help")}</p>
        <div class="limits">
          ${LIMITS.map(({ name }) => html`
            <${NumberLine} key=${name} ...${field(name)} label=${t(`limit.${name}`)} hint=${t(`limit.${name}.help`)} unit=${name.endsWith("_per_minute") ? t("limits.per_minute") : t("limits.at_once")} value=${values[name]} onNumber=${(/** @type {number | null} */ n) => set(name, n)} />`)}
        </div>`}
    </${SettingCard}>`
}

/** @param {CardProps} props */
function HostsCard({ settings, ...rest }) {
  const save = (/** @type {any} */ changes) => changeSettings({ host_names: namesIn(changes.host_names) })
  return html`
    <${SettingCard} name="hosts" title=${t("hosts.title")} server=${{ host_names: settings.host_names.join(" ") }} check=${hostProblems} save=${save} ...${rest}>
      ${(/** @type {CardTools} */ { values, set, field }) => html`
        <p class="field__hint">${t("hosts.help")}</p>
        <${TextLine} ...${field("host_names")} label=${t("hosts.label")} hint=${t("hosts.how")} most=${1_000} value=${values.host_names} onText=${(/** @type {string} */ text) => set("host_names", text)} />`}
    </${SettingCard}>`
}

/** @param {CardProps} props */
function BackupsKeptCard({ settings, ...rest }) {
  const { hourly, daily, weekly } = settings.backups
  return html`
    <${SettingCard} name="backups" title=${t("backups.keep")} server=${{ hourly, daily, weekly }} check=${backupProblems} save=${(/** @type {any} */ backups) => changeSettings({ backups })} ...${rest}>
      ${(/** @type {CardTools} */ { values, set, field }) => BACKUPS_KEPT.map(({ name }) => html`
        <${NumberLine} key=${name} ...${field(name)} label=${t(`backups.${name}`)} hint=${t(`backups.${name}_help`)} unit="" value=${values[name]} onNumber=${(/** @type {number | null} */ n) => set(name, n)} />`)}
    </${SettingCard}>`
}
