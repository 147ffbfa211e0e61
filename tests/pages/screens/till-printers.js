// The till and what is connected to it, on the demo's day: a printer that does not print, and the display. The shop has
// no printer: what one does is told to the page.

import { mockRoom, touch } from "./mocks.js"

const AT = "2026-11-30T05:41:00Z"
/** What a till is told of printers. */
export const PRINTERS = [
  { printer: 1, name: "Dapur", state: "trouble", reason: "no_paper", since: AT, waiting: 3, asks: 0 },
  { printer: 2, name: "Kasir", state: "trouble", reason: "unreachable", since: AT, waiting: 1, asks: 2 },
]
const job = (id, kind, number, more) => ({
  id,
  printer_id: 2,
  kind,
  station: "",
  copy: 1,
  state: "waiting",
  repeats: 0,
  reason: null,
  by: null,
  created_at: AT,
  wanted_at: AT,
  number,
  ...more,
})
const JOBS = [
  job(31, "receipt", "A-012", { state: "unknown", reason: "interrupted", table_number: "5" }),
  job(32, "kitchen", "A-013", { state: "failed", reason: "too_late", station: "dapur" }),
  job(33, "receipt", "C-004", {}),
]

/**
 * @param {any} shop the demo's
 * @param {(shop: any, path: string, name: string) => (page: any) => Promise<void>} staff
 */
export function printerScreens(shop, staff) {
  const told = async (page) => {
    await page.route("**/api/v1/admin/print-jobs", (route) => route.fulfill({ json: { jobs: JOBS } }))
    const tell = await mockRoom(page, "cashier", (present) => present)
    await staff(shop, "/cashier", "Rina")(page)
    tell({ type: "print_update", at: AT, data: { printers: PRINTERS } })
    await page.locator(".printer-tile").nth(1).waitFor()
  }
  return {
    "printers that do not print": async (page) => {
      await told(page)
      await touch(page, ".rows > ul .row__open, .column .row__open", ".dl")
    },
    "what a printer has not printed": async (page) => {
      await told(page)
      await page.locator(".printer-tile").nth(1).click()
      await page.locator(".print-job").nth(2).waitFor()
    },
    "the display of the guest at this till": async (page) => {
      await staff(shop, "/cashier", "Rina")(page)
      await touch(page, ".foot__display", ".display-sheet")
      await touch(page, ".display-sheet > button", ".display-sheet__code")
    },
    "the papers of an order": async (page) => {
      await told(page)
      await touch(page, ".rows > ul .row__open", ".dl")
      await touch(page, ".detail__print", ".print-papers .button")
    },
  }
}
