// The cards as they are printed, in the languages of the guests rather than of the screen.

import { html } from "../../vendor/preact/standalone.js"
import { tIn } from "../../lib/i18n.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"
import { useSlipSize } from "./use-slip-size.js"

/** @import { Code, Deck } from "../../lib/cards-api.js" */
/** @import { Wishes } from "./page.js" */

/** The card of no table, for the counter and the window. */
export const NO_TABLE = 0
/** @type {Record<string, number>} */
const ON_A_SHEET = { a4: 4 }

/** Characters that a card has room for as it is; with more, it is set smaller, without picture and invitation. */
const ROOM = { shop: 28, where: 44, wifi: 36 }

/** @typedef {{id: number, table_number: string, token?: string, url: string, qr: Code}} PrintCard */

/**
 * @param {object} props
 * @param {PrintCard[]} props.cards
 * @param {Deck} props.deck
 * @param {Wishes} props.wishes
 * @param {number} props.busy the table whose card is just being renewed
 * @param {((card: PrintCard) => void) | null} props.onRenew
 */
export function Paper({ cards, deck, wishes, busy, onRenew }) {
  const each = ON_A_SHEET[wishes.format] ?? 1
  const sheets = Array.from({ length: Math.ceil(cards.length / each) }, (_, at) =>
    cards.slice(at * each, (at + 1) * each),
  )
  const wifi = wishes.wifi ? deck.wifi_qr : null
  const isFull =
    deck.shop_name.length > ROOM.shop ||
    deck.street_address.length > ROOM.where ||
    (wifi !== null && deck.wifi.name.length + deck.wifi.password.length > ROOM.wifi)
  useSlipSize(wishes.format, [
    JSON.stringify([
      deck.shop_name,
      deck.street_address,
      deck.logo_url,
      deck.wifi,
      cards.map((card) => card.url + card.table_number),
      wishes,
    ]),
  ])
  return html`
    <div
      class=${`paper paper--${wishes.format} ${wifi ? "" : "paper--short"} ${
        wishes.languages.length > 1 ? "paper--both" : ""
      } ${isFull ? "paper--full" : ""}`}>
      ${sheets.map(
        (sheet) => html`
        <div class="sheet-of" key=${sheet[0].id}>
          ${sheet.map(
            (card) => html`
            <div class="card-slot" key=${card.id}>
              <${TableCard} card=${card} deck=${deck} wifi=${wifi} isFull=${isFull}
                languages=${wishes.languages} />
              ${
                onRenew &&
                card.id !== NO_TABLE &&
                html`
                <button type="button" class="button renew" aria-busy=${busy === card.id ? "true" : undefined}
                  onClick=${() => onRenew(card)}><${Icon} name="change" />${t("cards.renew")}
                  <span class="sr"> ${t("type.table", { table: card.table_number })}</span></button>`
              }
            </div>`,
          )}
        </div>`,
      )}
    </div>`
}

/** @param {{card: PrintCard, deck: Deck, wifi: Code | null, isFull: boolean, languages: string[]}} props */
function TableCard({ card, deck, wifi, isFull, languages }) {
  const logo = isFull ? null : deck.logo_url
  const say = (/** @type {string} */ key, /** @type {Record<string, string>} */ values = {}) =>
    languages.map(
      (lang) => html`<span key=${lang} class="say" lang=${lang}>${unbroken(tIn(lang, `card.${key}`, values))}</span>`,
    )
  const step = (/** @type {number} */ n, /** @type {string} */ key) =>
    html`<p class="step">${wifi && html`<b class="step__n">${n}</b>`}<span class="step__words">${say(key)}</span></p>`
  const length = card.table_number.length
  const size = length <= 3 ? "short" : length <= 6 ? "middle" : "long"
  return html`
    <article class="table-card" data-table=${card.table_number}>
      <div class="table-card__awning"></div>
      <header class="table-card__head">
        ${logo && html`<img class="table-card__logo" src=${logo} alt="" />`}
        <p class="table-card__shop">${deck.shop_name}</p>
        ${
          card.id !== NO_TABLE &&
          html`<p class="table-card__table"><span class="table-card__word">
        ${say("table")}</span><b class=${`table-card__name table-card__name--${size}`}>${card.table_number}</b></p>`
        }
      </header>
      ${isFull || html`<p class="table-card__invite">${say("invite")}</p>`}
      <div class="codes">
        ${
          wifi &&
          html`
          <section class="code code--wifi">
            ${step(1, "join")}
            <${Qr} code=${wifi} />
            <p class="code__text"><span class="code__word">${unbroken("Wi-Fi")}:</span> <b>${deck.wifi.name}</b></p>
            ${
              deck.wifi.security === "wpa" &&
              html`<p class="code__text"><span class="code__word">
            ${say("password")}:</span> <b class="code__secret">${deck.wifi.password}</b></p>`
            }
          </section>`
        }
        <section class="code code--menu">
          ${step(2, "order")}
          <${Qr} code=${card.qr} />
          <${Address} url=${card.url} />
        </section>
      </div>
      <footer class="table-card__foot">
        <p class="table-card__hint">${say(wifi ? "stay" : "join_first")}</p>
        ${deck.street_address && html`<p class="table-card__where">${deck.street_address}</p>`}
      </footer>
    </article>`
}

/** For typing: broken, if at all, where one takes a breath. @param {{url: string}} props */
function Address({ url }) {
  const { host, pathname } = new URL(url)
  return html`<p class="code__text code__address"><span>${host}</span>${
    pathname !== "/" &&
    html`<span>
  ${pathname}</span>`
  }</p>`
}

/** «Wi-Fi» stays on one line. @param {string} text */
const unbroken = (text) => text.replaceAll("Wi-Fi", "Wi\u2011Fi")

/** The light modules around it, which phones need, are no part of its size. */
const AROUND = 8

/** @param {{code: Code}} props */
function Qr({ code }) {
  const size = (/** @type {SVGElement | null} */ svg) =>
    svg?.style.setProperty("--around", String(code.size / (code.size - AROUND)))
  return html`<svg class="qr" ref=${size} viewBox=${`0 0 ${code.size} ${code.size}`} shape-rendering="crispEdges"
    aria-hidden="true"><rect width=${code.size} height=${code.size} /><path d=${code.path} /></svg>`
}
