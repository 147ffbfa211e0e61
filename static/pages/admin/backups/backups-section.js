// The section of backups: whether there is a fresh one, where they are copied to, and how to restore one.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { makeBackup } from "./backup-api.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote } from "../../../components/problem.js"
import { t } from "../../../components/words.js"
import { useActions } from "../shared/use-actions.js"
import { BackupList } from "./backup-list.js"
import { momentOf } from "./backup-words.js"
import { DestinationCard } from "./destination-card.js"
import { RestoreSheet } from "./restore-sheet.js"
import { useBackups } from "./use-backups.js"
import { BackupProgress } from "./backup-progress.js"

/** @import { Shop } from "../../../lib/types.js" */
/** @import { Backup, Backups } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */

/** @param {{editor: MenuEditor, shop: Shop | null, stale: boolean}} props */
export function BackupsSection({ editor, shop, stale }) {
  const { list, look } = useBackups(editor.onSignedOut)
  const actions = useActions({ sync: look, onSignedOut: editor.onSignedOut })
  const [chosen, setChosen] = useState(/** @type {{backup: Backup, source: "here" | "second"} | null} */ (null))
  const zone = shop?.time_zone
  if (!list) return html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`
  const rows = { zone, busy: list.doing !== null }
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools tools--bare"><h2 class="head">${t("backups.title")}</h2></div>
      <${State} list=${list} zone=${zone} busy=${actions.isBusy("make")}
        onMake=${() => actions.perform(makeBackup, "make")} />
      <${DestinationCard} list=${list} zone=${zone} actions=${actions} />
      <${BackupList} name="here" title=${t("backups.here")} backups=${list.backups}
        onRestore=${(/** @type {Backup} */ backup) => setChosen({ backup, source: "here" })} ...${rows} />
      ${
        list.second &&
        list.second.backups.length > 0 &&
        html`
        <${BackupList} name="second" title=${t("backups.there")} backups=${list.second.backups}
          onRestore=${(/** @type {Backup} */ backup) => setChosen({ backup, source: "second" })} ...${rows} />`
      }
      <p class="quiet">${t("backups.kept")}</p>
    </div>
    ${
      chosen &&
      html`<${RestoreSheet} ...${chosen} doing=${list.doing} lastFailure=${list.failed_restore} shop=${shop}
      look=${look} onSignedOut=${editor.onSignedOut} onClose=${() => setChosen(null)} />`
    }`
}

/** @param {{list: Backups, zone?: string, busy: boolean, onMake: () => void}} props */
function State({ list: { backups, trouble, doing, failed_restore }, zone, busy, onMake }) {
  const newest = backups[0]
  const kind = `backup_${trouble}`
  const level = trouble ? (trouble === "damaged" ? "danger" : "wait") : newest ? "good" : "hint"
  const title = trouble
    ? t(`finding.${kind}`)
    : newest
      ? t("backups.newest", { moment: momentOf(newest, zone) })
      : t("backups.none")
  return html`
    <section class="card backups__now" aria-label=${t("backups.title")}>
      <div class=${`finding finding--${level}`} role="status">
      <${Icon} name=${trouble ? "alert" : newest ? "check" : "download"} />
        <p><b>${title}</b><span>${trouble ? t(`finding.${kind}.help`) : t("backups.by_itself")}</span></p>
      </div>
      ${
        failed_restore &&
        html`<${ProblemNote}
        text=${t("backups.restore_failed", { detail: failed_restore.detail })} />`
      }
      ${
        doing
          ? html`<${BackupProgress} doing=${doing} />`
          : html`<button type="button" class="button button--primary" disabled=${busy} onClick=${onMake}>
          <${Icon} name="download" />${t("backups.make")}</button>`
      }
    </section>`
}
