// Every setting there is, with what it may be and what it is at first, as the server's table has it.
// Written from src/domain/settings/table.rs by `SIAP_WRITE=1 cargo test --test shop setting_table`; a test holds them
// together.

/**
 * @typedef {"number" | "clock" | "moment" | "spans" | "flag" | "text" | "exact" | "names" | "choice" | "choices"
 *   | "folder" | "picture" | "qris" | "account"} SettingKind
 */
/**
 * `least` and `most` are bounds of a number, or of the length of a text or a list.
 * @typedef {{key: string, kind: SettingKind, least?: number, most?: number, unit?: string, of?: string[], usual: any,
 *   group: string}} SettingRow
 */

/** @type {SettingRow[]} */
export const SETTINGS = [
  { key: "takes_orders", kind: "flag", usual: true, group: "opening" },
  { key: "shop_name", kind: "text", least: 1, most: 60, usual: "Siap", group: "shop" },
  { key: "street_address", kind: "text", least: 0, most: 120, usual: "", group: "shop" },
  { key: "locale", kind: "choice", of: ["id", "en"], usual: "id", group: "shop" },
  { key: "time_zone", kind: "exact", least: 1, most: 60, usual: "Asia/Jakarta", group: "shop" },
  { key: "day_cutoff_minutes", kind: "clock", usual: 240, group: "shop" },
  { key: "logo_url", kind: "picture", usual: null, group: "logo" },
  { key: "payment_timing", kind: "choice", of: ["before", "after"], usual: "before", group: "ordering" },
  { key: "open_bills", kind: "choice", of: ["never", "dine_in", "always"], usual: "dine_in", group: "ordering" },
  {
    key: "payment_methods", kind: "choices", of: ["cash", "qris", "transfer", "card"], least: 1,
    usual: ["cash", "qris", "transfer", "card"], group: "ordering",
  },
  {
    key: "unpaid_expiry_minutes", kind: "number", least: 0, most: 10080, unit: "minutes",
    usual: 60, group: "ordering",
  },
  { key: "completes_ready_orders", kind: "flag", usual: true, group: "ordering" },
  { key: "forget_guests_days", kind: "number", least: 0, most: 3650, unit: "days", usual: 90, group: "ordering" },
  { key: "kitchen_amber_minutes", kind: "number", least: 1, most: 240, unit: "minutes", usual: 8, group: "screens" },
  { key: "kitchen_red_minutes", kind: "number", least: 2, most: 240, unit: "minutes", usual: 15, group: "screens" },
  { key: "board_ready_minutes", kind: "number", least: 0, most: 1440, unit: "minutes", usual: 30, group: "screens" },
  { key: "kiosk_idle_s", kind: "number", least: 15, most: 600, unit: "seconds", usual: 60, group: "screens" },
  { key: "preferred_interface", kind: "exact", least: 0, most: 32, usual: "", group: "address" },
  { key: "local_name", kind: "exact", least: 1, most: 63, usual: "siap", group: "address" },
  { key: "host_names", kind: "names", least: 0, most: 10, usual: [], group: "hosts" },
  { key: "qris.code", kind: "qris", usual: "", group: "qris" },
  { key: "qris.fills_in_amount", kind: "flag", usual: true, group: "qris" },
  {
    key: "qris.most_amount", kind: "number", least: 1000, most: 100000000, unit: "rupiah",
    usual: 10000000, group: "qris",
  },
  { key: "hours.is_on", kind: "flag", usual: false, group: "hours" },
  { key: "hours.monday", kind: "spans", usual: "08:00-21:00", group: "hours" },
  { key: "hours.tuesday", kind: "spans", usual: "08:00-21:00", group: "hours" },
  { key: "hours.wednesday", kind: "spans", usual: "08:00-21:00", group: "hours" },
  { key: "hours.thursday", kind: "spans", usual: "08:00-21:00", group: "hours" },
  { key: "hours.friday", kind: "spans", usual: "08:00-21:00", group: "hours" },
  { key: "hours.saturday", kind: "spans", usual: "08:00-21:00", group: "hours" },
  { key: "hours.sunday", kind: "spans", usual: "08:00-21:00", group: "hours" },
  { key: "hours.last_order_minutes", kind: "number", least: 0, most: 240, unit: "minutes", usual: 0, group: "hours" },
  { key: "hours.paused_until_ms", kind: "moment", usual: 0, group: "hours" },
  { key: "orders.guests_may_add", kind: "flag", usual: false, group: "ordering" },
  { key: "orders.rounds_need_acceptance", kind: "flag", usual: true, group: "ordering" },
  { key: "orders.guests_may_call", kind: "flag", usual: true, group: "ordering" },
  {
    key: "bill.restaurant_tax_bp", kind: "number", least: 0, most: 2500, unit: "basis_points",
    usual: 0, group: "bill",
  },
  { key: "bill.vat_bp", kind: "number", least: 0, most: 2500, unit: "basis_points", usual: 0, group: "bill" },
  { key: "bill.service_bp", kind: "number", least: 0, most: 2500, unit: "basis_points", usual: 0, group: "bill" },
  {
    key: "bill.prices_include", kind: "choice", of: ["nothing", "tax", "tax_and_service"],
    usual: "nothing", group: "bill",
  },
  { key: "bill.smallest_coin", kind: "choice", of: ["1", "100", "500", "1000"], usual: "1", group: "bill" },
  { key: "bill.cash_rounding", kind: "choice", of: ["nearest", "down", "up"], usual: "nearest", group: "bill" },
  { key: "tax.npwpd", kind: "text", least: 0, most: 40, usual: "", group: "bill" },
  { key: "tax.nopd", kind: "text", least: 0, most: 40, usual: "", group: "bill" },
  { key: "books.cash", kind: "account", least: 0, most: 80, usual: "1-10001 Kas", group: "books" },
  { key: "books.qris", kind: "account", least: 0, most: 80, usual: "1-10110 Piutang QRIS", group: "books" },
  { key: "books.transfer", kind: "account", least: 0, most: 80, usual: "1-10002 Rekening Bank", group: "books" },
  { key: "books.card", kind: "account", least: 0, most: 80, usual: "1-10111 Piutang Kartu", group: "books" },
  { key: "books.app", kind: "account", least: 0, most: 80, usual: "1-10112 Piutang Aplikasi", group: "books" },
  { key: "books.sales", kind: "account", least: 0, most: 80, usual: "4-40000 Penjualan", group: "books" },
  { key: "books.discounts", kind: "account", least: 0, most: 80, usual: "4-40100 Diskon Penjualan", group: "books" },
  { key: "books.gifts", kind: "account", least: 0, most: 80, usual: "4-40101 Menu Gratis", group: "books" },
  { key: "books.refunds", kind: "account", least: 0, most: 80, usual: "4-40200 Retur Penjualan", group: "books" },
  { key: "books.service", kind: "account", least: 0, most: 80, usual: "4-40300 Biaya Layanan", group: "books" },
  { key: "books.restaurant_tax", kind: "account", least: 0, most: 80, usual: "2-20599 Utang PB1", group: "books" },
  { key: "books.vat", kind: "account", least: 0, most: 80, usual: "2-20500 PPN Keluaran", group: "books" },
  { key: "books.rounding", kind: "account", least: 0, most: 80, usual: "7-70003 Pembulatan", group: "books" },
  { key: "books.deposits", kind: "account", least: 0, most: 80, usual: "2-20203 Uang Muka Pelanggan", group: "books" },
  { key: "books.claims", kind: "account", least: 0, most: 80, usual: "2-20204 Titipan Pelanggan", group: "books" },
  { key: "books.safe", kind: "account", least: 0, most: 80, usual: "1-10004 Kas Besar", group: "books" },
  { key: "books.expenses", kind: "account", least: 0, most: 80, usual: "6-60100 Biaya Umum", group: "books" },
  { key: "books.difference", kind: "account", least: 0, most: 80, usual: "8-80999 Selisih Kas", group: "books" },
  { key: "shifts.tills", kind: "number", least: 1, most: 9, unit: "drawers", usual: 1, group: "drawer" },
  { key: "shifts.counts_float", kind: "flag", usual: true, group: "drawer" },
  { key: "shifts.blind_count", kind: "flag", usual: true, group: "drawer" },
  {
    key: "approvals.free_discount_bp", kind: "number", least: 0, most: 10000, unit: "basis_points",
    usual: 1000, group: "approvals",
  },
  {
    key: "approvals.free_discount_amount", kind: "number", least: 0, most: 1000000, unit: "rupiah",
    usual: 10000, group: "approvals",
  },
  { key: "approvals.complimentary", kind: "flag", usual: true, group: "approvals" },
  { key: "approvals.void", kind: "flag", usual: true, group: "approvals" },
  { key: "approvals.refund", kind: "flag", usual: true, group: "approvals" },
  {
    key: "approvals.free_pay_out", kind: "number", least: 0, most: 10000000, unit: "rupiah",
    usual: 50000, group: "approvals",
  },
  { key: "approvals.drawer", kind: "flag", usual: true, group: "approvals" },
  { key: "printing.kitchen_tickets", kind: "flag", usual: true, group: "printing" },
  {
    key: "printing.receipts", kind: "choices", of: ["counter", "kiosk", "phone"], least: 0,
    usual: ["counter", "kiosk", "phone"], group: "printing",
  },
  { key: "printing.refund_slips", kind: "flag", usual: true, group: "printing" },
  { key: "printing.opens_drawer", kind: "flag", usual: true, group: "printing" },
  {
    key: "sounds.screens", kind: "choices", of: ["cashier", "kitchen", "board", "customer"], least: 0,
    usual: ["cashier", "kitchen", "board", "customer"], group: "sounds",
  },
  { key: "sounds.volume_percent", kind: "number", least: 10, most: 100, unit: "percent", usual: 70, group: "sounds" },
  {
    key: "limits.orders_per_minute", kind: "number", least: 1, most: 600, unit: "per_minute",
    usual: 10, group: "limits",
  },
  { key: "limits.unpaid_orders", kind: "number", least: 1, most: 100, unit: "at_once", usual: 3, group: "limits" },
  {
    key: "limits.kiosk_orders_per_minute", kind: "number", least: 1, most: 600, unit: "per_minute",
    usual: 60, group: "limits",
  },
  {
    key: "limits.prices_per_minute", kind: "number", least: 10, most: 6000, unit: "per_minute",
    usual: 120, group: "limits",
  },
  {
    key: "limits.lookups_per_minute", kind: "number", least: 1, most: 600, unit: "per_minute",
    usual: 5, group: "limits",
  },
  {
    key: "limits.unknown_orders_per_minute", kind: "number", least: 1, most: 600, unit: "per_minute",
    usual: 30, group: "limits",
  },
  { key: "limits.sockets", kind: "number", least: 1, most: 1000, unit: "at_once", usual: 16, group: "limits" },
  {
    key: "limits.messages_per_minute", kind: "number", least: 10, most: 6000, unit: "per_minute",
    usual: 100, group: "limits",
  },
  { key: "limits.connections", kind: "number", least: 16, most: 10000, unit: "at_once", usual: 256, group: "limits" },
  { key: "backups.hourly", kind: "number", least: 1, most: 240, unit: "backups", usual: 24, group: "backups" },
  { key: "backups.daily", kind: "number", least: 0, most: 366, unit: "backups", usual: 7, group: "backups" },
  { key: "backups.weekly", kind: "number", least: 0, most: 520, unit: "backups", usual: 8, group: "backups" },
  { key: "backups.place", kind: "folder", least: 0, most: 200, usual: "", group: "backups" },
]
