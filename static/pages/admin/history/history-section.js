// The section of the history: who changed what and when, newest first, filtered by subject and person, and as a file.

import { html, useEffect, useState } from "../../../vendor/preact/standalone.js"
import { fetchStaff, historyFile } from "../shared/people-api.js"
import { SelectInput } from "../shared/select-input.js"
import { clockTime, dayName } from "../../../lib/time.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote } from "../../../components/problem.js"
import { language, t } from "../../../components/words.js"
import { byDay, bySaving } from "./by-day.js"
import { ChangeEntry } from "./change-entry.js"
import { byWhom } from "./change-words.js"
import { personIn } from "./person-in.js"
import { useHistory } from "./use-history.js"

/** @import { About, EditedMenu } from "../../../lib/types.js" */
/** @import { Shop } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { HashRoute } from "../use-hash-route.js" */

/** @typedef {"money" | Exclude<About, "">} PartName */

/** Money first: it is what an owner looks for. @type {Record<PartName, {about: About, money: boolean}>} */
const PARTS = {
  money: { about: "orders", money: true },
  orders: { about: "orders", money: false },
  drawer: { about: "drawer", money: false },
  menu: { about: "menu", money: false },
  shop: { about: "shop", money: false },
  staff: { about: "staff", money: false },
}
const NAMES = /** @type {PartName[]} */ (Object.keys(PARTS))
/** All but the orders. */
const REST = { about: /** @type {About} */ (""), money: false }
/** The value in the address for a person without a part. */
const ANY = "any"

/** @param {{route: HashRoute, editor: MenuEditor, menu: EditedMenu, shop: Shop | null, stale: boolean}} props */
export function HistorySection({ route, ...rest }) {
  const part = NAMES.find((name) => name === route.kind) ?? ""
  const by = personIn(route.id)
  const people = usePeople(by)
  /** @param {PartName | ""} next @param {string} who */
  const show = (next, who) =>
    route.replace(["history", next || (who && ANY), encodeURIComponent(who)].filter(Boolean).join("/"))
  // Another part is another list: it starts again, at its top.
  return html`<${Part} key=${`${part} ${by}`} part=${part} by=${by} people=${people} onShow=${show}
    ...${rest} />`
}

/**
 * @param {{part: PartName | "", by: string, people: {value: string, label: string}[], editor: MenuEditor, menu:
 *   EditedMenu, shop: Shop | null, stale: boolean, onShow: (part: PartName | "", by: string) => void}} props
 */
function Part({ part, by, people, editor, menu, shop, stale, onShow }) {
  const query = { ...(part ? PARTS[part] : REST), by }
  const { changes, isMore, busy, problem, more, catchUp } = useHistory(query, editor.onSignedOut)
  // A file has all of what is shown here a page at a time.
  const whole = [t(`history.${part || "all"}`), by && byWhom(by)].filter(Boolean).join(", ")
  const empty = () => (query.about === "orders" ? t("history.no_orders") : t("admin.no_history"))
  // What was saved here, or on another screen, is in the history at once.
  useEffect(() => {
    catchUp()
  }, [menu.rev, shop])
  const zone = shop?.time_zone
  const days = byDay(bySaving(changes ?? []), (at) => dayName(at, language(), zone))
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools"><h2 class="head">${t("admin.history_title")}</h2></div>
      <div class="filter" role="group" aria-label=${t("history.parts")}>
        <button type="button" class="button" aria-pressed=${String(part === "")} onClick=${() => onShow("", by)}>
        ${t("history.all")}</button>
        ${NAMES.map(
          (name) => html`<button key=${name} type="button" class="button"
          aria-pressed=${String(name === part)} onClick=${() => onShow(name, by)}>${t(`history.${name}`)}</button>`,
        )}
      </div>
      <${SelectInput} id="history-by" label=${t("history.by")} value=${by}
        options=${[{ value: "", label: t("history.anyone") }, ...people]}
        onPick=${(/** @type {string} */ who) => onShow(part, who)} />
      ${
        changes?.length === 0 &&
        html`<${EmptyState} icon="history" title=${by || query.money ? t("history.none_such") : empty()} />`
      }
      ${days.map(
        ([day, some]) => html`
        <section key=${day} class="card day">
          <h3 class="head">${day}</h3>
          <ol>
            ${some.map(
              (together) => html`<${ChangeEntry} key=${together[0].id} changes=${together}
              time=${clockTime(together[0].at, language(), zone)} />`,
            )}
          </ol>
        </section>`,
      )}
      <${ProblemNote} text=${problem} />
      ${
        (isMore || problem) &&
        html`<button type="button" class="button button--wide"
        aria-busy=${busy ? "true" : undefined} onClick=${more}>
        ${problem ? t("admin.try_again") : t("admin.load_more")}</button>`
      }
      <section class="card transfer" aria-labelledby="history-file">
        <h3 class="head" id="history-file">${t("history.file", { part: whole })}</h3>
        <p class="quiet">${t("history.file_help")}</p>
        <div class="adds">
          <a class="button" href=${historyFile(query, "csv")} download><${Icon} name="download" />
          ${t("history.csv")}</a>
          <a class="button" href=${historyFile(query, "json")} download><${Icon} name="download" />
          ${t("history.json")}</a>
        </div>
      </section>
    </div>`
}

/**
 * Whose changes one can look at: the staff, guests, and what Siap does by the clock.
 * @param {string} chosen also a name that is no longer on the staff
 */
function usePeople(chosen) {
  const [names, setNames] = useState(/** @type {string[]} */ ([]))
  useEffect(() => {
    fetchStaff().then(
      (staff) => setNames(staff.map(({ name }) => name)),
      () => {},
    )
  }, [])
  const all = new Set([...names, "customer", "clock", ...(chosen ? [chosen] : [])])
  return [...all].map((name) => ({ value: name, label: byWhom(name) }))
}
