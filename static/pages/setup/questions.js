// The questions of the first part, one screen each.

import { html } from "../../vendor/preact/standalone.js"
import { switchLanguage } from "../../lib/i18n.js"
import { CodeField } from "../../components/code-field.js"
import { TextInput } from "../../components/field.js"
import { Icon } from "../../components/icon.js"
import { NewPin } from "../../components/new-pin.js"
import { RadioGroup } from "../../components/radio-group.js"
import { language, t } from "../../components/words.js"

/** @import { PinTwice } from "../../components/new-pin.js" */
/** @import { Draft } from "./draft.js" */
/** @import { Problems } from "../../components/problem.js" */

/** @typedef {{code: string, pin: string, again: string}} Secret never kept on the device */
/**
 * @typedef {{draft: Draft, change: (part: Partial<Draft>) => void, secret: Secret, keep: (part: Partial<Secret>) =>
 *   void, problems: Problems}} QuestionProps
 */

const LONGEST_SHOP = 60
const MAX_NAME_LENGTH = 40

/** @param {QuestionProps} props */
export function AskCode({ secret, keep, problems }) {
  return html`
    <${CodeField} id="setup-code" label=${t("setup.code")} problem=${problems.code} value=${secret.code}
      onText=${(/** @type {string} */ code) => keep({ code })} />
    <div class="note">
      <p class="strong">${t("setup.code_where")}</p>
      <ul>
        <li><${Icon} name="screen" />${t("setup.code_screen")}</li>
        <li><${Icon} name="note" />${t("setup.code_file")}</li>
      </ul>
    </div>`
}

/** @param {QuestionProps} props */
export function AskShop({ draft, change, problems }) {
  const pick = (/** @type {"id" | "en"} */ locale) => {
    change({ locale })
    switchLanguage(locale)
  }
  return html`
    <${TextInput} id="setup-shop" label=${t("setup.shop_name")} hint=${t("setup.shop_name_help")}
      problem=${problems.shop_name} most=${LONGEST_SHOP} value=${draft.shop_name}
        onText=${(/** @type {string} */ shop_name) => change({ shop_name })} />
    <div class="field">
      <${RadioGroup} name="locale" title=${t("setup.locale")} value=${draft.locale || language()}
        onPick=${pick} options=${[
          { value: "id", label: "Bahasa Indonesia" },
          { value: "en", label: "English" },
        ]} />
      <p class="field__hint">${t("setup.locale_help")}</p>
    </div>`
}

/** @param {QuestionProps} props */
export function AskOwner({ draft, change, secret, keep, problems }) {
  return html`
    <${TextInput} id="setup-owner" label=${t("setup.owner_name")} hint=${t("setup.owner_name_help")}
      problem=${problems.owner_name} most=${MAX_NAME_LENGTH} value=${draft.owner_name}
        onText=${(/** @type {string} */ owner_name) => change({ owner_name })} />
    <${NewPin} id="setup-pin" value=${secret} problems=${problems}
      onPin=${(/** @type {PinTwice} */ { pin, again }) => keep({ pin, again })} />`
}

/** @param {QuestionProps} props */
export function AskMenu({ draft, change }) {
  return html`
    <fieldset class="menus">
      <legend class="sr">${t("setup.menu.title")}</legend>
      ${
        /** @type {const} */ (["starter", "empty"]).map(
          (menu) => html`
        <label key=${menu} class="choice">
          <input type="radio" name="menu" value=${menu} checked=${draft.menu === menu}
            onChange=${() => change({ menu })} />
          <span><b>${t(`setup.first_menu.${menu}`)}</b><br /><span class="quiet">
          ${t(`setup.first_menu.${menu}.help`)}</span></span>
        </label>`,
        )
      }
    </fieldset>`
}
