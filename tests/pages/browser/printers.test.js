// A printer that is switched off: the owner sets it up, the till says what does not come out and decides about it.

import assert from "node:assert/strict"
import net from "node:net"
import { test } from "node:test"
import { photo } from "./pictures.js"
import { assertUnbroken, device, enterAs, isLive, openOrder, settled, shopForTests, until } from "./support.js"

let shop, browser, dewi
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
  dewi = await shop.token("Dewi")
})

/** A port of this computer where nothing listens. */
const closedPort = () =>
  new Promise((found) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address()
      server.close(() => found(port))
    })
  })

test("the till says what a switched-off printer does not print, drops it, and prints an order again", async () => {
  const admin = await device(browser)
  await enterAs(admin, shop, "Dewi", "/admin#printers")
  await admin.getByRole("button", { name: "Tambah printer" }).click()
  const dialog = admin.getByRole("dialog")
  await dialog.getByLabel("Nama").fill("Dapur")
  await dialog.getByLabel("Alamat").fill("8.8.8.8")
  await dialog.getByRole("button", { name: "Simpan", exact: true }).click()
  await dialog.getByText("Alamat internet tidak diterima").waitFor()
  await dialog.getByLabel("Alamat").fill(`127.0.0.1:${await closedPort()}`)
  await dialog.getByRole("button", { name: "Simpan", exact: true }).click()
  await dialog.waitFor({ state: "detached" })
  await admin.locator(".entry", { hasText: "Dapur" }).waitFor()

  const till = await device(browser, { width: 1280, height: 800 })
  await enterAs(till, shop, "Rina", "/cashier")
  const order = await shop.order(["Bakso Urat"])
  await shop.call("PUT", `/api/v1/admin/orders/${order.uid}/confirm-payment`, {}, dewi)
  const tile = till.locator(".printer-tile", { hasText: "Dapur" })
  // A ticket and a receipt.
  await tile.filter({ hasText: "2 menunggu" }).filter({ hasText: "Tidak tersambung sejak" }).waitFor()
  await tile.click()
  const sheet = till.getByRole("dialog")
  await sheet.locator(".print-job", { hasText: "Tiket dapur" }).filter({ hasText: order.number }).waitFor()
  // All of it is chosen at first; the receipt is to stay.
  await sheet.locator(".print-job", { hasText: "Struk" }).click()
  await sheet.getByRole("button", { name: "Buang" }).click()
  await tile.filter({ hasText: "1 menunggu" }).waitFor()

  await till.locator("#tab-preparing").click()
  await openOrder(till, order)
  await till.locator(".detail__print").click()
  // Without a connection no printer is known; the sheet that is open stays as it is.
  await till.context().setOffline(true)
  await till.evaluate(() => dispatchEvent(new Event("pagehide")))
  await tile.waitFor({ state: "detached" })
  await sheet.getByRole("button", { name: "Struk" }).waitFor()
  await till.context().setOffline(false)
  await till.evaluate(() => dispatchEvent(new Event("online")))
  await isLive(till)
  await sheet.getByRole("button", { name: "Struk" }).click()
  await sheet.waitFor({ state: "detached" })
  const open = async () => (await shop.call("GET", "/api/v1/admin/print-jobs", undefined, dewi)).body.jobs
  await until(async () => (await open()).some((job) => job.kind === "receipt" && job.by === "Rina"))
  const [first, copy] = await open()
  assert.deepEqual([first.kind, first.number, copy.kind, copy.copy], ["receipt", order.number, "receipt", 2])

  // An answer that comes after a later one says less than is known.
  let late
  await till.route("**/api/v1/admin/print-jobs", async (route) => {
    late ??= route
    if (late !== route) await route.continue()
  })
  await tile.click()
  await until(() => assert.ok(late))
  await shop.call("POST", `/api/v1/admin/orders/${order.uid}/print`, { kind: "kitchen" }, dewi)
  const jobs = sheet.locator(".print-job")
  await jobs.nth(2).waitFor()
  const answered = till.waitForResponse((response) => response.request() === late.request())
  await late.fulfill({ json: { jobs: [] } })
  await answered
  await settled(till)
  assert.equal(await jobs.count(), 3)
  await sheet.getByRole("button", { name: "Tutup" }).click()

  // What waits for it is decided about when it goes; a refusal is said there, and one can go back.
  await admin.getByRole("button", { name: "Ubah Dapur" }).click()
  await dialog.getByRole("button", { name: "Hapus", exact: true }).click()
  const drop = dialog.getByRole("button", { name: "Buang cetakannya" })
  await drop.waitFor()
  assert.match(await admin.evaluate(() => document.activeElement.className), /printer-leaves/)
  await admin.route("**/api/v1/admin/printers/*", (route) => route.abort())
  await drop.click()
  await dialog.locator(".problem", { hasText: "Tidak tersambung ke toko" }).waitFor()
  await admin.unroute("**/api/v1/admin/printers/*")
  await dialog.getByRole("button", { name: "Kembali" }).click()
  await dialog.getByRole("button", { name: "Hapus", exact: true }).click()
  await drop.click()
  await dialog.waitFor({ state: "detached" })
  await admin.getByText("Belum ada printer").waitFor()
  assertUnbroken(admin, till)
})

test("with a printer's row the focus goes on to the next one", async () => {
  const like = { way: "net", width: "384", prints: "text", cuts: false, opens_drawer: false, beeps: false }
  for (const name of ["Kasir", "Teras"]) {
    const spec = { ...like, name, address: `127.0.0.1:${await closedPort()}`, papers: ["receipt"], stations: [] }
    assert.equal((await shop.call("POST", "/api/v1/admin/printers", spec, dewi)).status, 201)
  }
  const admin = await device(browser)
  await enterAs(admin, shop, "Dewi", "/admin#printers")
  const focused = (words) =>
    until(async () => assert.match(await admin.evaluate(() => document.activeElement.textContent), words))
  for (const [name, next] of [
    ["Kasir", /^\s*Ubah Teras/],
    ["Teras", /^\s*Yang dicetak otomatis/],
  ]) {
    await admin.getByRole("button", { name: `Ubah ${name}` }).focus()
    await admin.keyboard.press("Enter")
    await admin.getByRole("dialog").getByRole("button", { name: "Hapus", exact: true }).focus()
    await admin.keyboard.press("Enter")
    await admin.getByRole("dialog").waitFor({ state: "detached" })
    await focused(next)
  }
  assertUnbroken(admin)
})

test("names in other scripts and the logo are drawn as soon as they are saved, and stand on receipts", async () => {
  const admin = await device(browser)
  await enterAs(admin, shop, "Dewi", "/admin#today")
  await isLive(admin)
  const staff = (method, path, body) => shop.call(method, `/api/v1/admin/${path}`, body, dewi)
  const { body: menu } = await staff("GET", "menu")
  const [{ id }] = menu.categories[0].items
  const name = { id: "ต้มยำกุ้ง", en: "Tom yum" }
  assert.equal((await staff("PUT", `menu/${id}`, { name })).status, 200)
  await shop.hangLogo(photo(300, 200), dewi)
  const missing = async () => (await staff("GET", "print-pictures")).body
  await until(async () => assert.deepEqual(await missing(), { names: [], logo_url: null }))

  const order = await shop.order([name.id])
  const { escpos } = (await staff("GET", `orders/${order.uid}/receipt?width=576`)).body
  const bytes = Buffer.from(escpos, "base64")
  // GS v 0: strips of 100 rows, or one row of letters.
  const pictures = []
  for (let at = bytes.indexOf("\x1dv0"); at >= 0; at = bytes.indexOf("\x1dv0", at)) {
    const [wide, high] = [bytes.readUInt16LE(at + 4), bytes.readUInt16LE(at + 6)]
    at += 8
    pictures.push({ wide, high, dots: bytes.subarray(at, (at += wide * high)) })
  }
  const [logo] = pictures
  const dish = pictures.find(({ high }) => high === 30)
  const share = ({ dots }) =>
    dots.reduce((all, byte) => all + byte.toString(2).replace(/0/g, "").length, 0) / dots.length / 8
  assert.ok(logo.high === 100 && share(logo) > 0.02 && share(logo) < 0.98, String(share(logo)))
  assert.ok(share(dish) > 0.02 && share(dish) < 0.5, String(share(dish)))
  assertUnbroken(admin)
})
