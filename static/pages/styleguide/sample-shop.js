// The shop of the samples, before its first change.

/** @import { Shop } from "../../lib/types.js" */

/** @returns {Shop} */
export const shop = () => ({
  qris: null,
  name: "Warung Contoh Dewi",
  street_address: "",
  logo_url: null,
  locale: "id",
  currency: "IDR",
  time_zone: "Asia/Jakarta",
  payment_methods: ["cash", "qris"],
  payment_timing: "before",
  open_bills: "dine_in",
  orders: { guests_may_add: false, rounds_need_acceptance: true },
  bill: {
    restaurant_tax_bp: 0,
    vat_bp: 0,
    service_bp: 0,
    prices_include: "nothing",
    smallest_coin: "1",
    cash_rounding: "nearest",
  },
  takes_orders: true,
  unpaid_expiry_minutes: 60,
  clock_ok: true,
  disk_space: "plenty",
  backup_trouble: null,
  version: "",
  epoch: "",
  tables: ["1", "2", "3", "Teras"],
  kitchen_amber_minutes: 8,
  kitchen_red_minutes: 15,
  board_ready_minutes: 30,
  kiosk_idle_s: 60,
  sounds: { volume_percent: 70, screens: ["customer"] },
  clock_off_by_s: null,
  public_url: "http://192.168.1.10:8080",
  local_url: null,
  printed_url: null,
  network_ok: true,
})
