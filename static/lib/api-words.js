// Made from docs/openapi.yaml and docs/asyncapi.yaml by tests/shop/page_types.rs; not to be edited.

/** @type {import("./api-types.js").BackupTrouble[]} */
export const BACKUP_TROUBLES = ["damaged", "full", "failed", "place_missing", "place_full", "place_failed"]
/** @type {import("./api-types.js").Channel[]} */
export const CHANNELS = ["counter", "kiosk", "phone"]
/** @type {import("./api-types.js").EventType[]} */
export const EVENT_TYPES = [
  "new_order",
  "order_status_update",
  "order_line_update",
  "order_lines_added",
  "order_lines_requested",
  "order_lines_declined",
  "order_line_voided",
  "order_lines_moved_out",
  "order_lines_moved_in",
  "order_details_changed",
  "payment_received",
  "payment_success",
  "payment_refunded",
  "bill_changed",
  "payment_corrected",
  "claim_recorded",
  "claim_settled",
]
/** @type {import("./api-types.js").ExportKind[]} */
export const EXPORT_KINDS = [
  "orders",
  "lines",
  "payments",
  "refunds",
  "corrections",
  "claims",
  "shifts",
  "cash_moves",
  "menu",
  "history",
]
/** @type {import("./api-types.js").OrderStatus[]} */
export const ORDER_STATUSES = ["awaiting_payment", "preparing", "ready", "completed", "cancelled"]
/** @type {import("./api-types.js").OrderType[]} */
export const ORDER_TYPES = ["dine_in", "take_away"]
/** @type {import("./api-types.js").PaymentMethod[]} */
export const PAYMENT_METHODS = ["cash", "qris", "transfer", "card", "app"]
/** @type {import("./api-types.js").PersonRole[]} */
export const PERSON_ROLES = ["owner", "cashier", "waiter", "kitchen"]
/** @type {import("./api-types.js").Role[]} */
export const ROLES = ["owner", "cashier", "waiter", "kitchen", "board", "kiosk", "display"]
/** @type {import("./api-types.js").RoomKind[]} */
export const ROOM_KINDS = ["cashier", "kitchen", "board", "queue", "shop", "menu", "order", "display"]
/** @type {import("./api-types.js").ScreenRole[]} */
export const SCREEN_ROLES = ["kitchen", "board", "kiosk", "display"]
/** @type {import("./api-types.js").Speaker[]} */
export const SPEAKERS = ["cashier", "kitchen", "board", "customer"]
