// What the owner's calls carry, as types. Holds no code.

/** @import { Backup, BackupRules } from "./backup-types.js" */
/** @import { BackupTrouble, PaymentMethod, Sounds, Space, Staff } from "./types.js" */

/** @typedef {{id: string, en: string}} Words */

/**
 * @typedef {object} EditedItem
 * @property {number} id
 * @property {number} category_id
 * @property {Words} name
 * @property {Words} description
 * @property {number} price
 * @property {boolean} is_available
 * @property {string | null} photo_url
 * @property {string | null} station its own; null is the category's
 * @property {number[]} modifier_group_ids
 * @property {string | null} retired_at
 */

/** @typedef {{id: number, name: Words, station: string, items: EditedItem[]}} EditedCategory */
/** @typedef {{id?: number, name: Words, price: number | null, is_available: boolean, is_default: boolean}} EditedOption */
/** @typedef {{id: number, name: Words, min: number, max: number, options: EditedOption[]}} EditedGroup */

/**
 * @typedef {object} EditedMenu
 * @property {number} rev
 * @property {EditedCategory[]} categories
 * @property {EditedGroup[]} modifier_groups
 * @property {EditedItem[]} retired_items
 */

/** What a look into the history is about; nothing is everything but the orders. @typedef {"" | "menu" | "staff" | "shop" | "orders"} About */
/** @typedef {"category" | "item" | "group" | "staff" | "device" | "setting" | "tables" | "order"} Subject */

/**
 * @typedef {object} Change
 * @property {number} id
 * @property {string} at
 * @property {string} by a name, or `customer`, `clock`, `command line`
 * @property {Subject} subject
 * @property {number} subject_id
 * @property {string} [uid] of an order
 * @property {string} name
 * @property {string} field
 * @property {string | null} before
 * @property {string | null} after
 */

/** @typedef {"owner" | "cashier" | "kitchen"} PersonRole */
/** @typedef {"kitchen" | "board" | "kiosk"} ScreenRole */
/** @typedef {{id: number, name: string, role: PersonRole, created_at: string, last_seen: string | null, retired_at: string | null}} Member */
/** @typedef {{code: string, url: string, expires_at: string}} Pairing */

/**
 * A session: somebody on a device, or a screen of the shop.
 * @typedef {object} Device
 * @property {number} id
 * @property {Staff} staff
 * @property {string} device what it says it is, as `Chrome · Android`
 * @property {string} address
 * @property {string} created_at
 * @property {string} last_seen
 * @property {boolean} is_this
 * @property {boolean} is_connected
 */

/**
 * @typedef {object} ImportReport
 * @property {number} added
 * @property {number} changed
 * @property {number} retired
 * @property {number} unchanged
 * @property {{name: string, change: "added" | "changed" | "retired"}[]} items
 */

/**
 * @typedef {object} Settings
 * @property {string} shop_name
 * @property {string} street_address empty is none
 * @property {string | null} logo_url
 * @property {"id" | "en"} locale
 * @property {string} time_zone
 * @property {number} day_cutoff_minutes
 * @property {"before" | "after"} payment_timing
 * @property {number} unpaid_expiry_minutes
 * @property {boolean} completes_ready_orders
 * @property {boolean} takes_orders
 * @property {PaymentMethod[]} payment_methods
 * @property {number} kitchen_amber_minutes
 * @property {number} kitchen_red_minutes
 * @property {number} board_ready_minutes
 * @property {number} kiosk_idle_s
 * @property {Sounds} sounds
 * @property {BackupRules} backups
 * @property {Limits} limits
 * @property {string[]} host_names
 * @property {string} local_name what the shop is called in its network, without `.local`
 * @property {string} preferred_interface empty is whichever is likeliest
 */

/**
 * How much one address in the network may ask for.
 * @typedef {object} Limits
 * @property {number} orders_per_minute
 * @property {number} unpaid_orders
 * @property {number} kiosk_orders_per_minute
 * @property {number} lookups_per_minute
 * @property {number} unknown_orders_per_minute
 * @property {number} sockets
 * @property {number} messages_per_minute
 * @property {number} connections
 */
/** What is left out stays as it is. @typedef {Partial<Omit<Settings, "limits" | "backups" | "logo_url">> & {limits?: Partial<Limits>, backups?: Partial<BackupRules>}} SettingsChange */

/**
 * How the shop is; a size that the system does not tell is null.
 * @typedef {object} Health
 * @property {"ok" | "cannot_write" | "disk_full" | "stuck"} status
 * @property {string} version
 * @property {string} at
 * @property {string} started_at
 * @property {number} seq the newest number of the journal
 * @property {{bytes: number, log_bytes: number}} database
 * @property {{space: Space, free_bytes: number | null, total_bytes: number | null}} disk
 * @property {Backup | null} last_backup
 * @property {BackupTrouble | null} backup_trouble
 * @property {boolean} clock_ok
 * @property {number | null} memory_bytes
 * @property {{count: number, median_ms: number | null, p99_ms: number | null}} commits
 * @property {{room: string, count: number}[]} sockets
 * @property {{code: string, count: number}[]} refused
 * @property {ScreenHealth[]} screens
 */

/**
 * A screen of the shop and how far it is.
 * @typedef {object} ScreenHealth
 * @property {string} id
 * @property {"cashier" | "kitchen" | "board"} room
 * @property {string | null} name who is signed in there
 * @property {string} address
 * @property {boolean} connected
 * @property {boolean} current answered the last time it was asked
 * @property {string} last_seen
 * @property {number | null} seq the last number it was told
 * @property {number | null} behind how many it has yet to be told
 * @property {number | null} delay_ms
 */

export {}
