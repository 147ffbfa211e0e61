// QRIS from the owner's paste to the customer's phone: the code says whom it pays and how much, on every screen.

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { after, before, test } from "node:test"
import { CODE, FILLED, setQris, WRONG } from "../screens/qris.js"
import {
  assertUnbroken,
  beginPayment,
  decode,
  device,
  openBrowser,
  openOrder,
  openShop,
  PIN,
  signIn,
} from "./support.js"

const NAME = "WARUNG CONTOH DEWI"

let shop, browser, dewi, rina
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  dewi = await shop.token("Dewi")
  rina = await shop.token("Rina")
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

const decide = (qris) => setQris(shop, qris)
const decided = async () => (await shop.call("GET", "/api/v1/admin/settings", undefined, dewi)).body.qris
const pay = (uid, amount, expected_rev) =>
  shop.call(
    "POST",
    `/api/v1/admin/orders/${uid}/payments`,
    { method: "qris", amount, expected_rev },
    { ...rina, "idempotency-key": `part-of-${uid.slice(0, 12)}` },
  )

/** What a code on the screen says. */
async function read(picture) {
  await picture.evaluate((image) => image.decode())
  return decode(await picture.screenshot())
}

async function ownersCard() {
  const page = await device(browser, { width: 1024, height: 900 })
  await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name: "Dewi", pin: PIN } })
  await page.goto(`${shop.url}/admin#settings`)
  const card = page.getByRole("form", { name: "QRIS", exact: true })
  await card.waitFor()
  return { page, card, code: card.getByLabel("Teks kode QRIS") }
}

test("an owner who pastes something else is told what, and the shop's own code says at once who is paid", async () => {
  await decide({ code: "" })
  const { page, card, code } = await ownersCard()
  for (const [pasted, words] of [
    ["https://example.com/menu", "Ini teks lain"],
    [WRONG.cutOff, "empat huruf terakhir"],
    [WRONG.changed, "angka pemeriksanya tidak cocok"],
    [WRONG.once, "dibuat untuk satu pembayaran"],
    [WRONG.foreign, "bukan dari Indonesia"],
  ]) {
    await code.fill(pasted)
    await card.locator(".problem", { hasText: words }).waitFor()
  }
  // It can still be tried, and is refused with the same words.
  await card.getByRole("button", { name: /Simpan/ }).click()
  await card.locator(".problem", { hasText: "bukan dari Indonesia" }).waitFor()
  assert.equal((await decided()).code, "")
  await code.fill(CODE)
  await card.getByText(`Uang masuk ke ${NAME}, BANDUNG`).waitFor()
  await card.getByRole("button", { name: /Simpan/ }).click()
  await card.getByText("Tersimpan").waitFor()
  assert.equal((await decided()).code, CODE)
  await page.goto(`${shop.url}/admin#history`)
  await page.getByText(`${NAME} (…12E2)`).first().waitFor()
  assertUnbroken(page)
})

test("the code is read from a photo of its sticker", async () => {
  await decide({ code: CODE, fills_in_amount: false })
  const order = await shop.order()
  const drawing = await device(browser, { width: 900, height: 900 })
  await drawing.goto(`${shop.url}/api/v1/orders/${order.uid}/qris.svg`)
  await decide({ code: "", fills_in_amount: true })
  // As a hand holds a phone: not straight, on a table, a little blurred.
  await drawing.evaluate(() => {
    const svg = document.documentElement
    svg.setAttribute("style", "width:520px;height:520px;transform:translate(140px,90px) rotate(7deg);filter:blur(1px)")
  })
  const photo = await drawing.screenshot()
  const { page, card, code } = await ownersCard()
  const choose = (buffer, name) => card.locator("#qris-photo").setInputFiles({ name, mimeType: "image/png", buffer })
  await choose(photo, "stiker.png")
  await card.getByText(`Uang masuk ke ${NAME}`).waitFor()
  assert.equal(await code.inputValue(), CODE)
  await choose(await page.screenshot({ clip: { x: 0, y: 0, width: 200, height: 40 } }), "meja.png")
  await card.locator(".problem", { hasText: "Tidak ada kode QR" }).waitFor()
  assert.equal(await code.inputValue(), CODE, "what was there stays")
  assertUnbroken(page)
})

test("the till shows a code for what is owed, over the whole screen and turned around", async () => {
  await decide({ code: CODE, fills_in_amount: true })
  const order = await shop.order(["Nasi Goreng Kampung"])
  const page = await device(browser, { width: 1280, height: 800 })
  await signIn(page, `${shop.url}/cashier`, "Rina")
  await openOrder(page, order)
  await beginPayment(page)
  await page.locator(".seg").getByRole("button", { name: "QRIS" }).click()
  const pane = page.locator(".qris-pane")
  await pane.getByText("Jangan percaya tangkapan layar").waitFor()
  await pane.getByText(NAME).waitFor()
  const said = await read(pane.getByRole("img", { name: /Kode QRIS/ }))
  assert.match(said, new RegExp(`5405${order.total_amount}5802ID`))
  await pane.getByRole("button", { name: "Tunjukkan ke pelanggan" }).click()
  const large = page.getByRole("dialog", { name: "Tunjukkan ke pelanggan" })
  for (const fact of [NAME, order.number]) await large.getByText(fact).waitFor()
  await large.getByRole("button", { name: "Putar" }).click()
  assert.equal(await read(large.getByRole("img")), said)
  const turned = await large.locator(".qris-large__code").evaluate((it) => getComputedStyle(it).transform)
  assert.match(turned, /^matrix\(-1/)
  // A key for the till's own pane pays nothing from behind the code.
  await page.keyboard.press("Enter")
  await page.keyboard.press("Escape")
  await large.waitFor({ state: "detached" })
  assert.equal((await shop.call("GET", `/api/v1/orders/${order.uid}`)).body.payment_status, "unpaid")
  await page.getByRole("button", { name: /Tandai lunas/ }).click()
  await page.locator(`#row-${order.uid}`).waitFor({ state: "detached" })
  assertUnbroken(page)
})

test("a walk-up has a code before it is an order, and above the ceiling there is none", async () => {
  await decide({ code: CODE, fills_in_amount: true, most_amount: 10_000_000 })
  const page = await device(browser, { width: 1280, height: 800 })
  await signIn(page, `${shop.url}/cashier`, "Rina")
  await page.getByRole("button", { name: /Pesanan baru/ }).click()
  await page.locator(".tile", { hasText: "Kopi Tubruk" }).click()
  await page.locator(".sale__side:not(.tap-guarded) .actions__main", { hasText: "Terima pembayaran" }).click()
  await page.locator(".seg").getByRole("button", { name: "QRIS" }).click()
  const said = await read(page.locator(".qris-pane").getByRole("img", { name: /Kode QRIS/ }))
  assert.match(said, /^000201010212/)
  assert.ok(said.includes("WARUNG CONTOH DEWI"))
  await decide({ most_amount: 1_000 })
  await page.locator(".qris-pane").getByText("hanya sampai Rp1.000").waitFor()
  assert.equal(await page.locator(".qris-pane").getByRole("img").count(), 0)
  await decide({ most_amount: 10_000_000 })
  assertUnbroken(page)
})

test("a customer who pays with QRIS has the code of the order, for what is still owed, and as a picture", async () => {
  await decide({ code: CODE, fills_in_amount: true })
  const inCash = await shop.order(["Nasi Goreng Kampung"])
  const order = await shop.order(["Nasi Goreng Kampung"], { payment_method: "qris" })
  const page = await device(browser, { width: 360, height: 780, acceptDownloads: true })
  await page.goto(`${shop.url}/t/${inCash.uid}`)
  await page.getByRole("heading", { name: "Bayar di kasir" }).waitFor()
  assert.equal(await page.locator(".qris").count(), 0, "cash has no code")
  await page.goto(`${shop.url}/t/${order.uid}`)
  const card = page.getByRole("region", { name: "Bayar dengan QRIS" })
  const code = card.getByRole("img", { name: /Kode QRIS/ })
  const whole = order.total_amount
  assert.match(await read(code), new RegExp(`54\\d\\d${whole}5802ID`))
  const rest = whole - 5_000
  const paid = await pay(order.uid, 5_000, order.rev)
  assert.equal(paid.status, 200, JSON.stringify(paid.body))
  await card.getByText(`Rp${rest.toLocaleString("id")}`).waitFor()
  assert.match(await read(code), new RegExp(`54\\d\\d${rest}5802ID`))
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    card.getByRole("button", { name: "Simpan gambar" }).click(),
  ])
  assert.equal(download.suggestedFilename(), `QRIS-${order.number}.png`)
  assert.match(decode(readFileSync(await download.path())), new RegExp(`54\\d\\d${rest}5802ID`))
  await card.getByText("Tersimpan. Buka aplikasi bank").waitFor()
  await decide({ fills_in_amount: false })
  await card.getByText("Ketik jumlah ini").waitFor()
  await page.reload()
  assert.equal(await read(code), CODE)
  await decide({ fills_in_amount: true })
  assertUnbroken(page)
})

test("the code of Rp25.000 is the one that every bank app reads", async () => {
  await decide({ code: CODE, fills_in_amount: true })
  const page = await device(browser, { width: 800, height: 800 })
  await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name: "Rina", pin: PIN } })
  await page.goto(`${shop.url}/api/v1/admin/qris.svg?amount=25000`)
  assert.equal(decode(await page.screenshot()), FILLED)
})
