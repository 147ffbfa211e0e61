// What a new shop still has to do before its first guests: at the end of the first start, and on the owner's first page
// until all is done or the list is put away. What the shop does not know of itself, this browser remembers.

import { html, useEffect, useState } from "../vendor/preact/standalone.js"
import { call } from "../lib/api.js"
import { isDone, NEXT } from "../lib/next-steps.js"
import { arm, play } from "../lib/sound.js"
import { readStored, writeStored } from "../lib/storage.js"
import { Icon } from "./icon.js"
import { t } from "./words.js"

/** @import { ShopFacts } from "../lib/next-steps.js" */

/** Whether it was put away here. */
const KEY = "next_steps_away"

/** @returns {Promise<ShopFacts>} */
async function ask() {
  const of = (/** @type {string} */ what) => call("GET", `/api/v1/admin/${what}`)
  const [{ staff }, { tables }, settings, { printers }] = await Promise.all(
    ["staff", "tables", "settings", "printers"].map(of),
  )
  return {
    staff: staff.length,
    tables: tables.length,
    printers: printers.length,
    place: settings.backups.place,
    qris: settings.qris.code,
    sound: readStored("sound_tried", false),
    printed: readStored("cards_printed", false),
  }
}

export function NextSteps() {
  const [facts, setFacts] = useState(/** @type {ShopFacts | null} */ (null))
  const [isAway, setAway] = useState(() => readStored(KEY, false))
  useEffect(() => {
    if (isAway) return
    // Without an answer there is no list, and the page goes on without it.
    const look = () => ask().then(setFacts, () => {})
    look()
    addEventListener("focus", look)
    return () => removeEventListener("focus", look)
  }, [isAway])
  if (isAway || !facts || NEXT.every(({ name }) => isDone(name, facts))) return null
  const sound = () => {
    arm()
    play("new")
    writeStored("sound_tried", true)
    setFacts({ ...facts, sound: true })
  }
  const putAway = () => {
    writeStored(KEY, true)
    setAway(true)
  }
  return html`
    <section class="card next-steps" aria-labelledby="next-steps">
      <h2 class="head" id="next-steps">${t("next.title")}</h2>
      <ul>
        ${NEXT.map(({ name, address }) => {
          const done = isDone(name, facts)
          const look = `next-step ${done ? "next-step--done" : ""}`
          const words = html`<span class="next-step__mark">${done && html`<${Icon} name="check" />`}</span>
            <span>${t(`next.${name}`)}${done && html`<span class="sr">, ${t("next.done")}</span>`}</span>`
          return html`<li key=${name}>${
            address
              ? html`<a class=${look} href=${address}>${words}<${Icon} name="right" /></a>`
              : html`<button type="button" class=${look} onClick=${sound}>${words}<${Icon} name="sound" /></button>`
          }</li>`
        })}
      </ul>
      <button type="button" class="button button--plain" onClick=${putAway}>${t("next.put_away")}</button>
    </section>`
}
