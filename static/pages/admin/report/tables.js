// The tables of a report, the labels of their rows, and the columns that a screen shows; a file has all columns.

import { dayName } from "../../../lib/time.js"
import { language, t } from "../../../components/words.js"
import { shown } from "./shown.js"

/** @import { Report } from "../../../lib/types.js" */
/** @import { Column } from "./report-table.js" */

/** @param {string} key @param {string} [word] @returns {Column} */
const count = (key, word = key) => ({ key, word, kind: "count" })
/** @param {string} key @param {string} [word] @returns {Column} */
const money = (key, word = key) => ({ key, word, kind: "money" })
/** @param {string} key @returns {Column} */
const seconds = (key) => ({ key, kind: "seconds" })
const named = (/** @type {{name: string}} */ row) => row.name || t("report.no_dish")

/** @type {[keyof Report, (row: any) => string, Column[]][]} */
export const TABLES = [
  [
    "dishes",
    named,
    [
      count("sold"),
      money("net"),
      { key: "share", kind: "share" },
      { key: "abc", kind: "text" },
      count("given"),
      count("returned"),
    ],
  ],
  ["categories", named, [count("sold"), money("net"), { key: "share", kind: "share" }]],
  ["choices", named, [{ key: "group", kind: "text" }, count("sold"), money("gross", "added")]],
  [
    "methods",
    (row) => t(`method.${row.method}`),
    [count("payments"), money("received"), money("given_back"), money("total", "stayed")],
  ],
  ["channels", (row) => t(`channel.${row.channel}`), [count("orders"), money("total")]],
  ["levels", named, [count("orders"), money("total"), money("commission"), money("after_commission")]],
  [
    "people",
    named,
    [
      count("orders"),
      money("net"),
      money("discounts"),
      money("complimentary"),
      count("voids"),
      money("voided"),
      count("refunds"),
      money("refunded"),
      count("cancelled"),
    ],
  ],
  ["kitchen", (row) => shown("hour", row.hour), [count("tickets"), seconds("median_s"), seconds("p90_s")]],
  ["stations", (row) => row.station, [count("tickets"), seconds("median_s"), seconds("p90_s")]],
  [
    "tables",
    (row) => row.table,
    [count("visits"), { key: "minutes", kind: "minutes" }, money("net"), money("average", "per_visit")],
  ],
  ["taxes", (row) => t(`report.tax.${row.class}`), [money("base"), money("tax")]],
  [
    "days",
    (row) => dayName(`${row.day}T12:00:00Z`, language(), "UTC"),
    [count("orders"), money("net"), money("tax"), money("total"), money("received", "stayed"), count("cancelled")],
  ],
]
