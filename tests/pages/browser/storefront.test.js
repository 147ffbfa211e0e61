// What the owner decides of how the shop looks and sounds: on every screen at once, and taken back with one tap.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { photo } from "./pictures.js"
import { assertUnbroken, axe, BY_HAND, device, isLive, openBrowser, openShop, PIN, until } from "./support.js"

let shop, browser, dewi
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  dewi = await shop.token("Dewi")
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

const facts = async () => (await shop.call("GET", "/api/v1/shop")).body
const decide = (settings) => shop.call("PATCH", "/api/v1/admin/settings", settings, dewi)

async function open(path, name) {
  const page = await device(browser, { width: 1024, height: 768 })
  if (name) await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name, pin: PIN } })
  await listen(page)
  await page.goto(shop.url + path)
  await isLive(page)
  return page
}

/** Stands in for the loudspeaker: how loud each tone would have been heard. */
const listen = (page) =>
  page.addInitScript(() => {
    window.heard = []
    const node = () => ({
      connect: (next) => next,
      start() {},
      stop() {},
      frequency: {},
      gain: {
        setValueAtTime(loudness) {
          window.heard.push(loudness)
        },
        exponentialRampToValueAtTime() {},
      },
    })
    window.AudioContext = class {
      state = "suspended"
      currentTime = 0
      createOscillator = node
      createGain = node
      turn(state) {
        this.state = state
        this.onstatechange?.()
      }
      async resume() {
        this.turn("running")
      }
      async suspend() {
        this.turn("suspended")
      }
    }
  })
const heard = async (page) => [...new Set(await page.evaluate(() => window.heard.splice(0)))]

test("the shop's picture is on every guest's screen at once, and an undo brings the one before back", async () => {
  const [admin, phone, kiosk] = await Promise.all([open("/admin#settings", "Dewi"), open("/"), open("/kiosk")])
  const card = admin.locator(".setting", { has: admin.getByRole("heading", { name: "Logo", exact: true }) })
  const toast = (text) => admin.locator(".toast", { hasText: text })
  await card
    .locator("#logo-choose")
    .setInputFiles({ name: "logo.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture at all") })
  await card.getByText("logo.jpg tidak bisa dibaca sebagai foto").waitFor()
  assert.equal((await facts()).logo_url, null)

  await card.locator("#logo-choose").setInputFiles(photo(1200, 600))
  await toast("Logo terpasang").waitFor()
  await phone.locator(".shop__logo").waitFor()
  await kiosk.locator(".attract__logo").waitFor()
  const first = (await facts()).logo_url
  const size = await phone.locator(".shop__logo").evaluate(async (image) => {
    await image.decode()
    return [image.naturalWidth, image.naturalHeight]
  })
  assert.deepEqual(size, [512, 256], "whole, and no larger than it is shown")

  await card.locator("#logo-choose").setInputFiles(photo(200, 200))
  await until(async () => assert.notEqual((await facts()).logo_url, first))
  await toast("Logo terpasang").getByRole("button", { name: "Urungkan" }).click()
  await until(async () => assert.equal((await facts()).logo_url, first))
  await until(async () => assert.ok((await phone.locator(".shop__logo").getAttribute("src")) === first))

  await card.getByRole("button", { name: "Hapus logo" }).click()
  await phone.locator(".shop__logo").waitFor({ state: "detached" })
  await kiosk.locator(".attract__logo").waitFor({ state: "detached" })
  await toast("Logo dihapus").getByRole("button", { name: "Urungkan" }).click()
  await phone.locator(".shop__logo").waitFor()
  // The bar of the sections lies over a part of a field; how large each is to a finger is measured with the screens.
  assert.deepEqual(await axe(admin, { "target-size": { enabled: false } }), [])
  assert.deepEqual(await axe(phone), [])
  assertUnbroken(phone, kiosk)
  for (const page of [admin, phone, kiosk]) await page.context().close()
})

test("street and town stand under the menu as soon as they are saved", async () => {
  const [admin, phone] = await Promise.all([open("/admin#settings", "Dewi"), open("/")])
  await admin.getByLabel("Alamat toko").fill("Jl. Kaliurang km 5, Yogyakarta")
  await admin.getByRole("button", { name: "Simpan Toko", exact: true }).click()
  await phone.getByText("Warung Contoh Dewi · Jl. Kaliurang km 5, Yogyakarta").waitFor()
  await admin.locator(".toast", { hasText: "Toko tersimpan" }).getByRole("button", { name: "Urungkan" }).click()
  await phone.getByText("Jl. Kaliurang").waitFor({ state: "detached" })
  assertUnbroken(admin, phone)
  for (const page of [admin, phone]) await page.context().close()
})

test("a tax is typed in percent as people write it, kept as 550, and told in percent in the history", async () => {
  const admin = await open("/admin#settings", "Dewi")
  const tax = admin.getByLabel("Pajak makanan dan minuman (PB1)")
  const card = admin.locator(".setting", { has: tax })
  const save = () => card.getByRole("button", { name: "Simpan" }).click()
  const kept = async () => (await facts()).bill.restaurant_tax_bp
  assert.equal(await tax.inputValue(), "0")
  const coins = admin.getByRole("group", { name: "Uang receh terkecil" })
  const [prices, rounding] = ["Harga di menu", "Pembulatan tunai"].map((name) => admin.getByRole("group", { name }))
  await coins.waitFor()
  assert.equal((await prices.count()) + (await rounding.count()), 0, "without tax and coins there is nothing to say")
  await coins.getByText("Rp500").click()
  await rounding.waitFor()
  await coins.getByText("Tanpa pembulatan").click()
  await tax.fill("26")
  await prices.waitFor()
  await save()
  await admin.getByText("Isi 0% sampai 25%.").waitFor()
  assert.equal(await kept(), 0)
  await tax.fill("")
  await tax.pressSequentially("5,5%x", BY_HAND)
  assert.equal(await tax.inputValue(), "5,5", "what is no part of a number is not typed")
  await save()
  await card.locator(".setting__saved .icon").waitFor()
  assert.equal(await kept(), 550)
  // Saved, the same number stands there in the language's way.
  await tax.fill("7.25")
  await tax.blur()
  assert.equal(await tax.inputValue(), "7,25")
  await save()
  await until(async () => assert.equal(await kept(), 725))
  await admin.goto(`${shop.url}/admin#history`)
  const change = admin.locator(".change", { hasText: "Pajak makanan dan minuman (PB1)" }).first()
  await change.getByText("7,25%").waitFor()
  await change.getByText("5,5%").waitFor()
  assertUnbroken(admin)
  await admin.context().close()
  await decide({ bill: { restaurant_tax_bp: 0 } })
})

test("what a cashier may give away is typed in rupiah", async () => {
  const admin = await open("/admin#settings", "Dewi")
  const amount = admin.getByLabel("Atau sampai jumlah ini", { exact: true })
  assert.equal(await amount.inputValue(), "10.000")
  await amount.fill("25000")
  assert.equal(await amount.inputValue(), "25.000")
  await admin.getByText("Biasanya Rp10.000.").waitFor()
  await admin.getByRole("button", { name: "Simpan Yang perlu PIN pemilik", exact: true }).click()
  const settings = async () => (await shop.call("GET", "/api/v1/admin/settings", undefined, dewi)).body
  await until(async () => assert.equal((await settings()).approvals.free_discount_amount, 25_000))
  assertUnbroken(admin)
  await admin.context().close()
})

test("the owner says which screens sound and how loud, and they hold to it without a reload", async () => {
  const [admin, till] = await Promise.all([open("/admin#settings", "Dewi"), open("/cashier", "Rina")])
  const sound = till.getByRole("button", { name: "Suara", exact: true })
  await sound.click()
  assert.deepEqual(await heard(till), [0.35], "as in a new shop")
  const save = () => admin.getByRole("button", { name: "Simpan Suara", exact: true }).click()
  await admin.getByLabel("Volume").fill("5")
  await save()
  await admin.getByText("10 sampai 100", { exact: false }).first().waitFor()
  assert.equal((await facts()).sounds.volume_percent, 70)
  await admin.getByLabel("Volume").fill("100")
  await admin.getByRole("button", { name: "Coba dengar" }).click()
  await until(async () => assert.deepEqual(await heard(admin), [0.5]))
  await save()
  await until(async () => assert.equal((await facts()).sounds.volume_percent, 100))
  await shop.order()
  await until(async () => assert.deepEqual(await heard(till), [0.5]))

  await admin.locator(".choice", { hasText: "Kasir: ada pesanan baru" }).click()
  await save()
  await sound.waitFor({ state: "detached" })
  const silent = await shop.order()
  await till.getByText(silent.number).first().waitFor()
  assert.deepEqual(await heard(till), [])
  await decide({ sounds: { volume_percent: 70, screens: ["cashier"] } })
  await sound.waitFor()
  await shop.order()
  await until(async () => assert.deepEqual(await heard(till), [0.35]))

  // The other kinds of screen.
  const kitchen = await open("/kitchen", "Budi")
  assert.equal(await kitchen.locator(".bar__sound").count(), 0)
  await kitchen.getByRole("button", { name: "Atur", exact: true }).first().click()
  await kitchen.getByText("Pemilik mematikan suara layar ini.").waitFor()
  const board = await open("/board")
  await board.locator(".foot__sound").click()
  await board.getByText("Pemilik mematikan suara layar ini.").waitFor()
  assert.deepEqual(await axe(kitchen), [])
  assertUnbroken(admin, till, kitchen, board)
  for (const page of [admin, till, kitchen, board]) await page.context().close()
})
