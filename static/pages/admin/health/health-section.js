// The section of health: a verdict with what to do, then screens, disk and backups.

import { html } from "../../../vendor/preact/standalone.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { TechnicalDetails } from "./technical-details.js"
import { inOrder } from "./findings.js"
import { Freshness, NoAnswer } from "./freshness.js"
import { ScreenRow } from "./screen-row.js"
import { Storage } from "./storage.js"
import { useHealth } from "./use-health.js"
import { Verdict } from "./verdict.js"

/** @import { Shop } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */

/** @param {{editor: MenuEditor, shop: Shop | null, stale: boolean}} props */
export function HealthSection({ editor, shop, stale }) {
  const seen = useHealth(editor.onSignedOut)
  const { health } = seen
  const zone = shop?.time_zone
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools tools--named"><h2 class="head">${t("health.title")}</h2><${Freshness} seen=${seen} /></div>
      <${NoAnswer} seen=${seen} zone=${zone} />
      ${
        health
          ? html`
        <${Verdict} health=${health} answers=${seen.answers} zone=${zone} />
        <section class="card more entries-card" aria-labelledby="health-screens">
          <div class="entries-card__head"><h3 class="head" id="health-screens">${t("health.screens")}</h3>
          <p class="quiet">${health.screens.length ? t("health.screens_help") : t("health.no_screens")}</p></div>
          <ul class="entries">
          ${inOrder(health.screens).map(
            (screen) => html`<${ScreenRow} key=${`${screen.room} ${screen.id}`}
            screen=${screen} zone=${zone} />`,
          )}</ul>
        </section>
        <${Storage} health=${health} zone=${zone} />
        <details class="card more technical-details">
          <summary><${Icon} name="settings" /><span>${t("health.technical")}</span><${Icon} name="unfold" /></summary>
          <${TechnicalDetails} health=${health} />
        </details>`
          : seen.answers && html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`
      }
    </div>`
}
