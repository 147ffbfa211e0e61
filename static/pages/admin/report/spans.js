// The days of a report as they are written in the page's address: `report/week`, `report/own/2026-11-01/2026-11-30`.

import { daysOf } from "../export/day-range.js"

/** @import { HashRoute } from "../use-hash-route.js" */
/** @typedef {"today" | "yesterday" | "week" | "month" | "last_month" | "own"} Span */

/** @type {Span[]} */
export const SPANS = ["today", "yesterday", "week", "month", "last_month", "own"]

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** @param {Pick<HashRoute, "kind" | "id" | "more">} route @returns {{span: Span, from: string, to: string}} */
export function spanOf({ kind, id, more }) {
  const span = SPANS.find((each) => each === kind) ?? "today"
  const isFit = DAY.test(id) && DAY.test(more) && id <= more
  return span === "own" && isFit
    ? { span, from: id, to: more }
    : { span: span === "own" ? "own" : span, from: "", to: "" }
}

/** @param {Span} span @param {string} today @param {{from: string, to: string}} own */
export function daysOfSpan(span, today, own) {
  return daysOf(span, today, own.from ? { from: own.from, to: own.to } : { from: today, to: today })
}

/** A month of the address, `2026-11`; nothing of what is none. @param {string} text */
export const monthOf = (text) => (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) ? text : "")

/** The days of a month, up to today. @param {string} month @param {string} today */
export function daysOfMonth(month, today) {
  const [year, number] = month.split("-").map(Number)
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
  const from = `${month}-01`
  return { from, to: from <= today && today < last ? today : last }
}
