// A bar chart in SVG, with an earlier span as a shadow behind the bars, and the same figures as a table for those who
// cannot see the bars or prefer figures.

import { html } from "../../../vendor/preact/standalone.js"
import { rupiah } from "../../../lib/money.js"
import { t } from "../../../components/words.js"

/** @import { Bar } from "./hours.js" */

const HEIGHT = 120
const SLOT = 24
/** Of a slot; the shadow is as wide as the bar and stands to its left. */
const WIDTH = 14
const SHIFT = 4
/** Labels below the bars, at most; the others are in the table. */
const LABELS = 12
/** The least number of bars that there is room for, so that a single one is not as wide as the chart. */
const LEAST = 10

/** @param {{title: string, word: string, shadow: string, bars: Bar[]}} props */
export function BarChart({ title, word, shadow, bars }) {
  const most = Math.max(1, ...bars.map((bar) => Math.max(bar.value, bar.shadow)))
  const tall = (/** @type {number} */ value) => (Math.max(0, value) / most) * HEIGHT
  const best = bars.reduce((found, bar) => (bar.value > found.value ? bar : found), bars[0])
  const every = Math.ceil(bars.length / LABELS)
  const slots = Math.max(bars.length, LEAST)
  const rect = (/** @type {string} */ kind, /** @type {number} */ value, /** @type {number} */ x) => html`
    <rect class=${kind} x=${x} y=${HEIGHT - tall(value)} width=${WIDTH} height=${tall(value)} />`
  return html`
    <figure class="chart">
      <div class="chart__area">
        <p class="chart__most" aria-hidden="true">${rupiah(most)}</p>
        <svg role="img" aria-label=${t("report.chart", { title, label: best.label, amount: rupiah(best.value) })}
          viewBox=${`0 0 ${slots * SLOT} ${HEIGHT}`} preserveAspectRatio="none">
          ${bars.map(
            (bar, n) => html`
          <g key=${bar.key}>
            ${shadow && rect("chart__shadow", bar.shadow, n * SLOT + 1)}
            ${rect("chart__bar", bar.value, n * SLOT + 1 + SHIFT)}
            <title>${`${bar.label}: ${rupiah(bar.value)}${shadow ? `, ${shadow}: ${rupiah(bar.shadow)}` : ""}`}</title>
          </g>`,
          )}
        </svg>
        <p class="chart__labels" aria-hidden="true">
          ${Array.from({ length: slots }, (_, n) => html`<span>${n % every === 0 ? bars[n]?.label : ""}</span>`)}
        </p>
      </div>
      ${
        shadow &&
        html`<p class="chart__key" aria-hidden="true"><span class="chart__sign"></span>${word}
        <span class="chart__sign chart__sign--shadow"></span>${shadow}</p>`
      }
      <details class="chart__table"><summary>${t("report.as_table")}</summary>
        <div class="report__scroll"><table class="report__table" aria-label=${title}>
          <thead><tr><th scope="col">${t("report.col.when")}</th><th scope="col">${word}</th>
          ${shadow && html`<th scope="col">${shadow}</th>`}</tr></thead>
          <tbody>${bars.map(
            (bar) => html`
            <tr key=${bar.key}><th scope="row">${bar.label}</th><td>${rupiah(bar.value)}</td>
            ${shadow && html`<td>${rupiah(bar.shadow)}</td>`}</tr>`,
          )}</tbody>
        </table></div>
      </details>
    </figure>`
}
