// The owner's requests about backups.

import { call } from "../../../lib/api.js"

/** @import { BackupPreview, Backups } from "../../../lib/types.js" */

const BACKUPS = "/api/v1/admin/backups"
// A year's orders from a stick onto a slow card.
const RESTORE_TIMEOUT = 15 * 60_000

/** @returns {Promise<Backups>} */
export const fetchBackups = () => call("GET", BACKUPS)
/** @returns {Promise<Backups>} */
export const makeBackup = () => call("POST", BACKUPS)
/** @param {string} path or nothing for no second destination @returns {Promise<Backups>} */
export const chooseBackupDestination = (path) => call("PUT", `${BACKUPS}/place`, { body: { place: path } })
/** @param {string} name @param {"here" | "second"} source @returns {Promise<BackupPreview>} */
export const previewBackup = (name, source) => call("GET", `${BACKUPS}/${name}?place=${source}`)
/** @param {string} name @param {"here" | "second"} source @returns {Promise<BackupPreview>} */
export const restoreBackup = (name, source) =>
  call("POST", `${BACKUPS}/${name}/restore?place=${source}`, { timeout: RESTORE_TIMEOUT })
