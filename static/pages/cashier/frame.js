// The cashier's head and foot: finding an order or a dish, beginning a sale, what is wrong
// with the shop's machine, and knowing that the screens are alive.

import { html, useEffect } from "../../vendor/preact/standalone.js"
import { IS_OWNER } from "../../lib/decisions.js"
import { clockTime } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { ShopNotices } from "../../components/shop-notices.js"
import { SoundSwitch } from "../../components/sound-switch.js"
import { useNow } from "../../components/use-now.js"
import { language, t } from "../../components/words.js"
import { DisplayButton } from "./display-sheet.js"
import { Drawer } from "./drawer.js"
import { KeyHints } from "./key-hints.js"
import { PauseButton } from "./pause.js"
import { PrinterTiles } from "./printer-tiles.js"
import { SEES_SCREENS, TAKES_MONEY } from "./rights.js"
import { Screens } from "./screens.js"
import { TableCalls } from "./table-calls.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { PrinterNow, Screen, Shop, Staff, TableCall } from "../../lib/types.js" */

/**
 * @param {object} props
 * @param {Staff} props.staff
 * @param {Shop | null} props.shop
 * @param {string} props.wanted
 * @param {boolean} props.selling
 * @param {string} props.adding the number of the order that is being added to
 * @param {number} props.inSale dishes in the sale that waits
 * @param {number} props.ringing new orders that were not opened
 * @param {number} props.soldOut
 * @param {PrinterNow[]} props.printers
 * @param {(text: string) => void} props.onWanted
 * @param {(text: string) => void} props.onEnter
 * @param {() => void} props.onSale
 * @param {() => void} props.onSoldOut
 * @param {() => void} props.onWho
 * @param {boolean} props.takesMoney
 * @param {boolean} props.isLive
 * @param {TableCall[]} props.calls
 * @param {(call: TableCall) => void} props.onAnswered
 */
export function Head({
  staff,
  shop,
  wanted,
  selling,
  adding,
  inSale,
  ringing,
  soldOut,
  printers,
  onWanted,
  onEnter,
  onSale,
  onSoldOut,
  onWho,
  takesMoney,
  isLive,
  calls,
  onAnswered,
}) {
  const keyInField = (/** @type {KeyboardEvent} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.currentTarget)
    // What stands in the field now: a scanner's Enter comes before the screen has caught up.
    if (event.key === "Enter" && !event.repeat) onEnter(field.value.trim())
    // The key that leads here, pressed while the focus is here already.
    if (event.key === "/" && field.value === "") event.preventDefault()
    if (event.key !== "Escape") return
    if (field.value) onWanted("")
    else field.blur()
    event.preventDefault()
  }
  useEffect(() => {
    const title = t("cashier.page_title", { shop: shop?.name ?? "" })
    document.title = ringing ? `(${ringing}) ${title}` : title
  }, [ringing, shop, language()])
  const find = selling ? t("sale.find") : t("cashier.find")
  return html`
    <header class="top">
      <h1 class="head">${t("cashier.title")}</h1>
      <div class="search">
        <label class="sr" for="wanted">${find}</label>
        <${Icon} name=${selling ? "search" : "scan"} />
        <input class="input" id="wanted" type="search" autocomplete="off" spellcheck=${false} placeholder=${find}
          value=${wanted}
          onInput=${(/** @type {any} */ event) => onWanted(event.target.value)} onKeyDown=${keyInField} />
        <kbd aria-hidden="true">/</kbd>
      </div>
      <span class="top__end">
        <${SaleButton} selling=${selling} adding=${adding} inSale=${inSale} ringing=${ringing} onSale=${onSale} />
        ${
          soldOut > 0 &&
          html`
          <button type="button" class="button top__out" aria-haspopup="dialog" onClick=${onSoldOut}>
          <${Icon} name="soldout" /><span class="top__word">${t("menu.sold_out")}</span> <b>${soldOut}</b>
          <span class="sr">, ${t("cashier.see_list")}</span></button>`
        }
        ${takesMoney && html`<${Drawer} shop=${shop} isLive=${isLive} me=${staff.name} />`}
        <${SoundSwitch} short />
        <${LanguageSwitch} />
        <button type="button" class="button top__who" aria-haspopup="dialog" onClick=${onWho}><${Icon} name="user" />
        <span class="top__name">${staff.name}</span><span class="sr">, ${t("switch.open")}</span></button>
      </span>
      <${ShopNotices} shop=${shop} answers=${IS_OWNER[staff.role]} />
      <${TableCalls} calls=${calls} isLive=${isLive} onAnswered=${onAnswered} />
      <${PrinterTiles} printers=${printers} timeZone=${shop?.time_zone} />
    </header>`
}

/**
 * To the sale, and from there back to the orders; each says what waits on the other side.
 * @param {{selling: boolean, adding: string, inSale: number, ringing: number, onSale: () => void}} props
 */
function SaleButton({ selling, adding, inSale, ringing, onSale }) {
  if (adding) {
    return html`
      <button type="button" class="button top__new" onClick=${onSale}>
        <${Icon} name="left" /><${Label} long=${t("round.to_order", { number: adding })} short=${adding} />
        <${NewCount} ringing=${ringing} />
      </button>`
  }
  if (selling) {
    return html`
      <button type="button" class="button top__new" onClick=${onSale}>
        <${Icon} name="list" /><${Label} long=${t("sale.to_orders")} short=${t("cashier.orders")} />
        <${NewCount} ringing=${ringing} />
      </button>`
  }
  return html`
    <button type="button" class="button top__new" onClick=${onSale}>
      <${Icon} name="plus" />
      <${Label} long=${inSale ? t("sale.continue") : t("cashier.new_order")}
        short=${inSale ? t("cart.go_on") : t("cashier.new")} />${
          inSale > 0
            ? html`<b class="tile__count">
        ${inSale}</b>`
            : html`<kbd aria-hidden="true">+</kbd>`
        }
    </button>`
}

/** @param {{ringing: number}} props */
function NewCount({ ringing }) {
  if (ringing === 0) return null
  return html`<span class="chip chip--new"><${Icon} name="bell" />${t("sale.new_count", { n: ringing })}</span>`
}

/** A word for where there is room, and one for a phone. @param {{long: string, short: string}} props */
function Label({ long, short }) {
  return html`<span class="top__word">${long}</span><span class="top__short">${short}</span>`
}

/**
 * @param {{state: LiveState, staff: Staff, shop: Shop | null, screens: Screen[], mode: "list" | "order" | "pay" |
 *   "sale", onPause: () => void, onDisplay: () => void}} props
 */
export function Foot({ state, staff, shop, screens, mode, onPause, onDisplay }) {
  const now = useNow()
  return html`
    <footer class="foot">
      <${ConnectionBadge} state=${state} />
      ${
        state.name === "live" &&
        SEES_SCREENS[staff.role] &&
        html`<${Screens} screens=${screens} timeZone=${shop?.time_zone} />`
      }
      ${shop && html`<${PauseButton} shop=${shop} takesMoney=${TAKES_MONEY[staff.role]} onOpen=${onPause} />`}
      ${TAKES_MONEY[staff.role] && html`<${DisplayButton} screens=${screens} state=${state} onOpen=${onDisplay} />`}
      <${KeyHints} mode=${mode} />
      <span class="foot__end">${staff.name} · ${clockTime(now, language(), shop?.time_zone)}</span>
    </footer>`
}
