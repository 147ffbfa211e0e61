// The cashier's head and foot: finding an order, and knowing that the screen is alive.

import { html, useEffect, useRef } from "../../vendor/preact/standalone.js"
import { signOut } from "../../lib/api.js"
import { clockTime } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { LiveMark } from "../../components/live-mark.js"
import { SoundSwitch } from "../../components/sound-switch.js"
import { useNow } from "../../components/use-now.js"
import { language, t } from "../../components/words.js"

/** @import { LiveState } from "../../lib/live.js" */
/** @import { Shop, Staff } from "../../lib/types.js" */

/** @param {{staff: Staff, wanted: string, onWanted: (text: string) => void, onScan: (code: string) => void, onSignedOut: (byOwnHand: boolean) => void}} props */
export function Head({ staff, wanted, onWanted, onScan, onSignedOut }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null))
  useEffect(() => {
    const key = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "/" || /** @type {HTMLElement} */ (event.target).matches("input, textarea")) return
      event.preventDefault()
      field.current?.focus()
    }
    addEventListener("keydown", key)
    return () => removeEventListener("keydown", key)
  }, [])
  const keyInField = (/** @type {KeyboardEvent} */ event) => {
    // What stands in the field now: a scanner's Enter comes before the screen has caught up.
    const code = /** @type {HTMLInputElement} */ (event.currentTarget).value.trim()
    if (event.key === "Enter" && code) onScan(code)
    if (event.key === "Escape") { onWanted(""); field.current?.blur() }
  }
  const leave = () => signOut().then(() => onSignedOut(true), () => onSignedOut(true))
  return html`
    <header class="top">
      <h1 class="head">${t("cashier.title")}</h1>
      <div class="search">
        <label class="sr" for="wanted">${t("cashier.find")}</label>
        <${Icon} name="scan" />
        <input class="input" id="wanted" type="search" autocomplete="off" spellcheck=${false} ref=${field} placeholder=${t("cashier.find")} value=${wanted}
          onInput=${(/** @type {any} */ event) => onWanted(event.target.value)} onKeyDown=${keyInField} />
        <kbd aria-hidden="true">/</kbd>
      </div>
      <span class="top__end">
        <${SoundSwitch} short />
        <${LanguageSwitch} />
        <button type="button" class="button button--icon" aria-label=${t("sign_in.out", { name: staff.name })} title=${t("sign_in.out", { name: staff.name })} onClick=${leave}><${Icon} name="user" /></button>
      </span>
    </header>`
}

/** @param {{state: LiveState, staff: Staff, shop: Shop | null}} props */
export function Foot({ state, staff, shop }) {
  const now = useNow()
  return html`
    <footer class="foot">
      <${LiveMark} state=${state} />
      ${shop && !shop.clock_ok && html`<span class="chip chip--wait"><${Icon} name="alert" />${t("cashier.clock_wrong")}</span>`}
      ${shop && !shop.takes_orders && html`<span class="chip chip--wait"><${Icon} name="alert" />${t("cashier.takes_no_orders")}</span>`}
      <span class="foot__end">${staff.name} · ${clockTime(now, language(), shop?.time_zone)}</span>
    </footer>`
}
