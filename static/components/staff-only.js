// Shows a staff screen to signed-in staff, and the sign-in to anyone else.

import { html, useEffect, useState } from "../vendor/preact/standalone.js"
import { fetchSetup, Refusal, whoAmI } from "../lib/api.js"
import { EmptyState } from "./empty-state.js"
import { Icon } from "./icon.js"
import { SignIn } from "./sign-in.js"
import { message, t } from "./words.js"

/** @import { Message } from "./words.js" */
/** @import { Role, Staff } from "../lib/types.js" */

/**
 * @param {{title: string, roles: Role[], Screen: any, pairs?: boolean}} props `pairs` when this may be a screen of the
 *   shop itself
 */
export function StaffOnly({ title, roles, Screen, pairs = false }) {
  const [staff, setStaff] = useState(/** @type {Staff | null | "asking"} */ ("asking"))
  const [why, setWhy] = useState(/** @type {Message | ""} */ (""))

  useEffect(() => {
    let timer = 0
    const ask = () =>
      whoAmI().then(
        (answer) => welcome(answer.staff),
        (error) => {
          if (error instanceof Refusal && error.status === 401) setStaff(null)
          else timer = window.setTimeout(ask, 1_000)
        },
      )
    ask()
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (staff === null) document.title = title
  }, [staff, title])

  /** @param {Staff} who */
  const welcome = (who) => {
    if (roles.includes(who.role)) return setStaff(who)
    setWhy(message(() => t("error.forbidden", { name: who.name })))
    setStaff(null)
  }

  if (staff === "asking") return html`<main><${EmptyState} icon="reconnect" title=${t("common.loading")} /></main>`
  if (staff === null) {
    const pair =
      pairs && html`<a class="button button--plain" href="/pair"><${Icon} name="screen" />${t("sign_in.pair")}</a>`
    return html`<${SignIn} title=${title} why=${why} before=${html`<${NotSetUp} />`} after=${pair}
      onSignedIn=${welcome} />`
  }
  return html`<${Screen} staff=${staff} onSignedOut=${(/** @type {boolean} */ byOwnHand = false) => {
    setWhy(byOwnHand ? "" : message(() => t("error.session_ended")))
    setStaff(null)
  }} />`
}

/** A shop without staff has no one to sign in. */
function NotSetUp() {
  const [open, setOpen] = useState(false)
  // Without an answer there is still the form.
  useEffect(() => {
    fetchSetup().then(
      (setup) => setOpen(setup.open),
      () => {},
    )
  }, [])
  if (!open) return null
  return html`
    <div class="banner banner--wait">
      <${Icon} name="alert" /><p><b>${t("sign_in.not_set_up")}</b><br />${t("sign_in.not_set_up_help")}</p>
      <a class="button" href="/setup">${t("sign_in.set_up")}</a>
    </div>`
}
