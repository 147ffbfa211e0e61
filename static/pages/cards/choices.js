// The choices of what to print and on which paper.

import { html } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { RadioGroup } from "../../components/radio-group.js"
import { t } from "../../components/words.js"
import { NO_TABLE } from "./paper.js"

/** @import { Deck } from "../../lib/cards-api.js" */
/** @import { Format, Wishes } from "./page.js" */
/** @import { PrintCard } from "./paper.js" */

/** @type {Format[]} */
const FORMATS = ["a4", "a6", "slip80", "slip58"]
/** @type {Record<string, string>} */
const LANGUAGES = { id: "Bahasa Indonesia", en: "English", "id en": "Indonesia + English" }

/**
 * @param {object} props
 * @param {Deck} props.deck
 * @param {PrintCard[]} props.all
 * @param {Set<number>} props.out those that are not printed
 * @param {(out: Set<number>) => void} props.onOut
 * @param {Wishes} props.wishes
 * @param {(change: Partial<Wishes>) => void} props.onWish
 * @param {boolean} props.isOwner
 */
export function Choices({ deck, all, out, onOut, wishes, onWish, isOwner }) {
  const n = all.filter((card) => !out.has(card.id)).length
  const toggle = (/** @type {number} */ id) => {
    const next = new Set(out)
    if (!next.delete(id)) next.add(id)
    onOut(next)
  }
  return html`
    <section class="card choose" aria-label=${t("cards.choose")}>
      <${RadioGroup} name="format" title=${t("cards.format")} value=${wishes.format}
        options=${FORMATS.map((value) => ({ value, label: t(`cards.format.${value}`) }))}
          onPick=${(/** @type {Format} */ format) => onWish({ format })} />
      <${RadioGroup} name="languages" title=${t("cards.languages")} value=${wishes.languages.join(" ")}
        options=${Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          onPick=${(/** @type {string} */ value) => onWish({ languages: value.split(" ") })} />
      ${
        deck.wifi_qr
          ? html`<${RadioGroup} name="wifi" title=${t("cards.wifi")} value=${String(wishes.wifi)} options=${[
              { value: "true", label: t("cards.with_wifi", { wifi: deck.wifi.name }) },
              { value: "false", label: t("cards.without_wifi") },
            ]} onPick=${(/** @type {string} */ value) => onWish({ wifi: value === "true" })} />`
          : html`<div class="banner banner--wait"><${Icon} name="alert" /><p>
          ${isOwner ? t("cards.no_wifi") : t("cards.no_wifi_till")}</p>
          ${isOwner && html`<a class="button" href="/admin#network">${t("cards.to_settings")}</a>`}</div>`
      }
      <details class="which">
        <summary><${Icon} name="plate" /><span>${t("cards.which", { n, all: all.length })}</span>
        <${Icon} name="unfold" /></summary>
        <div class="which__all">
          <button type="button" class="button" onClick=${() => onOut(new Set([NO_TABLE]))}>
          ${t("cards.every_table")}</button>
          <button type="button" class="button" onClick=${() => onOut(new Set(all.map((card) => card.id)))}>
          ${t("cards.no_card")}</button>
        </div>
        <div class="which__tables">
          ${all.map(
            (card) => html`
            <label key=${card.id} class="choice">
              <input type="checkbox" checked=${!out.has(card.id)} onChange=${() => toggle(card.id)} />
              <${Icon} name="check" /><span>
              ${card.id === NO_TABLE ? t("cards.no_table") : t("type.table", { table: card.table_number })}</span>
            </label>`,
          )}
        </div>
      </details>
    </section>`
}
