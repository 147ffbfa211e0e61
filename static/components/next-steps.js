// What a new shop still has to do before its first guests: shown at the end of the first start, and on the owner's
// first page until all is done or the list is dismissed. Steps that the server cannot know of are remembered in this
// browser.

import { html, useEffect, useState } from "../vendor/preact/standalone.js"
import { call } from "../lib/api.js"
import { isDone, NEXT, working } from "../lib/next-steps.js"
import { arm, play } from "../lib/sound.js"
import { readStored, writeStored } from "../lib/storage.js"
import { Icon } from "./icon.js"
import { t } from "./words.js"

/** @import { ShopFacts } from "../lib/next-steps.js" */

/** Whether it was put away here. */
const KEY = "next_steps_away"

/**
 * What a page has already, and need not ask for again.
 * @typedef {object} Known
 * @property {unknown[]} [tables]
 * @property {Promise<unknown[]>} [printers]
 */

/** @param {Known} known @returns {Promise<ShopFacts>} */
async function ask(known) {
  const of = (/** @type {string} */ what) => call("GET", `/api/v1/admin/${what}`)
  const [{ staff }, settings, tables, printers] = await Promise.all([
    of("staff"),
    of("settings"),
    known.tables ?? of("tables").then((answer) => answer.tables),
    known.printers ?? of("printers").then((answer) => answer.printers),
  ])
  return {
    staff: working(staff),
    tables: tables.length,
    printers: printers.length,
    place: settings.backups.place,
    qris: settings.qris.code,
    sound: readStored("sound_tried", false),
    printed: readStored("cards_printed", false),
  }
}

/** @param {Known} known */
export function NextSteps({ tables, printers }) {
  const [facts, setFacts] = useState(/** @type {ShopFacts | null} */ (null))
  const [isAway, setAway] = useState(() => readStored(KEY, false))
  useEffect(() => {
    if (isAway) return
    // Without an answer there is no list, and the page goes on without it.
    const look = (/** @type {Known} */ known) => ask(known).then(setFacts, () => {})
    const lookAgain = () => look({})
    look({ tables, printers })
    addEventListener("focus", lookAgain)
    return () => removeEventListener("focus", lookAgain)
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
