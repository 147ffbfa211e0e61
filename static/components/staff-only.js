// Shows a staff screen to staff, and the sign-in to everybody else.

import { html, useEffect, useState } from "../vendor/preact/standalone.js"
import { Refusal, whoAmI } from "../lib/api.js"
import { Blank } from "./blank.js"
import { SignIn } from "./sign-in.js"
import { t } from "./words.js"

/** @import { Role, Staff } from "../lib/types.js" */

/** @param {{title: string, roles: Role[], Screen: any}} props */
export function StaffOnly({ title, roles, Screen }) {
  const [staff, setStaff] = useState(/** @type {Staff | null | "asking"} */ ("asking"))
  const [why, setWhy] = useState("")

  useEffect(() => {
    let timer = 0
    const ask = () => whoAmI().then(
      (answer) => welcome(answer.staff),
      (error) => {
        if (error instanceof Refusal && error.status === 401) setStaff(null)
        else timer = window.setTimeout(ask, 1_000)
      },
    )
    ask()
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => { if (staff === null) document.title = title }, [staff, title])

  /** @param {Staff} who */
  const welcome = (who) => {
    if (roles.includes(who.role)) return setStaff(who)
    setWhy(t("error.forbidden", { name: who.name }))
    setStaff(null)
  }

  if (staff === "asking") return html`<main><${Blank} icon="reconnect" title=${t("common.loading")} /></main>`
  if (staff === null) return html`<${SignIn} title=${title} why=${why} onSignedIn=${welcome} />`
  return html`<${Screen} staff=${staff} onSignedOut=${(/** @type {boolean} */ byOwnHand = false) => { setWhy(byOwnHand ? "" : t("error.session_ended")); setStaff(null) }} />`
}
