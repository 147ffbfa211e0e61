// What an order costs, what was paid of it and what is left, on the customer's own page; and at its end the receipt.

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { after, before, test } from "node:test"
import { PNG } from "pngjs"
import { assertUnbroken, device, isLive, openBrowser, openShop } from "./support.js"

let shop, browser, owner
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  owner = await shop.token("Dewi")
  const bill = { restaurant_tax_bp: 1_000, service_bp: 550, smallest_coin: "500" }
  await shop.call("PATCH", "/api/v1/admin/settings", { bill, street_address: "Jl. Kaliurang km 5" }, owner)
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

const DISHES = ["Nasi Goreng Kampung", "Kopi Tubruk"]
let keys = 0
/** Pays, gives back or takes off, as the till does. */
async function post(uid, what, body) {
  const path = `/api/v1/admin/orders/${uid}`
  const { rev } = (await shop.call("GET", path, undefined, owner)).body
  const headers = { ...owner, "Idempotency-Key": `receipt-test-${(keys += 1)}` }
  const answer = await shop.call("POST", `${path}/${what}`, { ...body, expected_rev: rev }, headers)
  assert.ok(answer.status < 300, JSON.stringify(answer.body))
}
const move = (uid, status) => shop.call("PUT", `/api/v1/admin/orders/${uid}/status`, { status }, owner)
const row = (page, label, amount) => page.locator(".summary > div", { hasText: label }).filter({ hasText: amount })
const open = async (uid, more = {}) => {
  const page = await device(browser, more)
  await page.goto(`${shop.url}/t/${uid}`)
  if (more.javaScriptEnabled !== false) await isLive(page)
  return page
}

test("an unpaid order says what to hand over in coins, and follows what is paid of it", async () => {
  const { uid } = await shop.order(DISHES)
  const page = await open(uid)
  await page.locator(".pay__sum", { hasText: "Rp32.500" }).waitFor()
  for (const [label, amount] of [
    ["Subtotal", "Rp28.000"],
    ["Layanan 5,5%", "Rp1.540"],
    ["PB1 10%", "Rp2.954"],
    ["Total", "Rp32.494"],
    ["Kalau tunai", "Rp32.500"],
  ])
    await row(page, label, amount).waitFor()
  await post(uid, "payments", { method: "cash", amount: 20_000 })
  await page.locator(".pay__sum", { hasText: "Sudah dibayar Rp20.000 dari Rp32.494." }).waitFor()
  await page.locator(".pay__sum .money", { hasText: "Rp12.500" }).waitFor()
  await row(page, "Sisa", "Rp12.494").waitFor()
  assert.equal(await page.getByRole("button", { name: "Batalkan pesanan" }).count(), 0, "its money is at the counter")
  await post(uid, "payments", { method: "qris" })
  await page.locator("div.now", { hasText: "Sedang Disiapkan" }).waitFor()
  assert.equal(await page.locator(".pay").count(), 0)
  assertUnbroken(page)
})

test("what goes back is told, and the reason of a discount is not", async () => {
  const { uid } = await shop.order(DISHES)
  await post(uid, "discounts", { kind: "percent", percent_bp: 1_000, reason: "Kenalan bos" })
  await post(uid, "payments", { method: "cash" })
  const page = await open(uid)
  await row(page, "Diskon", "-Rp2.800").waitFor()
  await post(uid, "refunds", { method: "cash", amount: 5_000, reason: "Kopi dingin" })
  await row(page, "Sudah dikembalikan", "Rp5.000").waitFor()
  const html = await page.content()
  for (const secret of ["Kenalan bos", "Kopi dingin"]) assert.ok(!html.includes(secret), secret)
  const all = (await shop.call("GET", `/api/v1/orders/${uid}`)).body
  await move(uid, "ready")
  await shop.call("PUT", `/api/v1/admin/orders/${uid}/status`, { status: "cancelled", reason: "Habis" }, owner)
  await page.locator("div.now", { hasText: "uang Anda kami kembalikan" }).waitFor()
  await post(uid, "refunds", { method: "cash", amount: all.paid_amount - 5_000, reason: "Habis" })
  await page.locator("div.now", { hasText: "uang Anda sudah dikembalikan" }).waitFor()
  assertUnbroken(page)
})

test("without JavaScript the page tells the same bill", async () => {
  const { uid } = await shop.order(DISHES)
  await post(uid, "payments", { method: "cash", amount: 20_000 })
  const page = await open(uid, { javaScriptEnabled: false })
  for (const [label, amount] of [
    ["Subtotal", "Rp28.000"],
    ["Layanan", "Rp1.540"],
    ["Pajak", "Rp2.954"],
    ["Total", "Rp32.494"],
    ["Sudah dibayar", "Rp20.000"],
    ["Sisa", "Rp12.494"],
  ])
    assert.equal(await row(page, label, amount).count(), 1, label)
  assert.match(await page.locator(".plain-pay").innerText(), /Rp12\.500/)
  // A shop that adds nothing shows a total and nothing else.
  const bill = { restaurant_tax_bp: 0, service_bp: 0 }
  await shop.call("PATCH", "/api/v1/admin/settings", { bill }, owner)
  await page.goto(`${shop.url}/t/${(await shop.order(DISHES)).uid}`)
  assert.equal(await page.locator(".summary > div").count(), 1)
  const before = { restaurant_tax_bp: 1_000, service_bp: 550 }
  await shop.call("PATCH", "/api/v1/admin/settings", { bill: before }, owner)
})

test("the receipt is saved as a picture with everything that was sold and paid, also without the shop", async () => {
  const { uid, number } = await shop.order(DISHES, { customer_name: "Sari" })
  await post(uid, "payments", { method: "cash" })
  await move(uid, "ready")
  await move(uid, "completed")
  const page = await device(browser, { acceptDownloads: true })
  // What stands in a picture is only told by who draws it.
  await page.addInitScript(() => {
    window.drawn = []
    const draw = CanvasRenderingContext2D.prototype.fillText
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      window.drawn.push({ text, x, y })
      return draw.call(this, text, x, y)
    }
  })
  await page.goto(`${shop.url}/t/${uid}`)
  await isLive(page)
  await page.getByText("Jl. Kaliurang km 5").waitFor()
  await shop.close()
  const downloading = page.waitForEvent("download")
  await page.getByRole("button", { name: "Simpan struk" }).click()
  const download = await downloading
  assert.equal(download.suggestedFilename(), `Struk ${number}.png`)
  const { width, height, data } = PNG.sync.read(readFileSync(await download.path()))
  const drawn = await page.evaluate(() => window.drawn)
  const texts = drawn.map(({ text }) => text)
  for (const text of [
    "Warung Contoh Dewi",
    "Jl. Kaliurang km 5",
    number,
    "Meja 5 · Sari",
    "1× Nasi Goreng Kampung",
    "Rp20.000",
    "1× Kopi Tubruk",
    "Layanan 5,5%",
    "Rp1.540",
    "PB1 10%",
    "Rp2.954",
    "Total",
    "Sudah dibayar",
    "Rp32.494",
    "Terima kasih!",
  ])
    assert.ok(texts.includes(text), `${text} is missing in: ${texts.join(" | ")}`)
  assert.ok(texts.some((text) => /^\p{L}+, \d+ \p{L}+ 20\d\d · \d\d\.\d\d$/u.test(text)))
  for (const { text, x, y } of drawn) assert.ok(x > 0 && x < width && y > 0 && y < height, `${text} is on the paper`)
  assert.deepEqual(
    [width, ...data.subarray((height - 1) * width * 4, (height - 1) * width * 4 + 4)],
    [720, 255, 255, 255, 255],
  )
  await page.getByText("Gambarnya ada di unduhan HP Anda.").waitFor()
  await shop.reopen()
  assertUnbroken(page)
})

test("an order under way, unpaid or cancelled has no receipt to save", async () => {
  const orders = {}
  for (const status of ["awaiting_payment", "preparing", "cancelled"]) orders[status] = (await shop.order(DISHES)).uid
  await post(orders.preparing, "payments", { method: "cash" })
  await shop.call(
    "PUT",
    `/api/v1/admin/orders/${orders.cancelled}/status`,
    { status: "cancelled", reason: "Salah" },
    owner,
  )
  for (const uid of Object.values(orders)) {
    const page = await open(uid)
    await page.locator(".summary").waitFor()
    assert.equal(await page.getByRole("button", { name: "Simpan struk" }).count(), 0)
    await page.context().close()
  }
})
