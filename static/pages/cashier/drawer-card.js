// The drawer that is open: since when and by whom, what moved without an order, and what can be done with it.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { clockTime, dayName } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { ProblemNote } from "../../components/problem.js"
import { Sheet } from "../../components/sheet.js"
import { ShiftReport, ShiftShare } from "../../components/shift-report.js"
import { language, t } from "../../components/words.js"

/** @import { CashMoveKind, Shift, Shop } from "../../lib/types.js" */
/** @import { DrawerNow } from "./use-drawer.js" */

/** @type {{kind: CashMoveKind, icon: string}[]} */
const MOVES = [
  { kind: "pay_in", icon: "plus" },
  { kind: "pay_out", icon: "minus" },
  { kind: "drop", icon: "upload" },
  { kind: "drawer", icon: "eye" },
]

/** @param {{now: DrawerNow, shift: Shift, shop: Shop | null, onClose: () => void}} props */
export function DrawerCard({ now, shift, shop, onClose }) {
  const zone = shop?.time_zone
  const when = (/** @type {string} */ at) => `${dayName(at, language(), zone)} ${clockTime(at, language(), zone)}`
  const foot = html`
    <button type="button" class="button button--primary button--big sheet__act" onClick=${() => now.go("count")}>
    <${Icon} name="checks" />${t("drawer.close")}</button>`
  const title = (shop?.shifts.tills ?? 1) > 1 ? t("drawer.number", { n: shift.till }) : t("drawer.title")
  return html`
    <${Sheet} title=${title} foot=${foot} onClose=${onClose}
      under=${html`<p class="quiet">${t("drawer.since", { when: when(shift.opened_at), who: shift.opened_by })}</p>`}>
      <div class="drawer">
        <p>${t("drawer.opening")}: <b>${rupiah(shift.opening)}</b></p>
        <div class="drawer__moves">
          ${MOVES.map(
            ({ kind, icon }) => html`<button key=${kind} type="button" class="button" onClick=${() => now.go(kind)}>
            <${Icon} name=${icon} />${t(`drawer.kind.${kind}`)}</button>`,
          )}
        </div>
        ${
          shift.moves.length > 0 &&
          html`<ul class="drawer__list">
          ${shift.moves.map(
            (each) => html`<li key=${each.id}><span>${t(`drawer.kind.${each.kind}`)}${each.reason && `: ${each.reason}`}
            <span class="quiet"> ${clockTime(each.at, language(), zone)} · ${each.by}</span></span>
            ${each.amount > 0 && html`<b class="money">${rupiah(each.amount)}</b>`}</li>`,
          )}</ul>`
        }
        ${shift.report && html`<${ShiftReport} report=${shift.report} /><${ShiftShare} shift=${shift} shop=${shop} />`}
        <${ProblemNote} text=${now.problem} />
      </div>
    </${Sheet}>`
}
