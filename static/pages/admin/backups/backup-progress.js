// A progress bar for the backup work that is running.

import { html } from "../../../vendor/preact/standalone.js"
import { figures, size } from "../shared/number.js"
import { language, t } from "../../../components/words.js"

/** @import { BackupDoing } from "../../../lib/types.js" */

/** @param {{doing: BackupDoing}} props */
export function BackupProgress({ doing: { what, step, done = 0, total = 0 } }) {
  const amount = (/** @type {number} */ n) => (step === "copying" ? size(n, language()) : figures(n, language()))
  return html`
    <div class="backups__work">
      <p role="status"><b>${t(`backups.doing.${what}`)}</b> ${t(`backups.step.${step}`)}</p>
      <progress max=${total || undefined} value=${total ? done : undefined}
        aria-label=${t(`backups.doing.${what}`)}></progress>
      ${total > 0 && html`<p class="quiet">${t("backups.of", { done: amount(done), total: amount(total) })}</p>`}
    </div>`
}
