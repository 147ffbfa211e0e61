// The section of reports: what was sold and received on some days, when and by whom, and whether the money matches the
// bills.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { rupiah } from "../../../lib/money.js"
import { dayName } from "../../../lib/time.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Field } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { problemText } from "../../../components/problem.js"
import { language, t, textOf } from "../../../components/words.js"
import { figures } from "../shared/number.js"
import { fetchReport, fetchToday } from "../shared/owner-api.js"
import { useRefetchOnEvent } from "../shared/use-refetch-on-event.js"
import { BarChart } from "./bar-chart.js"
import { BooksFiles } from "./books-files.js"
import { hourBars } from "./hours.js"
import { ReportTable } from "./report-table.js"
import { SalesLines } from "./sales-lines.js"
import { change } from "./shown.js"
import { daysOfSpan, spanOf, SPANS } from "./spans.js"
import { TABLES } from "./tables.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { Report } from "../../../lib/types.js" */
/** @import { HashRoute } from "../use-hash-route.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */

/** @param {{editor: MenuEditor, route: HashRoute, stale: boolean}} props */
export function ReportSection({ editor, route, stale }) {
  const wanted = spanOf(route)
  const { span } = wanted
  const ask = async () => {
    const { day } = await fetchToday()
    const { from, to } = daysOfSpan(span, day, wanted)
    return { ...(await fetchReport(from, to)), today: day }
  }
  const about = [span, wanted.from, wanted.to].join("/")
  // Names of dishes come in the language they are asked in.
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const report = useRefetchOnEvent(ask, `${about}/${language()}`, editor.onSignedOut, (error) =>
    setProblem(problemText(error)),
  )
  return html`
    <div class="page report" inert=${stale}>
      <div class="report__head"><h2 class="head">${t("report.title")}</h2>
      ${report && html`<p class="quiet report__days">${spelled(report)}</p>`}
      <button type="button" class="button" onClick=${() => print()}><${Icon} name="print" />
      ${t("report.print")}</button></div>
      <nav class="report__spans" aria-label=${t("report.spans")}>
        ${SPANS.map(
          (each) =>
            html`<a key=${each} class="report__span" href=${`#report/${each}`}
            aria-current=${each === span ? "true" : undefined}>${t(`export.days.${each}`)}</a>`,
        )}
      </nav>
      ${
        span === "own" &&
        html`<${OwnSpan} key=${about} own=${wanted} today=${report?.today ?? ""}
        route=${route} />`
      }
      ${
        !report
          ? html`<${EmptyState} icon="reconnect" title=${textOf(problem) || t("common.loading")} />`
          : isEmpty(report)
            ? html`<${EmptyState} icon="day" title=${t("report.empty")}>
            <p>${t("report.empty_help")}</p></${EmptyState}>`
            : html`<${Whole} report=${report} />`
      }
    </div>`
}

/** @param {Report} report */
function isEmpty({ sales }) {
  return sales.orders === 0 && sales.received === 0 && sales.cancelled === 0 && sales.given_back === 0
}

/** @param {Report} report */
function spelled({ from, to }) {
  const day = (/** @type {string} */ date) => dayName(`${date}T12:00:00Z`, language(), "UTC")
  return from === to ? day(from) : t("report.from_to", { from: day(from), to: day(to) })
}

/** @param {{report: Report}} props */
function Whole({ report }) {
  const { before, days, hours } = report
  const rows = /** @type {Record<string, any>} */ (report)
  const shadow = before ? (before.from === before.to ? t("report.week_ago") : t("report.before")) : ""
  const ofHours = hourBars(hours, before?.hours ?? [])
  const ofDays = days.map(({ day, total }) => ({
    key: day,
    label: String(Number(day.slice(8))),
    value: total,
    shadow: 0,
  }))
  return html`
    <${Highlights} report=${report} />
    ${
      report.partly_paid.orders > 0 &&
      html`<p class="banner banner--wait"><${Icon} name="clock" /><span>${t("report.partly_paid", {
        n: report.partly_paid.orders,
        amount: rupiah(report.partly_paid.amount),
      })}</span></p>`
    }
    <div class="report__columns">
      <${SalesLines} report=${report} />
      ${
        ofDays.length > 1 &&
        html`<section class="card report__card" aria-labelledby="report-by-day">
        <h3 class="head" id="report-by-day">${t("report.by_day")}</h3>
        <${BarChart} title=${t("report.by_day")} bars=${ofDays} word=${t("report.col.total")} shadow="" /></section>`
      }
      ${
        ofHours.length > 0 &&
        html`<section class="card report__card" aria-labelledby="report-by-hour">
        <h3 class="head" id="report-by-hour">${t("report.by_hour")}</h3>
        <${BarChart} title=${t("report.by_hour")} bars=${ofHours} word=${t("report.col.net")} shadow=${shadow} />
        </section>`
      }
      ${TABLES.map(
        ([table, name, columns]) => html`
        <${ReportTable} key=${table} report=${report} table=${table} rows=${rows[table]} columns=${columns}
          name=${name} />`,
      )}
      <${BooksFiles} report=${report} />
    </div>`
}

/** The four figures an owner looks at first, each against the days before. @param {{report: Report}} props */
function Highlights({ report: { sales, before } }) {
  const then = before?.sales
  const left = (/** @type {Report["sales"]} */ it) => it.received + it.corrected - it.given_back
  const all = [
    { name: "total", text: rupiah(sales.total), now: sales.total, before: then?.total },
    { name: "received", text: rupiah(left(sales)), now: left(sales), before: then && left(then) },
    { name: "orders", text: figures(sales.orders, language()), now: sales.orders, before: then?.orders },
    {
      name: "average",
      text: sales.average === null ? "–" : rupiah(sales.average),
      now: sales.average ?? 0,
      before: then?.average ?? 0,
    },
  ]
  return html`
    <dl class="highlights">
      ${all.map(
        ({ name, text, now, before: earlier }) => html`
        <div key=${name} class="card highlight"><dt>${t(`report.figure.${name}`)}</dt><dd>${text}</dd>
        ${
          Boolean(earlier) &&
          html`<dd class="quiet">${t("report.change", { percent: change(now, Number(earlier)) })}</dd>`
        }</div>`,
      )}
    </dl>`
}

/** @param {{own: {from: string, to: string}, today: string, route: HashRoute}} props */
function OwnSpan({ own, today, route }) {
  const [typed, setTyped] = useState({ from: own.from, to: own.to })
  const type = (/** @type {"from" | "to"} */ end, /** @type {any} */ event) =>
    setTyped({ ...days, [end]: event.target.value })
  const days = { from: typed.from || today, to: typed.to || today }
  const wrong = !days.from || !days.to ? t("export.range_missing") : days.from > days.to ? t("export.range_wrong") : ""
  const go = (/** @type {Event} */ event) => {
    event.preventDefault()
    if (!wrong) route.replace(`report/own/${days.from}/${days.to}`)
  }
  const line = (/** @type {"from" | "to"} */ end) => html`
    <${Field} id=${`report-${end}`} label=${t(`export.end.${end}`)} problem=${end === "to" ? wrong : ""}>
      ${(
        /** @type {any} */ attributes,
      ) => html`<input class="input" type="date" max=${today || undefined} ...${attributes}
        value=${days[end]} onInput=${(/** @type {any} */ event) => type(end, event)} />`}
    </${Field}>`
  return html`<form class="card report__own" noValidate onSubmit=${go}>${line("from")}${line("to")}
    <button type="submit" class="button button--primary">${t("report.show")}</button></form>`
}
