// Settings that hardly any shop changes, folded away: rate limits, other names of this machine, and how many backups
// are kept.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { isHostName, namesIn } from "../network/host-names.js"
import { changeSettings } from "../shared/owner-api.js"
import { TextInput } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { message, t } from "../../../components/words.js"
import { hasDraft } from "../shared/drafts.js"
import { SettingCard } from "./setting-card.js"
import { rowsOf } from "./setting-rules.js"
import { hintOf, labelOf } from "./setting-words.js"
import { SettingsCard } from "./settings-cards.js"

/** @import { Problems } from "../../../components/problem.js" */
/** @import { CardProps } from "./settings-cards.js" */
/** @import { CardTools } from "./setting-card.js" */
/** @import { Values } from "./setting-rules.js" */

/** @param {CardProps} props */
export function AdvancedCards(props) {
  // Work that waits to be saved is not folded away.
  const [open] = useState(
    () => hasDraft("settings/limits") || hasDraft("settings/hosts") || hasDraft("settings/backups"),
  )
  return html`
    <details class="card more advanced" open=${open}>
      <summary id="advanced-title"><${Icon} name="settings" /><span>${t("settings.advanced")}</span>
      <${Icon} name="unfold" /></summary>
      <p class="quiet">${t("settings.advanced_help")}</p>
      <${SettingsCard} group="limits" title=${t("limits.title")} lead=${t("limits.help")} ...${props} />
      <${HostsCard} ...${props} />
      <${SettingsCard} group="backups" title=${t("backups.keep")} ...${props} />
    </details>`
}

/** A list that is written as one line. @param {CardProps} props */
function HostsCard({ settings, ...rest }) {
  const [row] = rowsOf("hosts")
  const check = (/** @type {Values} */ values) => problemsOf(namesIn(values.host_names), row.most ?? 0)
  const save = (/** @type {any} */ changes) => changeSettings({ host_names: namesIn(changes.host_names) })
  return html`
    <${SettingCard} name="hosts" title=${t("hosts.title")} server=${{ host_names: settings.host_names.join(" ") }}
      check=${check} save=${save} ...${rest}>
      ${(/** @type {CardTools} */ { values, set, field }) => html`
        <p class="field__hint">${t("hosts.help")}</p>
        <${TextInput} ...${field("host_names")} label=${labelOf(row)} hint=${hintOf(row, values.host_names)}
          most=${1_000} value=${values.host_names}
            onText=${(/** @type {string} */ text) => set("host_names", text)} />`}
    </${SettingCard}>`
}

/** @param {string[]} names @param {number} most @returns {Problems} */
function problemsOf(names, most) {
  if (names.length > most) return { host_names: message(() => t("hosts.too_many", { most })) }
  const wrong = names.find((name) => !isHostName(name))
  return wrong ? { host_names: message(() => t("hosts.wrong", { name: wrong })) } : {}
}
