// Who changed what on the menu, and when: the newest first.

import { html, useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { Refusal } from "../../lib/api.js"
import { listMenuChanges } from "../../lib/owner-api.js"
import { clockTime, dayName } from "../../lib/time.js"
import { Blank } from "../../components/blank.js"
import { ProblemNote, problemText } from "../../components/problem.js"
import { language, t } from "../../components/words.js"
import { ChangeEntry } from "./change-entry.js"

/** @import { EditedMenu, MenuChange } from "../../lib/owner-types.js" */
/** @import { Shop } from "../../lib/types.js" */
/** @import { Desk } from "./use-edited-menu.js" */

const PAGE = 40

/** @param {{desk: Desk, menu: EditedMenu, shop: Shop | null, stale: boolean}} props */
export function HistorySection({ desk, menu, shop, stale }) {
  const [changes, setChanges] = useState(/** @type {MenuChange[] | null} */ (null))
  const [cursor, setCursor] = useState(/** @type {number | null} */ (null))
  const [problem, setProblem] = useState("")
  const [busy, setBusy] = useState(false)
  const asked = useRef(0)

  /** @param {number | null} from nothing for the newest */
  const ask = async (from) => {
    const turn = ++asked.current
    setBusy(true)
    setProblem("")
    try {
      const page = await listMenuChanges({ limit: PAGE, cursor: from })
      if (turn !== asked.current) return
      const known = from === null ? undefined : changes
      setChanges([...(known ?? []), ...page.changes])
      setCursor(page.next_cursor)
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) return desk.onSignedOut()
      if (turn === asked.current) setProblem(problemText(error))
    } finally {
      if (turn === asked.current) setBusy(false)
    }
  }
  /** What came on top meanwhile goes on top; what was loaded before stays. */
  const catchUp = async () => {
    const newest = changes?.[0]?.id
    if (newest === undefined) return ask(null)
    const page = await listMenuChanges({ limit: PAGE }).catch(() => null)
    if (!page) return
    const fresh = page.changes.filter((change) => change.id > newest)
    // More than a page is new: then all of it is read from the top.
    if (fresh.length === PAGE) return ask(null)
    setChanges((now) => [...fresh.filter((change) => !now?.some((each) => each.id === change.id)), ...(now ?? [])])
  }
  useEffect(() => { catchUp() }, [menu.rev])

  const zone = shop?.time_zone
  const days = byDay(bySaving(changes ?? []), (at) => dayName(at, language(), zone))
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools"><h2 class="head">${t("admin.history_title")}</h2></div>
      ${changes?.length === 0 && html`<${Blank} icon="history" title=${t("admin.no_history")} />`}
      ${days.map(([day, some]) => html`
        <section key=${day} class="card day">
          <h3 class="head">${day}</h3>
          <ol>
            ${some.map((together) => html`<${ChangeEntry} key=${together[0].id} changes=${together} time=${clockTime(together[0].at, language(), zone)} />`)}
          </ol>
        </section>`)}
      <${ProblemNote} text=${problem} />
      ${(cursor !== null || problem) && html`<button type="button" class="button button--wide" aria-busy=${busy ? "true" : undefined} onClick=${() => ask(changes ? cursor : null)}>${problem ? t("admin.try_again") : t("admin.load_more")}</button>`}
    </div>`
}

/** What was saved together stands together. @param {MenuChange[]} changes newest first @returns {MenuChange[][]} */
function bySaving(changes) {
  /** @type {MenuChange[][]} */
  const savings = []
  for (const change of changes) {
    const last = savings.at(-1)
    const same = last && ["at", "by", "subject", "subject_id"].every((what) => last[0][/** @type {"at"} */ (what)] === change[/** @type {"at"} */ (what)])
    // Within one saving, as the form has them.
    if (same) last.unshift(change)
    else savings.push([change])
  }
  return savings
}

/** @param {MenuChange[][]} savings newest first @param {(at: string) => string} dayOf @returns {[string, MenuChange[][]][]} */
function byDay(savings, dayOf) {
  /** @type {Map<string, MenuChange[][]>} */
  const days = new Map()
  for (const saving of savings) {
    const day = dayOf(saving[0].at)
    days.set(day, [...(days.get(day) ?? []), saving])
  }
  return [...days]
}
