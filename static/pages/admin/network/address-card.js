// The card of the shop's address: the one in the QR codes, its network, and the shop's name there.

import { html } from "../../../vendor/preact/standalone.js"
import { hostOf } from "../../../lib/address.js"
import { isHostName } from "./host-names.js"
import { changeSettings } from "../shared/owner-api.js"
import { FieldMessages, TextInput } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { SettingCard } from "../settings/setting-card.js"
import { rowsOf, valuesOf } from "../settings/setting-rules.js"
import { useAddresses } from "./use-addresses.js"

/** @import { Addresses } from "../../../lib/address.js" */
/** @import { CardProps } from "../settings/settings-cards.js" */
/** @import { CardTools } from "../settings/setting-card.js" */

/** @param {CardProps} props */
export function AddressCard({ settings, ...rest }) {
  const addresses = useAddresses(rest.editor.onSignedOut)
  return html`
    <${SettingCard} name="address" title=${t("address.title")} server=${valuesOf(settings, rowsOf("address"))}
      check=${problemsOf} save=${changeSettings} ...${rest}>
      ${(/** @type {CardTools} */ tools) => html`
        <div class="address">
          <p class="field__hint">${t("address.now")}</p>
          <p class="address__url">${addresses ? hostOf(addresses.public_url) : t("common.loading")}</p>
          <p class="field__hint">${addresses?.is_fixed ? t("address.fixed") : t("address.keep")}</p>
          <p><a class="button" href="#phone"><${Icon} name="phone" />${t("address.try")}</a></p>
        </div>
        ${addresses && !addresses.is_fixed && html`<${Networks} addresses=${addresses} ...${tools} />`}
        <${Name} addresses=${addresses} saved=${settings.local_name} ...${tools} />`}
    </${SettingCard}>`
}

/** @param {CardTools & {addresses: Addresses}} props */
function Networks({ addresses, values, set, field }) {
  const wanted = values.preferred_interface
  const here = addresses.interfaces.map(({ name, kind, address }) => ({
    value: name,
    label: t(`address.kind.${kind}`),
    detail: `${address} · ${name}`,
  }))
  const gone =
    wanted && !here.some(({ value }) => value === wanted)
      ? [{ value: wanted, label: wanted, detail: t("address.gone") }]
      : []
  const options = [
    { value: "", label: t("address.automatic"), detail: t("address.automatic_help") },
    ...once(here),
    ...gone,
  ]
  return html`
    <fieldset class="choices">
      <legend><span class="head">${t("setting.preferred_interface")}</span></legend>
      <div class="pick address__networks">
        ${options.map(
          ({ value, label, detail }) => html`
          <label key=${value} class="choice">
            <input type="radio" name="preferred_interface" value=${value} checked=${value === wanted}
              onChange=${() => set("preferred_interface", value)} /><span>${label}<span class="quiet address__detail">
              ${detail}</span></span>
          </label>`,
        )}
      </div>
      <${FieldMessages}
        ...${field("preferred_interface", (/** @type {string} */ name) => name || t("address.automatic"))} />
    </fieldset>`
}

/** @param {CardTools & {addresses: Addresses | null, saved: string}} props */
function Name({ addresses, saved, values, set, field }) {
  return html`
    <div class="address">
      <${TextInput} ...${field("local_name")} label=${t("setting.local_name")} hint=${t("setting.local_name.help")}
        most=${rowsOf("address").find(({ key }) => key === "local_name")?.most} value=${values.local_name}
          onText=${(/** @type {string} */ text) => set("local_name", text)} />
      <p class="strong" role="status">${addresses && called(addresses, saved)}</p>
    </div>`
}

/** What has become of the name. @param {Addresses} addresses @param {string} saved */
function called({ local_url, announced_name }, saved) {
  if (!local_url || !announced_name) return t("address.unannounced", { name: saved })
  const address = hostOf(local_url)
  return announced_name === saved ? t("address.announced", { address }) : t("address.taken", { name: saved, address })
}

/**
 * An interface may have several addresses, and is one choice.
 * @template {{value: string, detail: string}} T
 * @param {T[]} options
 */
function once(options) {
  return options.filter(({ value }, at) => options.findIndex((other) => other.value === value) === at)
}

/** @param {Record<string, any>} values @returns {Record<string, string>} */
function problemsOf({ local_name }) {
  const name = local_name.trim().toLowerCase()
  return isHostName(name) && !name.includes(".") ? {} : { local_name: t("address.name_wrong") }
}
