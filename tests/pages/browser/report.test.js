// The owner's reports: right at once after a payment, the same days after a reload, and loud where money does not fit.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { mockAnswer } from "../screens/mocks.js"
import { assertUnbroken, axe, device, mark, openBrowser, openShop, signIn } from "./support.js"

let shop, browser
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

const money = (amount) => `Rp${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")}`

/** An order that is paid in full. */
async function sold(till) {
  const { uid, total_amount } = await shop.order()
  const key = { "idempotency-key": `sold-${uid.slice(0, 12)}` }
  const pay = { method: "qris", expected_rev: 1 }
  await shop.call("POST", `/api/v1/admin/orders/${uid}/payments`, pay, { ...till, ...key })
  return total_amount
}

test("a report follows the till, says what each line means, and keeps its days in the address", async () => {
  const till = await shop.token("Rina")
  const page = await device(browser, { width: 360, height: 740 })
  await signIn(page, `${shop.url}/admin#report`, "Dewi")
  await page.getByText("Belum ada penjualan").waitFor()
  const same = await mark(page)
  const amount = await sold(till)
  const highlight = (name, text) => page.locator(".highlight", { hasText: name }).getByText(text, { exact: true })
  await highlight("Total penjualan", money(amount)).waitFor()
  await sold(till)
  await highlight("Pesanan lunas", "2").waitFor()
  await highlight("Uang diterima", money(2 * amount)).waitFor()
  await page.getByText("Cocok: uang yang masuk sama dengan tagihan.").waitFor()
  await same()

  const gross = page.locator(".figure", { hasText: "Penjualan kotor" }).first()
  await gross.locator("summary").press("Enter")
  await gross.getByText("sebelum diskon").waitFor()
  const chart = page.locator(".chart").first()
  await chart.getByText("Lihat sebagai tabel").click()
  await chart.getByRole("cell", { name: money(2 * amount) }).waitFor()
  assert.deepEqual(await axe(page), [])

  await page.getByRole("link", { name: "7 hari terakhir" }).click()
  await page.waitForURL(/#report\/week$/)
  await page.reload()
  await page.locator(".report__span[aria-current]", { hasText: "7 hari terakhir" }).waitFor()
  await highlight("Pesanan lunas", "2").waitFor()
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Unduh CSV: Menu" }).click(),
  ])
  assert.match(file.suggestedFilename(), /^siap-report-dishes-.*-to-.*\.csv$/)
  const [journal] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Jurnal umum" }).click(),
  ])
  // Named by the days in it: none is over yet.
  assert.equal(journal.suggestedFilename(), "siap-books.csv")
  await page.getByRole("link", { name: "Ubah kode akun" }).click()
  const cash = page.locator("#setting-cash")
  await cash.fill("Kas kecil")
  await page.getByRole("button", { name: "Simpan Pembukuan" }).click()
  await page.getByText("Isi kode akun, spasi, lalu namanya: 1-10001 Kas.").waitFor()
  await cash.fill("101 Kas kecil")
  await page.getByRole("button", { name: "Simpan Pembukuan" }).click()
  await page.getByText("Pembukuan tersimpan").last().waitFor()
  await page.goBack()

  await page.getByRole("link", { name: "Pilih tanggal" }).click()
  await page.getByLabel("Dari tanggal").fill("2026-02-02")
  await page.getByLabel("Sampai tanggal").fill("2026-02-03")
  await page.getByRole("button", { name: "Tampilkan", exact: true }).click()
  await page.getByText("Belum ada penjualan").waitFor()
  assert.match(page.url(), /#report\/own\/2026-02-02\/2026-02-03$/)
  assertUnbroken(page)
  await page.context().close()
})

test("today is held against its weekday, and money that does not fit its bill is named with the order", async () => {
  await sold(await shop.token("Rina"))
  const page = await device(browser, { width: 1280, height: 800 })
  await mockAnswer(page, "/api/v1/admin/report?**", (report) => ({
    ...report,
    difference: 500,
    misfits: [{ uid: "0".repeat(26), number: "A-012", difference: 500 }],
    usual: { days: 4, received: 1_200_000, received_by_now: 480_000 },
    before: { from: report.from, to: report.to, sales: report.sales, hours: report.hours },
  }))
  await signIn(page, `${shop.url}/admin`, "Dewi")
  await page.getByText("Biasanya Rp480.000 sampai jam ini").waitFor()
  const hours = page.locator("section.card", { has: page.getByRole("heading", { name: "Per jam" }) })
  await hours.locator(".chart__key", { hasText: "minggu lalu" }).waitFor()
  assert.ok((await hours.locator(".chart__shadow").count()) > 0)
  await hours.getByRole("link", { name: "Laporan" }).click()
  const alarm = page.getByRole("alert")
  await alarm.getByText("Tidak cocok: selisih Rp500. Periksa pesanan A-012.").waitFor()
  await page.context().close()
})
