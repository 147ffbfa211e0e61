// The card of the second destination, a USB stick or a folder on another disk: a shop on one memory card only is lost
// with it.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { chooseBackupDestination } from "./backup-api.js"
import { TextInput } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { message, t } from "../../../components/words.js"
import { momentOf } from "./backup-words.js"

/** @import { Backups } from "../../../lib/types.js" */
/** @import { Actions } from "../shared/use-actions.js" */

/** @param {{list: Backups, zone?: string, actions: Actions}} props */
export function DestinationCard({ list: { second, disks }, zone, actions }) {
  const choose = (/** @type {string} */ path) => actions.perform(() => chooseBackupDestination(path), "destination")
  return html`
    <section class="card backups__destination" aria-labelledby="backups-destination">
      <h3 class="head" id="backups-destination">${t("backups.second")}</h3>
      <p class="quiet">${t("backups.second_help")}</p>
      ${
        second
          ? html`<${Chosen} second=${second} zone=${zone} actions=${actions} onLeave=${async () => {
              if (await choose(""))
                actions.withUndo(
                  message(() => t("backups.left", { path: second.place })),
                  () => chooseBackupDestination(second.place),
                )
            }} />`
          : html`<${Choice} disks=${disks} busy=${actions.isBusy("destination")} onChoose=${choose} />`
      }
    </section>`
}

/** @param {{second: NonNullable<Backups["second"]>, zone?: string, actions: Actions, onLeave: () => void}} props */
function Chosen({ second: { place, is_there, backups }, zone, actions, onLeave }) {
  const newest = backups[0]
  return html`
    <div class="entry backups__chosen">
      <span class="entry__sign"><${Icon} name=${is_there ? "check" : "alert"} /></span>
      <div class="entry__text">
        <h4 class="entry__title"><span class="entry__name">${place}</span></h4>
        <p class="quiet">
        ${
          is_there
            ? newest
              ? t("backups.newest", { moment: momentOf(newest, zone) })
              : t("backups.soon")
            : t("backups.away")
        }
        </p>
      </div>
      <button type="button" class="button" disabled=${actions.isBusy("destination")} onClick=${onLeave}>
      ${t("backups.leave")}</button>
    </div>`
}

/** @param {{disks: string[], busy: boolean, onChoose: (path: string) => void}} props */
function Choice({ disks, busy, onChoose }) {
  const [path, setPath] = useState("")
  const send = (/** @type {Event} */ event) => {
    event.preventDefault()
    if (path.trim()) onChoose(path.trim())
  }
  return html`
    ${
      disks.length > 0 &&
      html`
      <ul class="backups__disks" aria-label=${t("backups.disks")}>
        ${disks.map(
          (disk) => html`<li key=${disk}>
        <button type="button" class="button" disabled=${busy} onClick=${() => onChoose(disk)}><${Icon} name="plus" />
        ${t("backups.use", { path: disk })}</button></li>`,
        )}
      </ul>`
    }
    <form class="backups__folder" onSubmit=${send}>
      <${TextInput} id="backup-folder" label=${t("backups.folder")} hint=${t("backups.folder_help")} most=${200}
        value=${path} onText=${setPath} />
      <button type="submit" class="button" disabled=${busy || !path.trim()}>${t("backups.use_folder")}</button>
    </form>`
}
