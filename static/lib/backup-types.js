// What the calls about backups carry, as types. Holds no code.

/** @import { BackupTrouble } from "./types.js" */

/** Which backups are kept, and where else. @typedef {{hourly: number, daily: number, weekly: number, place: string}} BackupRules */

/**
 * A whole shop in a file.
 * @typedef {object} Backup
 * @property {string} name
 * @property {string} at
 * @property {number} bytes
 * @property {"routine" | "upgrade" | "restore"} reason
 */
/** What is being done with backups; `done` and `total` are bytes or pictures. @typedef {{what: "backing_up" | "carrying" | "restoring", step: "copying" | "checking" | "photos" | "opening", done?: number, total?: number}} BackupDoing */
/** The last restore, if the backup could not take the shop's place; the shop is as it was. @typedef {{at: string, detail: string}} FailedRestore */
/**
 * @typedef {object} Backups
 * @property {Backup[]} backups
 * @property {{place: string, is_there: boolean, backups: Backup[]} | null} second
 * @property {string[]} disks other disks that are there now
 * @property {BackupDoing | null} doing
 * @property {BackupTrouble | null} trouble
 * @property {FailedRestore | null} failed_restore
 */
/**
 * What the shop in a backup is.
 * @typedef {object} BackupPreview
 * @property {string} shop_name
 * @property {number} orders
 * @property {string | null} newest_order_at
 * @property {number} items
 * @property {number} staff
 * @property {number} photos
 * @property {number} photos_missing
 * @property {number} bytes
 */

export {}
