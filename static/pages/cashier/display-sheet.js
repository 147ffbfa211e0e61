// The customer display of this till: whether it hears, and how another screen becomes it.

import { html, useRef, useState } from "../../vendor/preact/standalone.js"
import { call, Refusal } from "../../lib/api.js"
import { till } from "../../lib/till.js"
import { countdown, secondsUntil } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { ProblemNote, problemText } from "../../components/problem.js"
import { Sheet } from "../../components/sheet.js"
import { useNow } from "../../components/use-now.js"
import { t } from "../../components/words.js"
import { useCustomerDisplay } from "./customer-display.js"

/** @import { Message } from "../../components/words.js" */
/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Pairing, Screen } from "../../lib/types.js" */

/** Displays of a name of their own; more than a shop has tills. */
const MOST = 20
/** Seconds a code is good for: no clock that is late makes it look like more. */
const VALID = 600

/**
 * As long as it is there, the display is told what is rung up.
 * @param {{screens: Screen[], state: LiveState, onOpen: () => void}} props
 */
export function DisplayButton({ screens, state, onOpen }) {
  useCustomerDisplay(screens, state)
  return html`<button type="button" class="button foot__act foot__display" aria-haspopup="dialog" onClick=${onOpen}>
    <${Icon} name="eye" />${t("screen.display")}</button>`
}

/**
 * A code for a display of this till, under a name that is free.
 * @returns {Promise<{pairing: Pairing, name: string}>}
 */
async function beginPairing() {
  // Two tills that ask at once must not ask for one name: the later code would end the other.
  const own = till() > 1 ? `${t("screen.display")} ${till()}` : t("screen.display")
  for (let n = 1; ; n++) {
    const name = n === 1 ? own : `${own} (${n})`
    try {
      const body = { role: "display", name, till: till() }
      return { pairing: await call("POST", "/api/v1/admin/devices/pairing", { body }), name }
    } catch (error) {
      if (n === MOST || !(error instanceof Refusal) || error.code !== "name_taken") throw error
    }
  }
}

/** @param {{screens: Screen[], onClose: () => void}} props */
export function DisplaySheet({ screens, onClose }) {
  const [code, setCode] = useState(/** @type {{pairing: Pairing, name: string} | null} */ (null))
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const [busy, setBusy] = useState(false)
  const here = screens.filter((screen) => screen.till === till() && screen.connected)
  // One that was there before is not the one that is being paired.
  const before = useRef(new Set(here.map(({ id }) => id)))
  const arrived = code && here.find(({ id, name }) => name === code.name && !before.current.has(id))
  const ask = async () => {
    if (busy) return
    setBusy(true)
    setProblem("")
    try {
      setCode(await beginPairing())
    } catch (error) {
      setProblem(problemText(error))
    } finally {
      setBusy(false)
    }
  }
  return html`
    <${Sheet} title=${t("screen.display")} onClose=${onClose}>
      <div class="display-sheet">
        <p>${t("display.help")}</p>
        ${here.map(
          ({ id, name }) => html`<p key=${id} class="banner banner--good" role="status"><${Icon} name="check" />
          <span>${name} · ${t("screen.on")}</span></p>`,
        )}
        ${
          code && !arrived
            ? html`<${PairingCode} pairing=${code.pairing} />`
            : html`
          <a class="button button--big" href="/display" target="siap-display"><${Icon} name="screen" />
          ${t("display.open_window")}</a>
          <p class="quiet">${t("display.open_window_help")}</p>
          <button type="button" class="button button--big" aria-busy=${busy ? "true" : undefined} onClick=${ask}>
          <${Icon} name="phone" />${t("display.make_code")}</button>
          <p class="quiet">${t("display.make_code_help")}</p>`
        }
        <${ProblemNote} text=${problem} />
      </div>
    </${Sheet}>`
}

/** What is typed on the other screen, and where. @param {{pairing: Pairing}} props */
function PairingCode({ pairing }) {
  const left = Math.min(VALID, secondsUntil(pairing.expires_at, useNow()))
  const { host } = new URL(pairing.url)
  return html`
    <div class="display-sheet__code" role="status">
      <p>${t("display.type_code", { address: `${host}/pair` })}</p>
      <p class="display-sheet__figures" aria-label=${[...pairing.code].join(" ")}>${pairing.code}</p>
      <p class="quiet">${left > 0 ? t("display.code_left", { time: countdown(left) }) : t("display.code_over")}</p>
    </div>`
}
