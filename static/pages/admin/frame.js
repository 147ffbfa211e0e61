// The frame of the admin screen: what one can look after, and whether what is shown is current. On a phone the parts
// lie in a row
// under the head, on a larger screen in a column beside the page.

import { html, useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { signOut } from "../../lib/api.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
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

/**
 * @param {{section: string, state: LiveState, shop: Shop | null, staff: Staff, onSignedOut: (byOwnHand: boolean) =>
 *   void}} props
 */
export function Frame({ section, state, shop, staff, onSignedOut }) {
  const [asking, setAsking] = useState(false)
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
          <p class="side__sub"><span class="side__shop">${shop?.name}</span><${ConnectionBadge} state=${state} /></p>
        </div>
        <span class="side__end">
          <${LanguageSwitch} />
          <button type="button" class="button button--icon" aria-haspopup="dialog"
            aria-label=${t("admin.account", { name: staff.name })} title=${t("admin.account", { name: staff.name })}
              onClick=${() => setAsking(true)}><${Icon} name="user" /></button>
        </span>
      </div>
      <nav class="parts" aria-label=${t("admin.parts")} ref=${bar}>
        ${SECTIONS.map(
          ({ name, icon, title }) => html`
          <a key=${name} href=${`#${name}`} aria-current=${name === section ? "page" : undefined}>
          <${Icon} name=${icon} />${title()}</a>`,
        )}
        <a href="/help" target="_blank"><${Icon} name="note" />${t("common.help")}</a>
      </nav>
    </header>
    ${
      asking &&
      html`<${Account} staff=${staff} onLeave=${() =>
        signOut().then(
          () => onSignedOut(true),
          () => onSignedOut(true),
        )} onClose=${() => setAsking(false)} />`
    }`
}

/**
 * Who is signed in. Signing out takes one more tap: its button is next to others that are tapped often.
 * @param {{staff: Staff, onLeave: () => void, onClose: () => void}} props
 */
function Account({ staff, onLeave, onClose }) {
  const pin = () => {
    onClose()
    location.hash = `people/person/${staff.id}`
  }
  const foot = html`
    <button type="button" class="button button--big" onClick=${pin}><${Icon} name="note" />
    ${t("admin.own_pin")}</button>
    <button type="button" class="button button--big" onClick=${onLeave}><${Icon} name="stop" />
    ${t("sign_in.out", { name: staff.name })}</button>`
  return html`<${Sheet} title=${staff.name} foot=${foot} onClose=${onClose}><p>${t("admin.leave_help")}</p></${Sheet}>`
}
