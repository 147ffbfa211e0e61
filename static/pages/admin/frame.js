// The frame of the admin screen: what one can look after, and whether what is shown is current. On a phone the parts lie in a row
// under the head, on a larger screen in a column beside the page.

import { html, useEffect, useRef } from "../../vendor/preact/standalone.js"
import { signOut } from "../../lib/api.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { LiveMark } from "../../components/live-mark.js"
import { t } from "../../components/words.js"

/** @import { LiveState } from "../../lib/live.js" */
/** @import { Shop, Staff } from "../../lib/types.js" */

/** Every part of the screen, and the sign it goes by. */
export const SECTIONS = [
  { name: "menu", icon: "bowl", title: () => t("admin.menu") },
  { name: "choices", icon: "checks", title: () => t("admin.choices") },
  { name: "people", icon: "user", title: () => t("people.title") },
  { name: "devices", icon: "screen", title: () => t("devices.title") },
  { name: "phone", icon: "phone", title: () => t("phone.test") },
  { name: "history", icon: "history", title: () => t("admin.history") },
  { name: "export", icon: "list", title: () => t("export.title") },
  { name: "backups", icon: "download", title: () => t("backups.title") },
  { name: "health", icon: "health", title: () => t("admin.health") },
  { name: "settings", icon: "settings", title: () => t("admin.settings") },
]

/** @param {{section: string, state: LiveState, shop: Shop | null, staff: Staff, onSignedOut: (byOwnHand: boolean) => void}} props */
export function Frame({ section, state, shop, staff, onSignedOut }) {
  const leave = () => signOut().then(() => onSignedOut(true), () => onSignedOut(true))
  const bar = useRef(/** @type {HTMLElement | null} */ (null))
  useEffect(() => {
    const link = /** @type {HTMLElement | null} */ (bar.current?.querySelector("[aria-current]"))
    if (link) bar.current?.scrollTo({ left: link.offsetLeft - 24 })
  }, [section])
  return html`
    <header class="side">
      <div class="side__head">
        <div class="side__name">
          <h1 class="head">${t("admin.title")}</h1>
          <p class="side__sub"><span class="side__shop">${shop?.name}</span><${LiveMark} state=${state} /></p>
        </div>
        <span class="side__end">
          <${LanguageSwitch} />
          <button type="button" class="button button--icon" aria-label=${t("sign_in.out", { name: staff.name })} title=${t("sign_in.out", { name: staff.name })} onClick=${leave}><${Icon} name="user" /></button>
        </span>
      </div>
      <nav class="parts" aria-label=${t("admin.parts")} ref=${bar}>
        ${SECTIONS.map(({ name, icon, title }) => html`
          <a key=${name} href=${`#${name}`} aria-current=${name === section ? "page" : undefined}><${Icon} name=${icon} />${title()}</a>`)}
      </nav>
    </header>`
}
