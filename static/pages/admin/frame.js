// The frame of the admin pages: five groups, and whether the data is current. On a phone the groups stay at the bottom,
// within reach of the thumb; on larger screens they are at the left.

import { html, useLayoutEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { signOut } from "../../lib/api.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { OwnPinSheet } from "../../components/own-pin-sheet.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"
import { addressOf, GROUPS } from "./sections.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Shop, Staff } from "../../lib/types.js" */
/** @import { Group } from "./sections.js" */

/**
 * @param {{group: Group, section: string, state: LiveState, shop: Shop | null, staff: Staff,
 *   onSignedOut: (byOwnHand?: boolean) => void}} props
 */
export function Frame({ group, section, state, shop, staff, onSignedOut }) {
  const [open, setOpen] = useState(/** @type {"" | "account" | "pin"} */ (""))
  const close = () => setOpen("")
  const leave = () => onSignedOut(true)
  return html`
    <header class="side">
      <div class="side__head">
        <div class="side__name">
          <h1 class="head">${t("admin.title")}</h1>
          <p class="side__sub"><span class="side__shop">${shop?.name}</span><${ConnectionBadge} state=${state} /></p>
        </div>
        <span class="side__end">
          <${LanguageSwitch} />
          <button type="button" class="button side__who" aria-haspopup="dialog"
            aria-label=${t("admin.account", { name: staff.name })} onClick=${() => setOpen("account")}>
          <${Icon} name="user" /><span>${staff.name}</span></button>
        </span>
      </div>
      <nav class="groups" aria-label=${t("admin.parts")}>
        ${GROUPS.map(({ name, icon, title, sections: [first] }) => {
          const current = name === group.name && (first.name === section ? "page" : "true")
          return html`<a key=${name} href=${addressOf(first.name)} aria-current=${current || undefined}>
          <${Icon} name=${icon} /><span>${title()}</span></a>`
        })}
      </nav>
    </header>
    ${
      open === "account" &&
      html`<${Account} staff=${staff} onPin=${() => setOpen("pin")} onLeave=${() => signOut().then(leave, leave)}
        onClose=${close} />`
    }
    ${open === "pin" && html`<${OwnPinSheet} staff=${staff} onSignedOut=${onSignedOut} onClose=${close} />`}`
}

/** The sections of the group one is in, where it has several. @param {{group: Group, section: string}} props */
export function Parts({ group, section }) {
  const row = useRef(/** @type {HTMLElement | null} */ (null))
  // One row that scrolls sideways: the present one is in its middle, between its neighbours.
  useLayoutEffect(() => {
    const nav = row.current
    const here = /** @type {HTMLElement | null | undefined} */ (nav?.querySelector("[aria-current]"))
    if (nav && here) nav.scrollLeft = here.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2
  })
  if (group.sections.length < 2) return null
  return html`
    <nav class="parts" aria-label=${group.title()} ref=${row}>
      ${group.sections.map(
        ({ name, title }) =>
          html`<a key=${name} href=${addressOf(name)} aria-current=${name === section ? "page" : undefined}>
          ${title()}</a>`,
      )}
    </nav>`
}

/**
 * Who is signed in. Signing out takes one more tap: its button is next to others that are tapped often.
 * @param {{staff: Staff, onPin: () => void, onLeave: () => void, onClose: () => void}} props
 */
function Account({ staff, onPin, onLeave, onClose }) {
  const foot = html`
    <a class="button button--big" href="/help" target="_blank"><${Icon} name="note" />${t("common.help")}</a>
    <button type="button" class="button button--big" onClick=${onPin}><${Icon} name="change" />
    ${t("own_pin.title")}</button>
    <button type="button" class="button button--big" onClick=${onLeave}><${Icon} name="stop" />
    ${t("sign_in.out", { name: staff.name })}</button>`
  return html`<${Sheet} title=${staff.name} foot=${foot} onClose=${onClose}><p>${t("admin.leave_help")}</p></${Sheet}>`
}
