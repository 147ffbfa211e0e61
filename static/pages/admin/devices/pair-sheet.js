// The sheet that pairs a screen: its role, then a code to scan or type there, then the moment it is paired.

import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact/standalone.js"
import { SCREEN_ROLES } from "../../../lib/api-words.js"
import { Refusal } from "../../../lib/api.js"
import { beginPairing } from "../shared/people-api.js"
import { TextInput } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote, problemText } from "../../../components/problem.js"
import { Sheet } from "../../../components/sheet.js"
import { message, t } from "../../../components/words.js"
import { focusFirstError } from "../shared/focus-error.js"
import { RoleField } from "../shared/role-field.js"
import { SelectInput } from "../shared/select-input.js"
import { useSubmit } from "../shared/use-submit.js"
import { PairCode } from "./pair-code.js"
import { freeName, newcomer } from "./pair-rules.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { Device, Pairing, ScreenRole } from "../../../lib/types.js" */

const MAX_NAME_LENGTH = 40

/** Which screens show what is sold at one drawer. @type {Record<ScreenRole, boolean>} */
const FOLLOWS_TILL = { kitchen: false, board: false, kiosk: false, display: true }

/**
 * @param {{devices: Device[], tills: number, onSignedOut: (byOwnHand?: boolean) => void, onClose: () => void}} props
 */
export function PairSheet({ devices, tills, onSignedOut, onClose }) {
  const [role, setRole] = useState(SCREEN_ROLES[0])
  const [till, setTill] = useState("1")
  // What was typed; until then the screen is called by what it is for.
  const [typed, setTyped] = useState(/** @type {string | null} */ (null))
  const [pairing, setPairing] = useState(/** @type {Pairing | null} */ (null))
  const [problems, setProblems] = useState(/** @type {{name?: Message, other?: Message}} */ ({}))
  const { busy, send } = useSubmit(onSignedOut)
  const before = useRef(new Set(devices.map((device) => device.id)))
  useLayoutEffect(focusFirstError, [problems])

  const name = typed ?? freeName(t(`role.${role}`), devices)
  const arrived = pairing && newcomer(devices, before.current, name, role)

  const ask = async () => {
    if (!name.trim()) return setProblems({ name: message(() => t("admin.name_missing")) })
    setProblems({})
    const done = await send(() =>
      beginPairing({ role, name: name.trim(), till: FOLLOWS_TILL[role] ? Number(till) : undefined }),
    )
    if (done?.error) {
      const ofName = done.error instanceof Refusal && ["unfit_name", "name_taken"].includes(done.error.code)
      setPairing(null)
      return setProblems({ [ofName ? "name" : "other"]: problemText(done.error) })
    }
    if (!done?.value) return
    // From now on the name is what the code was made for.
    setTyped(name.trim())
    setPairing(done.value)
  }
  const another = () => {
    before.current = new Set(devices.map((device) => device.id))
    setPairing(null)
    setTyped(null)
  }
  const asking = busy ? "true" : undefined

  if (pairing) {
    const foot = arrived
      ? html`
        <button type="button" class="button button--big foot__aside" onClick=${another}><${Icon} name="plus" />
        ${t("pairing.another")}</button>
        <button type="button" class="button button--primary button--big" onClick=${onClose}>${t("admin.done")}</button>`
      : html`<button type="button" class="button button--big foot__aside" onClick=${() => setPairing(null)}>
      <${Icon} name="left" />${t("common.back")}</button>`
    return html`
      <${Sheet} key="code" title=${t("pairing.of", { name })} foot=${foot} onClose=${onClose}>
        <${PairCode} pairing=${pairing} name=${name} arrived=${arrived} busy=${asking} onAgain=${ask} />
      </${Sheet}>`
  }
  const foot = html`
    <${ProblemNote} text=${problems.other ?? ""} />
    <button type="submit" form="pair-form" class="button button--primary button--big" aria-busy=${asking}>
    <${Icon} name="qr" />${t("pairing.make_code")}</button>`
  return html`
    <${Sheet} key="form" title=${t("devices.pair")} foot=${foot} onClose=${onClose}>
      <form id="pair-form" class="form" noValidate onSubmit=${(/** @type {Event} */ event) => {
        event.preventDefault()
        ask()
      }}>
        <p>${t("pairing.help")}</p>
        <${RoleField} id="pair-role" title=${t("pairing.role")} value=${role}
          options=${SCREEN_ROLES.map((each) => ({ role: each, help: t(`pairing.${each}`) }))} onPick=${setRole} />
        ${
          FOLLOWS_TILL[role] &&
          tills > 1 &&
          html`<${SelectInput} id="pair-till" label=${t("pairing.till")} hint=${t("pairing.till_help")} value=${till}
            options=${Array.from({ length: tills }, (_, n) => ({
              value: String(n + 1),
              label: t("drawer.number", { n: n + 1 }),
            }))} onPick=${setTill} />`
        }
        <${TextInput} id="pair-name" label=${t("pairing.name")} hint=${t("pairing.name_help")} problem=${problems.name}
          most=${MAX_NAME_LENGTH} value=${name} onText=${setTyped} />
      </form>
    </${Sheet}>`
}
