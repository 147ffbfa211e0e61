// The free disk space as a bar and in words, and what uses the rest.

import { html } from "../../../vendor/preact/standalone.js"
import { size } from "../shared/number.js"
import { clockTime, dayName } from "../../../lib/time.js"
import { language, t } from "../../../components/words.js"
import { Facts } from "../shared/facts.js"
import { shareTaken } from "./findings.js"

/** @import { Health } from "../../../lib/types.js" */

const WIDE = 100

/** @param {{health: Health, zone?: string}} props */
export function Storage({ health, zone }) {
  const { disk, database, last_backup, version, started_at } = health
  const bytes = (/** @type {number} */ n) => size(n, language())
  const moment = (/** @type {string} */ at) =>
    t("health.moment", { day: dayName(at, language(), zone), time: clockTime(at, language(), zone) })
  const taken = shareTaken(disk)
  const room =
    disk.free_bytes === null || disk.total_bytes === null
      ? t("health.room_unknown")
      : t("health.room", { free: bytes(disk.free_bytes), total: bytes(disk.total_bytes) })
  return html`
    <section class="card storage" aria-labelledby="health-storage">
      <h3 class="head" id="health-storage">${t("health.storage")}</h3>
      <div class=${`storage__room storage__room--${disk.space}`}>
        ${
          taken !== null &&
          html`
          <svg class="storage__bar" viewBox=${`0 0 ${WIDE} 4`} preserveAspectRatio="none" aria-hidden="true">
            <rect class="storage__all" width=${WIDE} height="4" />
            <rect class="storage__taken" width=${taken * WIDE} height="4" />
          </svg>`
        }
        <p class="strong">${room}</p>
        ${disk.space !== "plenty" && html`<p class="storage__word">${t(`health.space.${disk.space}`)}</p>`}
      </div>
      <${Facts} facts=${[
        [t("health.data"), bytes(database.bytes)],
        [
          t("health.backup"),
          last_backup ? `${moment(last_backup.at)} · ${bytes(last_backup.bytes)}` : t("health.never"),
        ],
        [t("health.version"), version],
        [t("health.since"), moment(started_at)],
      ]} />
    </section>`
}
