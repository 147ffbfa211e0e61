// What the owner asks the server about backups.

import { call } from "../../../lib/api.js"

/** @import { BackupPreview, Backups } from "../../../lib/types.js" */

const BACKUPS = "/api/v1/admin/backups"
// A year's orders from a stick onto a slow card.
const RESTORE_PATIENCE = 15 * 60_000

/** @returns {Promise<Backups>} */
export const fetchBackups = () => call("GET", BACKUPS)
/** @returns {Promise<Backups>} */
export const makeBackup = () => call("POST", BACKUPS)
/** @param {string} place a path, or nothing for no second place @returns {Promise<Backups>} */
export const chooseBackupPlace = (place) => call("PUT", `${BACKUPS}/place`, { body: { place } })
/** @param {string} name @param {"here" | "second"} place @returns {Promise<BackupPreview>} */
export const previewBackup = (name, place) => call("GET", `${BACKUPS}/${name}?place=${place}`)
/** @param {string} name @param {"here" | "second"} place @returns {Promise<BackupPreview>} */
export const restoreBackup = (name, place) =>
  call("POST", `${BACKUPS}/${name}/restore?place=${place}`, { patience: RESTORE_PATIENCE })
