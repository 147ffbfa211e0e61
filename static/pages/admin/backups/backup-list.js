// The backups of one destination, newest first, each with a button that restores it.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { size } from "../shared/number.js"
import { Icon } from "../../../components/icon.js"
import { language, t } from "../../../components/words.js"
import { momentOf } from "./backup-words.js"

/** @import { Backup } from "../../../lib/types.js" */

/** So many are shown at once; «more» shows the rest. */
const FIRST = 6

/**
 * @param {{name: string, title: string, backups: Backup[], zone?: string, busy: boolean, onRestore: (backup: Backup) =>
 *   void}} props
 */
export function BackupList({ name, title, backups, zone, busy, onRestore }) {
  const [all, setAll] = useState(false)
  const shown = all ? backups : backups.slice(0, FIRST)
  return html`
    <section class="card more entries-card" aria-labelledby=${`backups-${name}`}>
      <div class="entries-card__head"><h3 class="head" id=${`backups-${name}`}>${title}</h3>
      ${backups.length === 0 && html`<p class="quiet">${t("backups.empty")}</p>`}</div>
      <ul class="entries">
        ${shown.map(
          (backup) => html`
          <li key=${backup.name} class="entry">
            <div class="entry__text">
              <h4 class="entry__title"><span class="entry__name">${momentOf(backup, zone)}</span></h4>
              <p class="quiet">
              ${[
                backup.reason === "routine" ? "" : t(`backups.reason.${backup.reason}`),
                size(backup.bytes, language()),
              ]
                .filter(Boolean)
                .join(" · ")}
              </p>
            </div>
            <button type="button" class="button" disabled=${busy}
              aria-label=${t("backups.restore_of", { moment: momentOf(backup, zone) })}
                onClick=${() => onRestore(backup)}><${Icon} name="history" />${t("backups.restore")}</button>
          </li>`,
        )}
      </ul>
      ${
        backups.length > shown.length &&
        html`<button type="button" class="button button--plain backups__all"
        onClick=${() => setAll(true)}>${t("backups.all", { n: backups.length })}</button>`
      }
    </section>`
}
