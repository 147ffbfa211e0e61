// The section of shifts, newest first: which are open, their differences, and the report of each.

import { html, useEffect, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { rupiah } from "../../../lib/money.js"
import { fetchShift, listShifts } from "../../../lib/shift-api.js"
import { clockTime, dayName } from "../../../lib/time.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote, problemText } from "../../../components/problem.js"
import { Sheet } from "../../../components/sheet.js"
import { Difference, ShiftReport, ShiftShare } from "../../../components/shift-report.js"
import { language, t } from "../../../components/words.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { Shift, ShiftLine, Shop } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */

/** @param {{editor: MenuEditor, shop: Shop | null, stale: boolean}} props */
export function ShiftsSection({ editor, shop, stale }) {
  const { shifts, next, problem, more } = useShifts(shop, editor.onSignedOut)
  const [open, setOpen] = useState(/** @type {Shift | null} */ (null))
  const zone = shop?.time_zone
  const show = (/** @type {number} */ id) =>
    fetchShift(id).then(setOpen, (error) => {
      if (error instanceof Refusal && error.status === 401) editor.onSignedOut()
    })
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools"><h2 class="head">${t("shifts.title")}</h2></div>
      ${!shifts && !problem && html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`}
      ${shifts?.length === 0 && html`<${EmptyState} icon="cash" title=${t("shifts.none")} />`}
      <ul class="shifts">
        ${shifts?.map(
          (shift) => html`<${Row} key=${shift.id} shift=${shift} zone=${zone}
          many=${(shop?.shifts.tills ?? 1) > 1} onOpen=${() => show(shift.id)} />`,
        )}
      </ul>
      <${ProblemNote} text=${problem} />
      ${
        (next !== null || problem) &&
        html`<button type="button" class="button button--wide" onClick=${more}>
        ${problem ? t("admin.try_again") : t("admin.load_more")}</button>`
      }
    </div>
    ${open && html`<${Details} shift=${open} shop=${shop} onClose=${() => setOpen(null)} />`}`
}

/** @param {{shift: ShiftLine, zone?: string, many: boolean, onOpen: () => void}} props */
function Row({ shift: { till, opened_at, opened_by, closing }, zone, many, onOpen }) {
  const time = (/** @type {string} */ at) => clockTime(at, language(), zone)
  const drawer = many ? [t("drawer.number", { n: till })] : []
  const who = closing && closing.closed_by !== opened_by ? `${opened_by}, ${closing.closed_by}` : opened_by
  const until = closing ? ` – ${time(closing.closed_at)}` : ""
  const span = `${dayName(opened_at, language(), zone)} ${time(opened_at)}${until}`
  return html`
    <li class="card shifts__row">
      <button type="button" class="shifts__open" aria-haspopup="dialog" onClick=${onOpen}>
        <span class="shifts__what"><b>${closing ? t("shifts.z", { n: closing.z_number }) : t("shifts.is_open")}</b>
        <span class="quiet">${[span, ...drawer, who].join(" · ")}</span></span>
        ${closing ? html`<${Off} difference=${closing.difference} />` : html`<${Icon} name="right" />`}
      </button>
    </li>`
}

/** @param {{difference: number}} props */
function Off({ difference }) {
  if (difference === 0)
    return html`<span class="chip chip--done"><${Icon} name="check" />${t("drawer.is.right")}</span>`
  const kind = difference < 0 ? "chip--cancelled" : "chip--wait"
  return html`<span class=${`chip ${kind}`}><${Icon} name="alert" />
    ${difference > 0 ? "+" : ""}${rupiah(difference)}</span>`
}

/** @param {{shift: Shift, shop: Shop | null, onClose: () => void}} props */
function Details({ shift, shop, onClose }) {
  const { closing, counts, report, moves } = shift
  const zone = shop?.time_zone
  const time = (/** @type {string} */ at) => clockTime(at, language(), zone)
  return html`
    <${Sheet} title=${closing ? t("drawer.z", { n: closing.z_number }) : t("drawer.x")} onClose=${onClose}
      under=${html`<p class="quiet">${dayName(shift.opened_at, language(), zone)} ${time(shift.opened_at)}
      ${closing && ` – ${time(closing.closed_at)}`}</p>`}>
      <div class="shifts__details">
        ${closing && html`<${Difference} difference=${closing.difference} />`}
        ${closing?.reason && html`<p>${t("shifts.reason", { who: closing.closed_by, reason: closing.reason })}</p>`}
        <${ShiftShare} shift=${shift} shop=${shop} />
        ${report && html`<${ShiftReport} report=${report} />`}
        ${
          counts.length > 1 &&
          html`<h3>${t("shifts.counts")}</h3>
          <ul>${counts.map(
            (count) => html`<li key=${count.id}>${time(count.counted_at)} · ${count.by}: ${rupiah(count.counted)}
            (${count.difference > 0 ? "+" : ""}${rupiah(count.difference)})</li>`,
          )}</ul>`
        }
        ${
          moves.length > 0 &&
          html`<h3>${t("shifts.moves")}</h3>
          <ul>${moves.map(
            (each) => html`<li key=${each.id}>${time(each.at)} · ${t(`drawer.kind.${each.kind}`)}
            ${each.amount > 0 && ` ${rupiah(each.amount)}`}${each.reason && `: ${each.reason}`}
            <span class="quiet"> ${[each.by, each.approved_by].filter(Boolean).join(" · ")}</span></li>`,
          )}</ul>`
        }
      </div>
    </${Sheet}>`
}

/** @param {Shop | null} shop told again when a drawer is opened or closed @param {() => void} onSignedOut */
function useShifts(shop, onSignedOut) {
  const [shifts, setShifts] = useState(/** @type {ShiftLine[] | null} */ (null))
  const [next, setNext] = useState(/** @type {number | null} */ (null))
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  /** @param {number | null} before */
  const ask = async (before) => {
    try {
      const found = await listShifts(before)
      setShifts((now) => (before === null ? found.shifts : [...(now ?? []), ...found.shifts]))
      setNext(found.next)
      setProblem("")
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) return onSignedOut()
      setProblem(problemText(error))
    }
  }
  useEffect(() => {
    ask(null)
  }, [shop])
  return { shifts, next, problem, more: () => ask(shifts ? next : null) }
}
