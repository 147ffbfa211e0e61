// The second place: a stick or a folder on another disk. Whoever has one shop on one card has nothing when the card
// dies.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { chooseBackupPlace } from "./backup-api.js"
import { TextLine } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { message, t } from "../../../components/words.js"
import { momentOf } from "./backup-words.js"

/** @import { Backups } from "../../../lib/types.js" */
/** @import { Acts } from "../shared/use-acts.js" */

/** @param {{list: Backups, zone?: string, acts: Acts}} props */
export function PlaceCard({ list: { second, disks }, zone, acts }) {
  const choose = (/** @type {string} */ place) => acts.act(() => chooseBackupPlace(place), "place")
  return html`
    <section class="card backups__place" aria-labelledby="backups-place">
      <h3 class="head" id="backups-place">${t("backups.second")}</h3>
      <p class="quiet">${t("backups.second_help")}</p>
      ${
        second
          ? html`<${Chosen} second=${second} zone=${zone} acts=${acts} onLeave=${async () => {
              if (await choose(""))
                acts.withUndo(
                  message(() => t("backups.left", { place: second.place })),
                  () => chooseBackupPlace(second.place),
                )
            }} />`
          : html`<${Choice} disks=${disks} busy=${acts.isBusy("place")} onChoose=${choose} />`
      }
    </section>`
}

/** @param {{second: NonNullable<Backups["second"]>, zone?: string, acts: Acts, onLeave: () => void}} props */
function Chosen({ second: { place, is_there, backups }, zone, acts, onLeave }) {
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
      <button type="button" class="button" disabled=${acts.isBusy("place")} onClick=${onLeave}>
      ${t("backups.leave")}</button>
    </div>`
}

/** @param {{disks: string[], busy: boolean, onChoose: (place: string) => void}} props */
function Choice({ disks, busy, onChoose }) {
  const [place, setPlace] = useState("")
  const send = (/** @type {Event} */ event) => {
    event.preventDefault()
    if (place.trim()) onChoose(place.trim())
  }
  return html`
    ${
      disks.length > 0 &&
      html`
      <ul class="backups__disks" aria-label=${t("backups.disks")}>
        ${disks.map(
          (disk) => html`<li key=${disk}>
        <button type="button" class="button" disabled=${busy} onClick=${() => onChoose(disk)}><${Icon} name="plus" />
        ${t("backups.use", { place: disk })}</button></li>`,
        )}
      </ul>`
    }
    <form class="backups__folder" onSubmit=${send}>
      <${TextLine} id="backup-place" label=${t("backups.folder")} hint=${t("backups.folder_help")} most=${200}
        value=${place} onText=${setPlace} />
      <button type="submit" class="button" disabled=${busy || !place.trim()}>${t("backups.use_folder")}</button>
    </form>`
}
