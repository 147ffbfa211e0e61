// The shop itself, how it takes orders, and what its screens wait for.

import { html } from "../../vendor/preact/standalone.js"
import { changeSettings } from "../../lib/owner-api.js"
import { Beside, Field, NumberLine, TextLine } from "../../components/field.js"
import { Icon } from "../../components/icon.js"
import { Pick } from "../../components/pick.js"
import { SelectLine } from "../../components/select-line.js"
import { t } from "../../components/words.js"
import { SettingCard } from "./setting-card.js"
import { clockOf, METHODS, minutesOf, orderingProblems, picked, screenProblems, shopProblems, zones } from "./setting-rules.js"

/** @import { PaymentMethod } from "../../lib/types.js" */
/** @import { Settings } from "../../lib/types.js" */
/** @import { CardTools } from "./setting-card.js" */
/** @import { Desk } from "./use-edited-menu.js" */
/** @import { MenuActs } from "./use-menu-acts.js" */

/** @typedef {{settings: Settings, desk: Desk, acts: MenuActs, onSaved: () => Promise<unknown>}} CardProps */

/** @param {CardProps} props */
export function ShopCard({ settings, ...rest }) {
  return html`
    <${SettingCard} name="shop" title=${t("settings.shop")} server=${picked(settings, "shop_name", "street_address", "locale", "time_zone", "day_cutoff_minutes")} check=${shopProblems} save=${changeSettings} ...${rest}>
      ${(/** @type {CardTools} */ { values, set, field }) => html`
        <${TextLine} ...${field("shop_name")} label=${t("settings.shop_name")} hint=${t("settings.shop_name_help")} most=${60} value=${values.shop_name} onText=${(/** @type {string} */ text) => set("shop_name", text)} />
        <${TextLine} ...${field("street_address")} label=${t("settings.street_address")} hint=${t("settings.street_address_help")} optional most=${120} value=${values.street_address} onText=${(/** @type {string} */ text) => set("street_address", text)} />
        <${Pick} name="locale" title=${t("settings.locale")} value=${values.locale} options=${[{ value: "id", label: "Bahasa Indonesia" }, { value: "en", label: "English" }]} onPick=${(/** @type {string} */ locale) => set("locale", locale)} />
        <p class="field__hint">${t("settings.locale_help")}</p>
        <${SelectLine} ...${field("time_zone")} label=${t("settings.time_zone")} hint=${t("settings.time_zone_help")} value=${values.time_zone} options=${zones(values.time_zone)} onPick=${(/** @type {string} */ zone) => set("time_zone", zone)} />
        <${Field} ...${field("day_cutoff_minutes", clockOf)} label=${t("settings.day_cutoff")} hint=${t("settings.day_cutoff_help")}>
          ${(/** @type {any} */ attributes) => html`<input class="input input--time" type="time" ...${attributes} value=${clockOf(values.day_cutoff_minutes)} onInput=${(/** @type {any} */ event) => set("day_cutoff_minutes", minutesOf(event.target.value))} />`}
        </${Field}>`}
    </${SettingCard}>`
}

/** @param {CardProps} props */
export function OrderingCard({ settings, ...rest }) {
  const toggled = (/** @type {PaymentMethod[]} */ methods, /** @type {PaymentMethod} */ one) => METHODS.filter((each) => methods.includes(each) !== (each === one))
  return html`
    <${SettingCard} name="ordering" title=${t("settings.ordering")} server=${picked(settings, "payment_timing", "payment_methods", "unpaid_expiry_minutes", "completes_ready_orders")} check=${orderingProblems} save=${changeSettings} ...${rest}>
      ${(/** @type {CardTools} */ { values, set, field }) => html`
        <${Pick} name="payment_timing" title=${t("settings.timing")} value=${values.payment_timing} options=${[{ value: "before", label: t("settings.timing_before") }, { value: "after", label: t("settings.timing_after") }]} onPick=${(/** @type {string} */ timing) => set("payment_timing", timing)} />
        <p class="field__hint" role="status">${values.payment_timing === "before" ? t("settings.timing_before_help") : t("settings.timing_after_help")}</p>
        <fieldset class="choices" aria-describedby="setting-payment_methods-hint">
          <legend><span class="head">${t("settings.methods")}</span></legend>
          <div class="pick">
            ${METHODS.map((method) => html`
              <label key=${method} class="choice">
                <input type="checkbox" checked=${values.payment_methods.includes(method)} onChange=${() => set("payment_methods", toggled(values.payment_methods, method))} /><${Icon} name="check" /><span>${t(`method.${method}`)}</span>
              </label>`)}
          </div>
          <${Beside} ...${field("payment_methods", (/** @type {PaymentMethod[]} */ methods) => methods.map((method) => t(`method.${method}`)).join(", "))} hint=${t("settings.methods_help")} />
        </fieldset>
        <${NumberLine} ...${field("unpaid_expiry_minutes")} label=${t("settings.expiry")} hint=${values.unpaid_expiry_minutes === 0 ? t("settings.expiry_never") : t("settings.expiry_help")} unit=${t("settings.minutes")} value=${values.unpaid_expiry_minutes} onNumber=${(/** @type {number | null} */ n) => set("unpaid_expiry_minutes", n)} />
        <${Pick} name="completes_ready_orders" title=${t("settings.closing")} value=${String(values.completes_ready_orders)} options=${[{ value: "true", label: t("settings.closing_on") }, { value: "false", label: t("settings.closing_off") }]} onPick=${(/** @type {string} */ value) => set("completes_ready_orders", value === "true")} />
        <p class="field__hint" role="status">${values.completes_ready_orders ? t("settings.closing_on_help") : t("settings.closing_off_help")}</p>`}
    </${SettingCard}>`
}

/** @param {CardProps} props */
export function ScreensCard({ settings, ...rest }) {
  return html`
    <${SettingCard} name="screens" title=${t("settings.screens")} server=${picked(settings, "kitchen_amber_minutes", "kitchen_red_minutes", "board_ready_minutes", "kiosk_idle_s")} check=${screenProblems} save=${changeSettings} ...${rest}>
      ${(/** @type {CardTools} */ { values, set, field }) => {
        const number = (/** @type {string} */ name) => ({ ...field(name), value: values[name], onNumber: (/** @type {number | null} */ n) => set(name, n) })
        return html`
          <div class="pair">
            <${NumberLine} ...${number("kitchen_amber_minutes")} label=${t("settings.amber")} hint=${t("settings.amber_help")} unit=${t("settings.minutes")} />
            <${NumberLine} ...${number("kitchen_red_minutes")} label=${t("settings.red")} hint=${t("settings.red_help")} unit=${t("settings.minutes")} />
          </div>
          <${NumberLine} ...${number("board_ready_minutes")} label=${t("settings.board")} hint=${values.board_ready_minutes === 0 ? t("settings.board_never") : t("settings.board_help")} unit=${t("settings.minutes")} />
          <${NumberLine} ...${number("kiosk_idle_s")} label=${t("settings.kiosk")} hint=${t("settings.kiosk_help")} unit=${t("settings.seconds")} />`
      }}
    </${SettingCard}>`
}
