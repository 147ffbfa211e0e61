// What the owner's calls carry, as types. Holds no code.

/** @import { PaymentMethod } from "./types.js" */

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

/**
 * @typedef {object} MenuChange
 * @property {number} id
 * @property {string} at
 * @property {string} by
 * @property {"item" | "category" | "group" | "option"} subject
 * @property {number} subject_id
 * @property {string} name
 * @property {string} field
 * @property {string | null} before
 * @property {string | null} after
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
 * @property {"id" | "en"} locale
 * @property {string} time_zone
 * @property {number} day_cutoff_minutes
 * @property {"before" | "after"} payment_timing
 * @property {number} unpaid_expiry_minutes
 * @property {boolean} takes_orders
 * @property {PaymentMethod[]} payment_methods
 * @property {number} kitchen_amber_minutes
 * @property {number} kitchen_red_minutes
 * @property {number} board_ready_minutes
 * @property {number} kiosk_idle_s
 */

export {}
