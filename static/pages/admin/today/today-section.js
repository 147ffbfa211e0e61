// The owner's first page: today's takings, open orders, and what needs the owner's attention.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { hostOf } from "../../../lib/address.js"
import { isOpen } from "../../../lib/opening.js"
import { fullDay, serverNow } from "../../../lib/time.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Icon } from "../../../components/icon.js"
import { NextSteps } from "../../../components/next-steps.js"
import { closedWords } from "../../../components/opening-words.js"
import { language, t } from "../../../components/words.js"
import { findingsOf } from "../health/findings.js"
import { wordsOf } from "../health/verdict.js"
import { BarChart } from "../report/bar-chart.js"
import { hourBars } from "../report/hours.js"
import { fetchPrinters } from "../printers/printer-api.js"
import { fetchHealth, fetchReport, fetchToday } from "../shared/owner-api.js"
import { named } from "../shared/names.js"
import { useRefetchOnEvent } from "../shared/use-refetch-on-event.js"
import { usePolling } from "../shared/use-polling.js"
import { Going } from "./going.js"
import { PrintToday } from "./print-today.js"
import { Takings } from "./takings.js"

/** @import { EditedMenu, Report, Shop } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */

const LOOK_EVERY = 15_000

/** The day and its report, followed from the older of their numbers. */
async function ask() {
  const [today, report] = await Promise.all([fetchToday(), fetchReport("today", "today")])
  return { today, report, seq: Math.min(today.seq, report.seq), epoch: today.epoch }
}

/** @param {{editor: MenuEditor, menu: EditedMenu | null, shop: Shop | null, stale: boolean}} props */
export function TodaySection({ editor, menu, shop, stale }) {
  const found = useRefetchOnEvent(ask, "today", editor.onSignedOut)
  // Two of the cards ask for them.
  const [printers] = useState(fetchPrinters)
  const today = found?.today
  const notCounted = today?.drawers_not_counted ?? 0
  return html`
    <div class="page page--narrow today" inert=${stale}>
      <div class="tools today__head"><h2 class="head">${t("today.title")}</h2>
      <p class="quiet">${fullDay(today ? noonOf(today.day) : serverNow(), language(), shop?.time_zone)}</p>
      <${PrintToday} printers=${printers} /></div>
      ${
        shop &&
        !isOpen(shop) &&
        html`<p class="banner banner--wait"><${Icon} name="soldout" />
        <span>${shop.takes_orders ? closedWords(shop) : t("settings.is_closed")}</span>
        <a class="button" href="#settings">${t("admin.settings")}</a></p>`
      }
      ${
        notCounted > 0 &&
        html`<p class="banner banner--wait"><${Icon} name="cash" />
        <span>${t("today.drawers_not_counted", { n: notCounted })}</span>
        <a class="button" href="#shifts">${t("today.to_shifts")}</a></p>`
      }
      <${Needs} editor=${editor} zone=${shop?.time_zone} />
      ${
        today
          ? html`<${Takings} today=${today} usual=${found.report.usual} /><${Going} today=${today} />`
          : html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`
      }
      ${shop && html`<${NextSteps} tables=${shop.tables} printers=${printers} />`}
      ${found && html`<${Hours} report=${found.report} />`}
      ${menu && html`<${SoldOut} menu=${menu} stock=${shop?.stock ?? []} />`}
      ${shop?.public_url && html`<${Address} url=${shop.public_url} />`}
    </div>`
}

/** A business day is named by its date alone: noon is that day on every clock on earth. @param {string} day */
const noonOf = (day) => `${day}T12:00:00Z`

/**
 * What is wrong with the machine and its screens, if anything is: a line each, and where to read what to do.
 * @param {{editor: MenuEditor, zone?: string}} props
 */
function Needs({ editor, zone }) {
  const { found: health } = usePolling(fetchHealth, LOOK_EVERY, editor.onSignedOut)
  if (!health) return null
  const findings = findingsOf(health).filter(({ level }) => level !== "hint")
  if (findings.length === 0)
    return html`<p class="today__well"><a href="#health"><${Icon} name="check" />${t("finding.well")}</a></p>`
  return html`
    <section class="today__needs" aria-label=${t("today.needs_you")}>
      <ul>
        ${findings.map(
          ({ kind, level, screen }) => html`
          <li key=${`${kind} ${screen?.id}`} class=${`finding finding--${level}`}><${Icon} name="alert" />
          <p><b>${t(`finding.${kind}`, wordsOf(screen, zone))}</b></p></li>`,
        )}
      </ul>
      <a class="button" href="#health"><${Icon} name="health" />${t("today.what_to_do")}</a>
    </section>`
}

/** When it was busy, with the same day of last week behind it. @param {{report: Report}} props */
function Hours({ report }) {
  const bars = hourBars(report.hours, report.before?.hours ?? [])
  if (bars.length === 0) return null
  return html`
    <section class="card today__card" aria-labelledby="today-hours">
      <div class="report__head"><h3 class="head" id="today-hours">${t("report.by_hour")}</h3>
      <a class="button" href="#report/today"><${Icon} name="history" />${t("report.title")}</a></div>
      <${BarChart} title=${t("report.by_hour")} bars=${bars} word=${t("report.col.net")}
        shadow=${report.before ? t("report.week_ago") : ""} />
    </section>`
}

/** @param {{menu: EditedMenu, stock: Shop["stock"]}} props */
function SoldOut({ menu, stock }) {
  const none = stock.filter(({ left }) => left === 0).map(({ id }) => id)
  const items = menu.categories
    .flatMap((category) => category.items)
    .filter((item) => !item.is_available || none.includes(item.id))
  return html`
    <section class="card today__card" aria-labelledby="today-sold-out">
      <h3 class="head" id="today-sold-out">${t("menu.sold_out")}</h3>
      ${
        items.length
          ? html`<ul class="today__names">${items.map(({ id, name }) => html`<li key=${id}>${named(name)}</li>`)}</ul>`
          : html`<p class="quiet">${t("today.nothing_sold_out")}</p>`
      }
      <a class="button" href="#menu"><${Icon} name="bowl" />${t("today.to_menu")}</a>
    </section>`
}

/** @param {{url: string}} props */
function Address({ url }) {
  return html`
    <section class="card today__card today__address" aria-labelledby="today-address">
      <div>
        <h3 class="head" id="today-address">${t("today.address")}</h3>
        <p class="today__url">${hostOf(url)}</p>
        <p class="quiet">${t("today.address_help")}</p>
      </div>
      <img src=${`/api/v1/admin/qr.svg?text=${encodeURIComponent(url)}`} alt=${t("today.qr", { address: hostOf(url) })}
        width="148" height="148" />
    </section>`
}
