// What travels between the server and the pages, as types. Holds no code; docs/ tells what each field means.

/** @typedef {"awaiting_payment" | "preparing" | "ready" | "completed" | "cancelled"} OrderStatus */
/** @typedef {"unpaid" | "paid" | "partially_refunded" | "refunded"} PaymentStatus */
/** @typedef {"queued" | "done" | "void"} LineStatus */
/** @typedef {"cash" | "qris" | "transfer" | "card"} PaymentMethod */
/** @typedef {"dine_in" | "take_away"} OrderType */
/** @typedef {"cashier" | "kitchen" | "owner" | "board" | "kiosk"} Role people are `cashier`, `kitchen` or `owner`, paired screens `kitchen`, `board` or `kiosk` */

/** Room on the shop's disk: `low` below 500 MiB, `short` when new orders are refused. @typedef {"plenty" | "low" | "short"} Space */
/** What is wrong with backups; `place_…` is about the second place. @typedef {"damaged" | "full" | "failed" | "place_missing" | "place_full" | "place_failed"} BackupTrouble */

/** @typedef {import("./shop-types.js").Shop} Shop */
/** @typedef {import("./shop-types.js").Sounds} Sounds */
/** @typedef {import("./shop-types.js").Speaker} Speaker */

/** @typedef {{id: number, name: string, price: number, is_available: boolean, is_default: boolean}} ModifierOption */
/** @typedef {{id: number, name: string, min: number, max: number, options: ModifierOption[]}} ModifierGroup */

/**
 * @typedef {object} MenuItem
 * @property {number} id
 * @property {string} name
 * @property {string | null} description
 * @property {number} price
 * @property {boolean} is_available
 * @property {string | null} photo_url
 * @property {string | null} station
 * @property {ModifierGroup[]} modifier_groups
 */

/** @typedef {{id: number, name: string, items: MenuItem[]}} Category */
/** @typedef {{categories: Category[]}} Menu */

/**
 * @typedef {object} OrderLine
 * @property {number} id
 * @property {number} menu_item_id
 * @property {string} name
 * @property {number} unit_price
 * @property {number} quantity
 * @property {{option_id: number, name: string, price: number}[]} modifiers
 * @property {string | null} note
 * @property {LineStatus} status
 * @property {number} line_total
 * @property {string | null} station
 */

/** @typedef {{method: PaymentMethod, amount: number, tendered: number, change: number, paid_at: string}} Payment */
/** @typedef {{rev: number, at: string, type: string, status: OrderStatus, by: string | null}} HistoryEntry */

/**
 * The customer's view of an order; the staff's view carries the optional fields as well.
 * @typedef {object} Order
 * @property {string} uid
 * @property {string} number
 * @property {string} code
 * @property {OrderStatus} status
 * @property {PaymentStatus} payment_status
 * @property {number} rev
 * @property {number} total_amount
 * @property {PaymentMethod} payment_method
 * @property {OrderType} order_type
 * @property {string | null} table_number
 * @property {string | null} customer_name
 * @property {string | null} note
 * @property {string} channel
 * @property {OrderLine[]} lines
 * @property {string} created_at
 * @property {string | null} ready_at
 * @property {string | null} expires_at
 * @property {"cancelled" | "expired" | null} cancel_cause
 * @property {string} [tracking_url]
 * @property {string} [epoch]
 * @property {Payment | null} [payment]
 * @property {string | null} [cancel_reason]
 * @property {string | null} [placed_by]
 * @property {string | null} [completed_at]
 * @property {HistoryEntry[]} [history]
 */

/** @typedef {{preparing: string[], ready: string[]}} Board */
/** @typedef {{id: number, name: string, role: Role, is_screen?: boolean}} Staff `is_screen`: a paired screen, which nobody signs out of */

/** @typedef {{menu_item_id: number, quantity: number, modifiers: {option_id: number}[], note: string}} OrderedItem */

/**
 * An order as it is sent.
 * @typedef {object} PlaceOrder
 * @property {OrderedItem[]} items
 * @property {PaymentMethod} payment_method
 * @property {OrderType} order_type
 * @property {string} table_number
 * @property {string} [table_token] from the card on the table; it counts more than the number
 * @property {string} customer_name
 * @property {string} note
 * @property {"kiosk"} [channel] where it is placed, when not on a phone
 */

/**
 * What a room says: an event, with the number it has in that room.
 * @typedef {object} RoomEvent
 * @property {string} type
 * @property {string} room
 * @property {number | null} [seq]
 * @property {string} [at]
 * @property {any} data
 */

/**
 * A kitchen or board screen, as the counter is told of it.
 * @typedef {object} Screen
 * @property {string} id
 * @property {"kitchen" | "board"} room
 * @property {string | null} name who is signed in there
 * @property {string} address
 * @property {boolean} connected
 * @property {boolean} current answered the last time it was asked
 * @property {string} last_seen
 */

/**
 * RFC 9457: a refusal in words fit to show.
 * @typedef {object} ProblemDocument
 * @property {string} type
 * @property {string} title
 * @property {number} status
 * @property {string} [detail] in the language that was asked for
 * @property {Record<string, string>} [details] the same in each
 * @property {string} code
 * @property {Order} [order]
 * @property {string} [field] what of a thing that was sent is not fit, as `price` or `items[3].price`
 */

export {}
