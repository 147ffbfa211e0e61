// Who changed what, and when: the newest first, all of it or one part, and as a file.

import { html, useEffect } from "../../../vendor/preact/standalone.js"
import { historyFile } from "../shared/people-api.js"
import { clockTime, dayName } from "../../../lib/time.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote } from "../../../components/problem.js"
import { language, t } from "../../../components/words.js"
import { byDay, bySaving } from "./by-day.js"
import { ChangeEntry } from "./change-entry.js"
import { useHistory } from "./use-history.js"

/** @import { About, EditedMenu } from "../../../lib/types.js" */
/** @import { Shop } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { HashRoute } from "../use-hash-route.js" */

/** @type {About[]} */
const PARTS = ["menu", "shop", "staff", "orders"]

/** @param {{route: HashRoute, editor: MenuEditor, menu: EditedMenu, shop: Shop | null, stale: boolean}} props */
export function HistorySection({ route, ...rest }) {
  const about = PARTS.find((part) => part === route.kind) ?? ""
  // Another part is another list: it begins anew, at its top.
  return html`<${Part} key=${about} about=${about}
    onAbout=${(/** @type {About} */ next) => route.replace(next ? `history/${next}` : "history")} ...${rest} />`
}

/**
 * @param {{about: About, editor: MenuEditor, menu: EditedMenu, shop: Shop | null, stale: boolean,
 *   onAbout: (about: About) => void}} props
 */
function Part({ about, editor, menu, shop, stale, onAbout }) {
  const { changes, isMore, busy, problem, more, catchUp } = useHistory(about, editor.onSignedOut)
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
        <button type="button" class="button" aria-pressed=${String(about === "")} onClick=${() => onAbout("")}>
        ${t("history.all")}</button>
        ${PARTS.map(
          (part) => html`<button key=${part} type="button" class="button"
          aria-pressed=${String(part === about)} onClick=${() => onAbout(part)}>${t(`history.${part}`)}</button>`,
        )}
      </div>
      ${
        changes?.length === 0 &&
        html`<${EmptyState} icon="history"
        title=${about === "orders" ? t("history.no_orders") : t("admin.no_history")} />`
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
        <h3 class="head" id="history-file">${t("history.file")}</h3>
        <p class="quiet">${t("history.file_help")}</p>
        <div class="adds">
          <a class="button" href=${historyFile(about, "csv")} download><${Icon} name="download" />
          ${t("history.csv")}</a>
          <a class="button" href=${historyFile(about, "json")} download><${Icon} name="download" />
          ${t("history.json")}</a>
        </div>
      </section>
    </div>`
}
