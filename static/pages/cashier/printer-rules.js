// Which printers need a person, and what is the matter with each, in words.

import { clockTime } from "../../lib/time.js"
import { language, t } from "../../components/words.js"

/** @import { PrintJob, PrinterNow, PrintReason } from "../../lib/types.js" */

/** Those with a job that does not come out; one that is only switched off troubles no one. @param {PrinterNow[]} all */
export const troubled = (all) => all.filter((each) => each.asks > 0 || (each.state === "trouble" && each.waiting > 0))

/** What is the matter. @param {PrintReason} reason @param {string | null} since @param {string} [zone] */
export const reasonText = (reason, since, zone) =>
  t(`printer.${reason}`, { time: since ? clockTime(since, language(), zone) : "" })

/**
 * What a tile says: what is wrong, how much waits, how much is to be decided.
 * @param {PrinterNow} now
 * @param {string} [zone]
 */
export function stateText({ state, reason, since, waiting, asks }, zone) {
  return [
    state === "trouble" && reason ? reasonText(reason, since, zone) : "",
    waiting > 0 ? t("printer.waiting", { n: waiting }) : "",
    asks > 0 ? t("printer.asks", { n: asks }) : "",
  ]
    .filter(Boolean)
    .join(" · ")
}

/** What a job is, and of which order. @param {PrintJob} job */
export const jobName = ({ kind, station, number, table_number }) =>
  [t(`paper.${kind}`), station, number, table_number ? t("type.table", { table: table_number }) : ""]
    .filter(Boolean)
    .join(" · ")
