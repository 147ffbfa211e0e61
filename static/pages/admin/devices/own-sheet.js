// The sheet of the device in the owner's hand: signing it out closes this page, so that is said first.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { revokeDevice } from "../shared/people-api.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote, problemText } from "../../../components/problem.js"
import { Sheet } from "../../../components/sheet.js"
import { t } from "../../../components/words.js"
import { useSubmit } from "../shared/use-submit.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { Device } from "../../../lib/types.js" */

/** @param {{device: Device, onSignedOut: (byOwnHand?: boolean) => void, onClose: () => void}} props */
export function OwnSheet({ device, onSignedOut, onClose }) {
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const { busy, send } = useSubmit(onSignedOut)
  const leave = async () => {
    const done = await send(() => revokeDevice(device.id))
    if (done?.error) return setProblem(problemText(done.error))
    if (done) onSignedOut(true)
  }
  const foot = html`
    <${ProblemNote} text=${problem} />
    <button type="button" class="button button--big foot__aside" onClick=${onClose}>${t("devices.stay")}</button>
    <button type="button" class="button button--danger button--big" aria-busy=${busy ? "true" : undefined}
      onClick=${leave}><${Icon} name="stop" />${t("devices.put_out")}</button>`
  return html`<${Sheet} title=${t("devices.own_title")} foot=${foot} onClose=${onClose}><p>
  ${t("devices.own_help")}</p></${Sheet}>`
}
