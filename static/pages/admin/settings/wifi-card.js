// The card of the guest Wi-Fi. Its password is shown, since it is printed on every table.

import { html } from "../../../vendor/preact/standalone.js"
import { changeWifi } from "../../../lib/cards-api.js"
import { TextInput } from "../../../components/field.js"
import { RadioGroup } from "../../../components/radio-group.js"
import { message, t } from "../../../components/words.js"
import { SettingCard } from "./setting-card.js"

/** @import { Wifi } from "../../../lib/cards-api.js" */
/** @import { CardTools } from "./setting-card.js" */
/** @import { Problems } from "../../../components/problem.js" */
/** @import { Values } from "./setting-rules.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { MenuActions } from "../menu/use-menu-actions.js" */

const NAME_BYTES = 32
const [SHORTEST, LONGEST] = [8, 63]

/** @param {{wifi: Wifi, editor: MenuEditor, actions: MenuActions, onSaved: () => Promise<unknown>}} props */
export function WifiCard({ wifi, ...rest }) {
  return html`
    <${SettingCard} name="wifi" title=${t("wifi.title")} server=${wifi} check=${problems} save=${changeWifi} ...${rest}>
      ${(/** @type {CardTools} */ { values, set, field }) => html`
        <p class="field__hint">${t("wifi.help")}</p>
        <${TextInput} ...${field("name")} label=${t("wifi.name")} hint=${t("wifi.name_help")} most=${NAME_BYTES}
          value=${values.name} onText=${(/** @type {string} */ text) => set("name", text)} />
        <${RadioGroup} name="wifi_security" title=${t("wifi.security")} value=${values.security} options=${[
          { value: "wpa", label: t("wifi.wpa") },
          { value: "open", label: t("wifi.open") },
        ]} onPick=${(/** @type {string} */ security) => set("security", security)} />
        ${
          values.security === "wpa" &&
          html`
          <${TextInput} ...${field("password")} label=${t("wifi.password")} hint=${t("wifi.password_help")}
            most=${LONGEST + 1} value=${values.password}
              onText=${(/** @type {string} */ text) => set("password", text)} />`
        }
        <${RadioGroup} name="wifi_hidden" title=${t("wifi.hidden")} value=${String(values.is_hidden)} options=${[
          { value: "false", label: t("wifi.is_seen") },
          { value: "true", label: t("wifi.is_hidden") },
        ]} onPick=${(/** @type {string} */ hidden) => set("is_hidden", hidden === "true")} />`}
    </${SettingCard}>`
}

/** @param {Values} values @returns {Problems} */
function problems({ name, password, security }) {
  if (new TextEncoder().encode(name).length > NAME_BYTES) return { name: message(() => t("wifi.name_long")) }
  const fits = (password.length >= SHORTEST && password.length <= LONGEST) || /^[0-9a-f]{64}$/i.test(password)
  return name && security === "wpa" && !fits ? { password: message(() => t("wifi.password_wrong")) } : {}
}
