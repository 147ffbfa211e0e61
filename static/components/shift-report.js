// A shift's figures for the till and the owner: the difference in large type, then what was sold and what the drawer
// should contain.

import { html } from "../vendor/preact/standalone.js"
import { rupiah } from "../lib/money.js"
import { Icon } from "./icon.js"
import { cashOf, figuresOf, shareAddress, slipOf } from "./shift-slip.js"
import { t } from "./words.js"

/** @import { Shift, ShiftReport as Report } from "../lib/types.js" */

/** How far a count is off: the words say which way, not the colour alone. @param {{difference: number}} props */
export function Difference({ difference }) {
  const kind = difference === 0 ? "right" : difference < 0 ? "short" : "over"
  return html`
    <p class=${`difference difference--${kind}`} role="status">
      <${Icon} name=${difference === 0 ? "check" : "alert"} />
      <span>${t(`drawer.is.${kind}`)}</span>
      ${difference !== 0 && html`<b>${rupiah(Math.abs(difference))}</b>`}
    </p>`
}

/** @param {{report: Report}} props */
export function ShiftReport({ report }) {
  const list = (/** @type {[string, string | number][]} */ rows) => html`
    <dl class="facts">
      ${rows.map(
        ([label, value]) => html`<div key=${label}><dt>${label}</dt>
        <dd>${typeof value === "number" ? rupiah(value) : value}</dd></div>`,
      )}
    </dl>`
  return html`
    <div class="shift-report">
      <h3>${t("drawer.sold")}</h3>${list(figuresOf(report))}
      <h3>${t("drawer.in_drawer")}</h3>${list(cashOf(report))}
      ${
        report.voids.length > 0 &&
        html`<h3>${t("drawer.voids")}</h3><ul class="shift-report__notes">
        ${report.voids.map(
          (each) => html`<li>${each.number}: ${each.quantity}× ${each.name} · ${rupiah(each.amount)}
          <span class="quiet">${[each.by, each.approved_by, each.reason].filter(Boolean).join(" · ")}</span></li>`,
        )}</ul>`
      }
      ${
        report.refunds.length > 0 &&
        html`<h3>${t("drawer.refunds")}</h3><ul class="shift-report__notes">
        ${report.refunds.map(
          (each) => html`<li>${each.number}: ${rupiah(each.amount)} · ${t(`method.${each.method}`)}
          <span class="quiet">${[each.by, each.approved_by, each.reason].filter(Boolean).join(" · ")}</span></li>`,
        )}</ul>`
      }
    </div>`
}

/** @param {{shift: Shift, shop: {name: string, time_zone?: string} | null}} props */
export function ShiftShare({ shift, shop }) {
  const text = slipOf(shift, { name: shop?.name ?? "", zone: shop?.time_zone })
  return html`
    <div class="shift-share">
      <a class="button" href=${shareAddress(text)} target="_blank" rel="noreferrer"><${Icon} name="speak" />
      ${t("drawer.share")}</a>
      <button type="button" class="button" onClick=${() => printText(text)}><${Icon} name="print" />
      ${t("drawer.print")}</button>
    </div>`
}

/** Only the slip, on the paper that is chosen in the browser. @param {string} text */
function printText(text) {
  const slip = document.createElement("pre")
  slip.className = "shift-slip"
  slip.textContent = text
  document.body.append(slip)
  document.body.dataset.prints = "slip"
  const done = () => {
    delete document.body.dataset.prints
    slip.remove()
  }
  addEventListener("afterprint", done, { once: true })
  print()
}
