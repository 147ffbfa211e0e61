// What a screen knows of the shop it is in, as types. Holds no code.

/** @import { BackupTrouble, PaymentMethod, Space } from "./types.js" */

/** A screen that may make itself heard; `customer` is a phone. @typedef {"cashier" | "kitchen" | "board" | "customer"} Speaker */
/** @typedef {{volume_percent: number, screens: Speaker[]}} Sounds */

/**
 * @typedef {object} Shop
 * @property {string} name
 * @property {string} [street_address] empty is none
 * @property {string | null} [logo_url]
 * @property {Sounds} [sounds]
 * @property {string} locale
 * @property {string} currency
 * @property {string} time_zone
 * @property {PaymentMethod[]} payment_methods
 * @property {"before" | "after"} payment_timing
 * @property {boolean} takes_orders
 * @property {number} unpaid_expiry_minutes
 * @property {boolean} clock_ok
 * @property {number | null} [clock_off_by_s] by how much the machine's clock is ahead of the shop's, until a time server or the owner has said which is right
 * @property {Space} disk_space
 * @property {BackupTrouble | null} backup_trouble the worst that is wrong with backups
 * @property {string} version
 * @property {string} epoch
 * @property {number} [kitchen_amber_minutes] a ticket this old waits
 * @property {number} [kitchen_red_minutes] a ticket this old is late
 * @property {number} [board_ready_minutes] a ready number this old leaves the board; 0 is never
 * @property {number} [kiosk_idle_s] so long a kiosk waits for a touch
 * @property {string} [public_url] where phones find the shop
 * @property {string | null} [local_url] the same by its name, while that is announced
 * @property {string | null} [printed_url] what the printed cards say
 * @property {boolean} [network_ok] whether the machine is on any network
 * @property {string[]} [tables] what the shop calls its tables, in their order
 */

export {}
