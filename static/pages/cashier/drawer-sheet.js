// The cash drawer on one sheet: opened, cash that moves without an order, counted and closed. What should be in it is
// shown once the count is kept; it can be counted again, and both counts stay.

import { html, useState } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { till } from "../../lib/till.js"
import { clockTime, dayName } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { ProblemNote } from "../../components/problem.js"
import { Sheet } from "../../components/sheet.js"
import { Difference, ShiftReport, ShiftShare } from "../../components/shift-report.js"
import { language, t } from "../../components/words.js"
import { AmountField } from "./amount-field.js"
import { ApprovalSheet } from "./approval-sheet.js"
import { bodyOf, CashCount, isCounted } from "./cash-count.js"
import { DrawerCard } from "./drawer-card.js"
import { ReasonField } from "./reason-field.js"

/** @import { CashMoveKind, Shift, Shop } from "../../lib/types.js" */
/** @import { Approval } from "./money-api.js" */
/** @import { DrawerNow } from "./use-drawer.js" */

/** What cash usually moves for. @type {Record<CashMoveKind, string[]>} */
const REASONS = {
  pay_in: ["change", "other"],
  pay_out: ["ingredients", "ice", "gas", "courier"],
  drop: [],
  drawer: ["change", "check"],
}
const OFF = ["wrong_change", "not_noted", "unknown"]

/** @param {{now: DrawerNow, shop: Shop | null}} props */
export function DrawerSheet({ now, shop }) {
  const { step, shift, closed, asked } = now
  const close = () => now.go("")
  const sent = now.sent()
  return html`
    ${step === "home" && shift && html`<${DrawerCard} now=${now} shift=${shift} shop=${shop} onClose=${close} />`}
    ${step === "home" && !shift && html`<${Opening} now=${now} shop=${shop} onClose=${close} />`}
    ${shift && step in REASONS && html`<${Move} key=${step} now=${now} shift=${shift} kind=${step} onClose=${close} />`}
    ${shift && step === "count" && html`<${Counting} now=${now} shift=${shift} onClose=${close} />`}
    ${shift && step === "result" && html`<${Result} now=${now} shift=${shift} shop=${shop} onClose=${close} />`}
    ${step === "closed" && closed && html`<${Closed} shift=${closed} shop=${shop} onClose=${close} />`}
    ${
      asked &&
      sent?.request.what === "moves" &&
      html`<${ApprovalSheet} what=${t(`drawer.kind.${sent.request.body.kind}`)} asked=${asked} busy=${now.busy}
        onApprove=${(/** @type {Approval} */ approval) => now.approve(approval)} onClose=${now.unask} />`
    }`
}

/**
 * The one act of a step; where no answer came, the same again.
 * @param {{now: DrawerNow, icon: string, label: string, ready: boolean, onAct: () => void}} props
 */
function Act({ now, icon, label, ready, onAct }) {
  const { busy, unsure } = now
  return html`
    <button type="button" class="button button--primary button--big sheet__act" disabled=${!ready && !unsure}
      aria-busy=${busy ? "true" : undefined} onClick=${unsure ? now.again : onAct}>
      <${Icon} name=${busy ? "reconnect" : icon} />${unsure ? t("drawer.ask_again") : label}</button>`
}

/** @param {{now: DrawerNow, shop: Shop | null, onClose: () => void}} props */
function Opening({ now, shop, onClose }) {
  const { count, drawer } = now
  const tills = shop?.shifts.tills ?? 1
  const counts = shop?.shifts.counts_float ?? true
  const left = drawer?.left ?? null
  const foot = html`<${Act} now=${now} icon="check" label=${t("drawer.open")} ready=${!counts || isCounted(count)}
    onAct=${() => now.begin({ what: "open", body: isCounted(count) ? bodyOf(count) : {} })} />`
  return html`
    <${Sheet} title=${t("drawer.open_title")} foot=${foot} onClose=${onClose}>
      <div class="drawer" inert=${now.unsure}>
        ${
          tills > 1 &&
          html`<div class="seg" role="group" aria-label=${t("drawer.which")}>
          ${Array.from({ length: tills }, (_, index) => index + 1).map(
            (n) => html`<button key=${n} type="button" class="button" aria-pressed=${String(n === till())}
            onClick=${() => now.choose(n)}>${t("drawer.number", { n })}</button>`,
          )}</div>`
        }
        <p class="quiet">${counts ? t("drawer.open_help") : t("drawer.takes_over", { amount: rupiah(left ?? 0) })}</p>
        ${
          counts &&
          left !== null &&
          html`<button type="button" class="button" onClick=${() => now.setCount({ pieces: {}, sum: left })}>
          <${Icon} name="undo" />${t("drawer.as_left", { amount: rupiah(left) })}</button>`
        }
        ${counts && html`<${CashCount} count=${count} onCount=${now.setCount} />`}
        <${ProblemNote} text=${now.problem} />
      </div>
    </${Sheet}>`
}

/** @param {{now: DrawerNow, shift: Shift, kind: CashMoveKind, onClose: () => void}} props */
function Move({ now, shift, kind, onClose }) {
  const [amount, setAmount] = useState(0)
  const [reason, setReason] = useState("")
  const moves = kind !== "drawer"
  const why = reason.trim()
  const ready = (amount > 0 || !moves) && (why !== "" || kind === "drop")
  const body = { kind, ...(moves ? { amount } : {}), ...(why ? { reason: why } : {}) }
  const foot = html`<${Act} now=${now} icon="check" ready=${ready}
    label=${moves && amount ? `${t(`drawer.kind.${kind}`)} ${rupiah(amount)}` : t(`drawer.kind.${kind}`)}
    onAct=${() => now.begin({ what: "moves", shift: shift.id, body })} />`
  return html`
    <${Sheet} title=${t(`drawer.kind.${kind}`)} foot=${foot} onClose=${onClose}>
      <div class="drawer" inert=${now.unsure}>
        <${ReasonField} id="drawer-reason" label=${kind === "drop" ? t("drawer.note") : t("drawer.what_for")}
          usual=${REASONS[kind].map((each) => t(`drawer.reason.${each}`))} reason=${reason} onReason=${setReason} />
        ${
          moves &&
          html`<${AmountField} id="drawer-amount" label=${t("drawer.amount")} amount=${amount}
          onAmount=${setAmount} />`
        }
        <${ProblemNote} text=${now.problem} />
      </div>
    </${Sheet}>`
}

/** @param {{now: DrawerNow, shift: Shift, onClose: () => void}} props */
function Counting({ now, shift, onClose }) {
  const { count } = now
  const foot = html`<${Act} now=${now} icon="check" label=${t("drawer.counted_all")} ready=${isCounted(count)}
    onAct=${() => now.begin({ what: "counts", shift: shift.id, body: bodyOf(count) })} />`
  return html`
    <${Sheet} title=${t("drawer.count_title")} foot=${foot} onClose=${onClose}>
      <div class="drawer" inert=${now.unsure}>
        <p class="quiet">${t("drawer.count_help")}</p>
        <${ProblemNote} text=${now.problem} />
        <${CashCount} count=${count} onCount=${now.setCount} />
      </div>
    </${Sheet}>`
}

/** @param {{now: DrawerNow, shift: Shift, shop: Shop | null, onClose: () => void}} props */
function Result({ now, shift, onClose }) {
  const [reason, setReason] = useState("")
  const [out, setOut] = useState(/** @type {number | null} */ (null))
  const count = shift.counts.at(-1)
  if (!count) return html`<${Counting} now=${now} shift=${shift} onClose=${onClose} />`
  const why = reason.trim()
  const ready = (count.difference === 0 || why !== "") && (out ?? 0) <= count.counted
  const close = () =>
    now.begin({
      what: "close",
      shift: shift.id,
      body: { count_id: count.id, ...(why ? { reason: why } : {}), ...(out ? { handed_over: out } : {}) },
    })
  const foot = html`
    <button type="button" class="button button--big" onClick=${() => now.go("count")}><${Icon} name="undo" />
    ${t("drawer.count_again")}</button>
    <${Act} now=${now} icon="check" label=${t("drawer.close")} ready=${ready} onAct=${close} />`
  return html`
    <${Sheet} title=${t("drawer.result_title")} foot=${foot} onClose=${onClose}>
      <div class="drawer" inert=${now.unsure}>
        <${Difference} difference=${count.difference} />
        <dl class="facts">
          <div><dt>${t("drawer.counted")}</dt><dd>${rupiah(count.counted)}</dd></div>
          <div><dt>${t("drawer.expected")}</dt><dd>${rupiah(count.expected)}</dd></div>
        </dl>
        ${
          count.difference !== 0 &&
          html`<${ReasonField} id="drawer-off" label=${t("drawer.why_off")}
          usual=${OFF.map((each) => t(`drawer.off.${each}`))} reason=${reason} onReason=${setReason} />`
        }
        ${
          out === null
            ? html`<button type="button" class="button" onClick=${() => setOut(0)}><${Icon} name="cash" />
            ${t("drawer.hand_over")}</button>`
            : html`<${AmountField} id="drawer-out" label=${t("drawer.handed_over")} amount=${out}
            onAmount=${setOut} />
            <p class=${out > count.counted ? "problem" : "quiet"}>
            ${t("drawer.stays", { amount: rupiah(Math.max(0, count.counted - out)) })}</p>`
        }
        <${ProblemNote} text=${now.problem} />
      </div>
    </${Sheet}>`
}

/** @param {{shift: Shift, shop: Shop | null, onClose: () => void}} props */
function Closed({ shift, shop, onClose }) {
  const { closing, report } = shift
  const zone = shop?.time_zone
  const at = closing?.closed_at
  const when = at ? `${dayName(at, language(), zone)} ${clockTime(at, language(), zone)}` : ""
  const foot = html`<button type="button" class="button button--primary button--big sheet__act" onClick=${onClose}>
    <${Icon} name="check" />${t("common.close")}</button>`
  return html`
    <${Sheet} title=${t("drawer.z", { n: closing?.z_number ?? 0 })} under=${html`<p class="quiet">${when}</p>`}
      foot=${foot} onClose=${onClose}>
      <div class="drawer">
        ${closing && html`<${Difference} difference=${closing.difference} />`}
        <${ShiftShare} shift=${shift} shop=${shop} />
        ${report && html`<${ShiftReport} report=${report} />`}
      </div>
    </${Sheet}>`
}
