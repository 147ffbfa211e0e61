// Times, sizes and counts for the person who maintains the machine, named as in the program's documents.

import { html } from "../../../vendor/preact/standalone.js"
import { figures, size } from "../shared/number.js"
import { language, t } from "../../../components/words.js"
import { Facts } from "../shared/facts.js"

/** @import { Health } from "../../../lib/types.js" */

/** @param {{health: Health}} props */
export function TechnicalDetails({ health }) {
  const { commits, database, memory_bytes, seq, sockets, refused } = health
  const number = (/** @type {number} */ n, digits = 0) => figures(n, language(), digits)
  const time = (/** @type {number | null} */ ms) =>
    ms === null ? t("health.unknown") : t("health.ms", { n: number(ms, 1) })
  const counts = (/** @type {[string, number][]} */ some) =>
    some
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name} ${number(count)}`)
      .join(", ") || t("health.none")
  return html`
    <${Facts} facts=${[
      [t("health.commits"), number(commits.count)],
      [t("health.median"), time(commits.median_ms)],
      [t("health.p99"), time(commits.p99_ms)],
      [t("health.log"), size(database.log_bytes, language())],
      [t("health.memory"), memory_bytes === null ? t("health.unknown") : size(memory_bytes, language())],
      [t("health.newest"), number(seq)],
      [t("health.sockets"), counts(sockets.map(({ room, count }) => [t(`room.${room}`), count]))],
      [t("health.refused"), counts(refused.map(({ code, count }) => [code, count]))],
    ]} />`
}
