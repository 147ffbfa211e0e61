// Who works here and on which devices: what the owner decides about them holds at once, on every page that is open.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import {
  assertUnbroken,
  decode,
  device,
  enterAs,
  goTo,
  hasten,
  isLive,
  openBrowser,
  openShop,
  PIN,
  seenOn,
  signIn,
  until,
} from "./support.js"

let shop, browser, dewi, admin
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  dewi = await shop.token("Dewi")
  admin = await device(browser, { width: 1280, height: 800 })
  await signIn(admin, `${shop.url}/admin#people`, "Dewi")
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

const call = async (method, path, body) => {
  const { status, body: answer } = await shop.call(method, `/api/v1/admin/${path}`, body, dewi)
  assert.ok(status < 300, `${method} ${path}: ${JSON.stringify(answer)}`)
  return answer
}
const member = async (name) => (await call("GET", "staff")).staff.find((each) => each.name === name)
/** A member of the staff for one test alone. */
const hired = (name, role = "cashier") => call("POST", "staff", { name, role, pin: PIN })
const opens = async (name, pin) =>
  (await shop.call("POST", "/api/v1/admin/login", { name, pin, want: "token" })).status === 200
const sheet = (page) => page.getByRole("dialog")
const save = (page) => sheet(page).getByRole("button", { name: "Simpan", exact: true }).click()
const closed = (page) => sheet(page).waitFor({ state: "detached" })
const open = (page, name) => page.getByRole("button", { name, exact: true }).click()
const entry = (page, text) => page.locator(".entry", { hasText: text })
const toast = (page, text) => page.locator(".toast", { hasText: text })
/** Another owner, on a device of their own: what the test does to them disturbs no other. */
const owner = async (hash, name = "Dewi", options = {}) => {
  const page = await device(browser, { width: 1280, height: 800, ...options })
  await enterAs(page, shop, name, `/admin#${hash}`)
  return page
}
const cashier = async (name) => {
  const page = await device(browser, { width: 1024, height: 768 })
  await signIn(page, `${shop.url}/cashier`, name)
  return page
}
const signedOut = (page) => page.getByRole("alert").filter({ hasText: "Anda sudah keluar" }).waitFor()

test("somebody new can sign in at once, and is on the list with when they were last seen", async () => {
  await admin.getByRole("button", { name: "Tambah karyawan" }).click()
  await sheet(admin).getByLabel("Nama", { exact: true }).fill("Sari")
  await sheet(admin).getByLabel("PIN", { exact: true }).fill("13 57")
  await sheet(admin).getByLabel("PIN sekali lagi").fill("1357")
  await save(admin)
  await closed(admin)
  await toast(admin, "Sari bisa masuk sekarang").waitFor()
  await entry(admin, "Sari").getByText("Kasir · belum pernah masuk").waitFor()
  assert.ok(await opens("Sari", "1357"))
  await goTo(admin, "Menu")
  await goTo(admin, "Karyawan")
  await entry(admin, "Sari").getByText("aktif baru saja").waitFor()
  await entry(admin, "Dewi").getByText("Anda", { exact: true }).waitFor()
})

test("what is not fit is said beside its field: a name in use, a PIN too short, one typed differently", async () => {
  const page = await owner("people/person/new")
  const name = sheet(page).getByLabel("Nama", { exact: true })
  await save(page)
  await sheet(page).getByText("Isi namanya dulu.").waitFor()
  await sheet(page).getByText("PIN perlu 4 sampai 10 angka.").waitFor()
  assert.equal(await name.evaluate((each) => each === document.activeElement), true)
  await name.fill("rina")
  await sheet(page).getByLabel("PIN", { exact: true }).fill("2468")
  await sheet(page).getByLabel("PIN sekali lagi").fill("2469")
  await save(page)
  await sheet(page).locator("#person-pin-again-problem").waitFor()
  await sheet(page).getByRole("button", { name: "Tampilkan PIN" }).click()
  assert.equal(await sheet(page).getByLabel("PIN sekali lagi").getAttribute("type"), "text")
  await sheet(page).getByLabel("PIN sekali lagi").fill("2468")
  await save(page)
  await sheet(page).locator("#person-name-problem", { hasText: "Sudah ada yang memakai nama ini" }).waitFor()
  // The name is kept over a closed sheet, a PIN never is.
  await page.keyboard.press("Escape")
  await page.getByText("Tambah karyawan: rina · belum disimpan").waitFor()
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify(localStorage)), /2468/)
  await page.getByRole("button", { name: "Lanjutkan" }).click()
  assert.equal(await sheet(page).getByLabel("PIN", { exact: true }).inputValue(), "")
  assertUnbroken(page)
  await page.context().close()
})

test("the last owner is neither demoted nor taken off the list, and it is said where it was tried", async () => {
  const page = await owner("people")
  await open(page, "Dewi")
  await sheet(page).getByRole("radio", { name: "Kasir" }).check()
  await save(page)
  await sheet(page).locator("#person-role-problem", { hasText: "Toko harus punya seorang pemilik" }).waitFor()
  await sheet(page).getByRole("button", { name: "Buang" }).click()
  await sheet(page).getByRole("button", { name: "Nonaktifkan" }).click()
  await sheet(page).locator(".sheet__foot .problem", { hasText: "Toko harus punya seorang pemilik" }).waitFor()
  assert.equal((await member("Dewi")).retired_at, null)
  await page.context().close()
})

test("a name and a job are changed and taken back, and another job signs that person out at once", async () => {
  await hired("Joko")
  const page = await owner("people")
  const till = await cashier("Joko")
  await open(page, "Joko")
  await sheet(page).getByLabel("Nama", { exact: true }).fill("Joko Susilo")
  await save(page)
  await closed(page)
  // A new name alone ends no session.
  await isLive(till)
  await toast(page, "Joko Susilo tersimpan").getByRole("button", { name: "Urungkan" }).click()
  await entry(page, "Joko").filter({ hasNotText: "Susilo" }).waitFor()
  await open(page, "Joko")
  await sheet(page)
    .getByRole("radio", { name: /^Dapur/ })
    .check()
  await sheet(page).getByText("Joko langsung keluar di semua perangkat").waitFor()
  await save(page)
  await closed(page)
  await entry(page, "Joko")
    .getByText(/^Dapur/)
    .waitFor()
  await signedOut(till)
  assertUnbroken(page, till)
  for (const each of [page, till]) await each.context().close()
})

test("a new PIN opens and the old one does not, and its owner is signed out everywhere else", async () => {
  await hired("Tono")
  const till = await cashier("Tono")
  const page = await owner("people")
  await open(page, "Tono")
  await sheet(page).getByRole("button", { name: "Ganti PIN" }).click()
  const pin = sheet(page).getByLabel("PIN", { exact: true })
  await until(async () => assert.equal(await pin.evaluate((each) => each === document.activeElement), true))
  await pin.fill("987654")
  await sheet(page).getByLabel("PIN sekali lagi").fill("987654")
  await save(page)
  await closed(page)
  await toast(page, "PIN Tono sudah diganti").waitFor()
  await signedOut(till)
  assert.deepEqual([await opens("Tono", PIN), await opens("Tono", "987654")], [false, true])
  for (const each of [page, till]) await each.context().close()
})

test("who is taken off the list is out at once, and comes back from the toast or later from the list", async () => {
  await hired("Agus")
  const till = await cashier("Agus")
  const page = await owner("people")
  const retire = async () => {
    await open(page, "Agus")
    await sheet(page).getByRole("button", { name: "Nonaktifkan" }).click()
    await closed(page)
  }
  await retire()
  await signedOut(till)
  assert.equal(await opens("Agus", PIN), false)
  await toast(page, "Agus dinonaktifkan").getByRole("button", { name: "Urungkan" }).click()
  await page.getByRole("button", { name: "Agus", exact: true }).waitFor()
  assert.ok(await opens("Agus", PIN))
  await retire()
  await page.getByText(/^Nonaktif \(\d\)/).click()
  await page.getByRole("button", { name: "Aktifkan lagi Agus" }).click()
  await toast(page, "Agus aktif lagi").waitFor()
  assert.equal((await member("Agus")).retired_at, null)
  assertUnbroken(page, till)
  for (const each of [page, till]) await each.context().close()
})

test("whoever takes themselves off the list is told first that only another owner brings them back", async () => {
  await hired("Ibu", "owner")
  const page = await owner("people", "Ibu")
  await open(page, "Ibu")
  await sheet(page).getByRole("button", { name: "Nonaktifkan" }).click()
  await sheet(page).getByText("Ini akun Anda sendiri").waitFor()
  await sheet(page).getByRole("button", { name: "Tidak jadi" }).click()
  await sheet(page).getByRole("button", { name: "Nonaktifkan" }).click()
  await sheet(page).getByRole("button", { name: "Nonaktifkan saya" }).click()
  await page.getByRole("button", { name: "Masuk" }).waitFor()
  assert.notEqual((await member("Ibu")).retired_at, null)
  await page.context().close()
})

test("somebody is hired with the keyboard alone", async () => {
  const page = await owner("people")
  const tabTo = async (wanted) => {
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press("Tab")
      if (
        wanted.test(
          await page.evaluate(() => (document.activeElement.labels?.[0] ?? document.activeElement).innerText.trim()),
        )
      )
        return
    }
    assert.fail(`the keyboard does not reach ${wanted}`)
  }
  await tabTo(/^Tambah karyawan$/)
  await page.keyboard.press("Enter")
  await sheet(page).waitFor()
  await tabTo(/^Nama$/)
  await page.keyboard.type("Wati")
  await tabTo(/^Kasir/)
  for (const _ of ["waiter", "kitchen"]) await page.keyboard.press("ArrowDown")
  await tabTo(/^PIN$/)
  await page.keyboard.type("24680")
  await tabTo(/^PIN sekali lagi$/)
  await page.keyboard.type("24680")
  await page.keyboard.press("Enter")
  await closed(page)
  assert.equal((await member("Wati")).role, "kitchen")
  await page.context().close()
})

test("putting out a cashier's device signs that cashier's open page out at once", async () => {
  await hired("Lina")
  const till = await cashier("Lina")
  const page = await owner("devices")
  const row = entry(page, "Lina")
  await row.getByText("Tersambung").waitFor()
  await row.getByText("127.0.0.1").waitFor()
  await page.getByText("halamannya langsung tertutup").waitFor()
  await row.getByRole("button", { name: /^Keluarkan/ }).click()
  await signedOut(till)
  await row.waitFor({ state: "detached" })
  await toast(page, "Lina dikeluarkan dari perangkat itu").waitFor()
  assertUnbroken(page, till)
  for (const each of [page, till]) await each.context().close()
})

test("an owner's phone that was lost is put out from another device, whatever was open on it", async () => {
  await hired("Ayah", "owner")
  const lost = await owner("menu", "Ayah")
  const page = await owner("devices")
  await entry(page, "Ayah")
    .getByRole("button", { name: /^Keluarkan/ })
    .click()
  await signedOut(lost)
  assertUnbroken(page, lost)
  for (const each of [page, lost]) await each.context().close()
})

test("the list follows by itself who comes and goes", async () => {
  await hired("Maya")
  const page = await owner("devices", "Dewi", { clock: true })
  await entry(page, "Dewi").first().waitFor()
  const till = await cashier("Maya")
  await hasten(
    [page],
    seenOn([page], (page) => entry(page, "Maya").getByText("Tersambung")),
  )
  await till.context().close()
  await hasten(
    [page],
    seenOn([page], (page) => entry(page, "Maya").getByText("dipakai baru saja")),
  )
  await page.context().close()
})

test("one's own device is put out only after it was said that this closes the page", async () => {
  const page = await owner("devices")
  const own = entry(page, "Perangkat ini")
  await own.getByRole("button", { name: /^Keluarkan/ }).click()
  await sheet(page).getByText("Ini perangkat yang sedang Anda pakai.").waitFor()
  await sheet(page).getByRole("button", { name: "Tetap masuk" }).click()
  await closed(page)
  await own.getByRole("button", { name: /^Keluarkan/ }).click()
  await sheet(page).getByRole("button", { name: "Keluarkan" }).click()
  await page.getByRole("button", { name: "Masuk" }).waitFor()
  await page.reload()
  await page.getByRole("button", { name: "Masuk" }).waitFor()
  assertUnbroken(page)
  await page.context().close()
})

test("a new screen scans the code and works, and the owner's sheet turns green; put out, it is out", async () => {
  const page = await owner("devices")
  await page.getByRole("button", { name: "Pasangkan layar" }).click()
  await sheet(page)
    .getByRole("radio", { name: /^Dapur/ })
    .check()
  assert.equal(await sheet(page).getByLabel("Nama layar").inputValue(), "Dapur")
  await sheet(page).getByLabel("Nama layar").fill("Dapur depan")
  await sheet(page).getByRole("button", { name: "Buat kode" }).click()
  const code = (await sheet(page).locator(".pairing__code").innerText()).trim()
  const qr = sheet(page).locator("img")
  let address
  await until(async () => {
    address = decode(await qr.screenshot())
    assert.ok(address)
  })
  assert.equal(address, `${shop.url}/pair#${code.replace("-", "")}`)
  await sheet(page)
    .getByText(/Kode berlaku (10:00|9:\d\d) lagi/)
    .waitFor()
  await sheet(page).getByText("Menunggu Dapur depan").waitFor()

  const screen = await device(browser, { width: 1280, height: 800 })
  await screen.goto(address)
  await screen.waitForURL(/\/kitchen$/)
  await isLive(screen)
  await sheet(page).locator(".paired", { hasText: "Dapur depan terpasang" }).waitFor()
  await sheet(page).getByRole("button", { name: "Selesai" }).click()
  await closed(page)
  const row = entry(page, "Dapur depan")
  await row.getByText("Tersambung").waitFor()

  // Its name is taken now.
  await page.getByRole("button", { name: "Pasangkan layar" }).click()
  await sheet(page).getByLabel("Nama layar").fill("dapur depan")
  await sheet(page).getByRole("button", { name: "Buat kode" }).click()
  await sheet(page).locator("#pair-name-problem", { hasText: "Sudah ada yang memakai nama ini" }).waitFor()
  await page.keyboard.press("Escape")

  await row.getByRole("button", { name: /^Keluarkan/ }).click()
  await screen.getByRole("button", { name: "Masuk" }).waitFor()
  await row.waitFor({ state: "detached" })
  assertUnbroken(page, screen)
  for (const each of [page, screen]) await each.context().close()
})

test("a code that is too old is said so, and another one is a tap away", async () => {
  const page = await owner("devices/pair")
  await page.route(
    "**/devices/pairing",
    async (route) => {
      const answer = await route.fetch()
      await route.fulfill({
        response: answer,
        json: { ...(await answer.json()), expires_at: new Date(Date.now() + 2_000).toISOString() },
      })
    },
    { times: 1 },
  )
  await sheet(page).getByRole("radio", { name: "Layar pesan" }).check()
  await sheet(page).getByRole("button", { name: "Buat kode" }).click()
  const old = await sheet(page).locator(".pairing__code").innerText()
  await sheet(page).getByText("Kode ini sudah kedaluwarsa.").waitFor()
  await sheet(page).getByRole("button", { name: "Kode baru" }).click()
  await sheet(page).locator(".pairing__code").waitFor()
  assert.notEqual(await sheet(page).locator(".pairing__code").innerText(), old)
  await page.context().close()
})

test("the history tells of people, devices, the shop and orders, each in its part and in words", async () => {
  const who = await hired("Nina")
  await call("PUT", `staff/${who.id}`, { role: "kitchen", pin: "8642" })
  await call("PATCH", "settings", {
    takes_orders: false,
    completes_ready_orders: false,
    limits: { sockets: 24 },
    payment_methods: ["cash", "qris"],
  })
  await call("PATCH", "settings", { takes_orders: true })
  await call("PUT", "tables", { tables: ["1", "Teras"] })
  const order = await shop.order(["Kopi Tubruk"])
  await call("PUT", `orders/${order.uid}/confirm-payment`, {})
  const page = await owner("history")
  const change = (text) => page.locator(".change", { hasText: text })
  const only = (name) =>
    page.getByRole("group", { name: "Bagian riwayat" }).getByRole("button", { name, exact: true }).click()
  await change("Nina").first().getByText("PIN diganti").waitFor()
  assert.match(await change("Nina").first().innerText(), /tugas:[\s\S]*Kasir[\s\S]*Dapur/)
  await change("Meja").first().getByText("1, Teras").waitFor()
  assert.equal(await change(order.number).count(), 0)

  await only("Toko")
  await change("Nina").first().waitFor({ state: "detached" })
  const settings = change("Halaman terbuka").first()
  assert.match(await settings.innerText(), /Menerima pesanan:[\s\S]*Buka[\s\S]*Tutup/)
  assert.match(
    await settings.innerText(),
    /Pesanan siap yang lupa ditandai:[\s\S]*Selesai otomatis saat ganti hari[\s\S]*Tetap menunggu/,
  )
  assert.match(await settings.innerText(), /Cara bayar:[\s\S]*Tunai, QRIS, Transfer, Kartu[\s\S]*Tunai, QRIS/)
  assert.match(await settings.innerText(), /Dewi/)

  await only("Pesanan")
  await change(order.number)
    .first()
    .getByText(/menerima Rp.* lunas/)
    .waitFor()
  await change(order.number).last().getByText("Pelanggan memesan 1× Kopi Tubruk").waitFor()
  assert.match(page.url(), /#history\/orders$/)
  // What happens meanwhile comes in on top by itself.
  const next = await shop.order(["Kopi Tubruk"])
  await page.locator(".change").first().getByText(next.number, { exact: true }).waitFor()

  await only("Karyawan & perangkat")
  await change("Nina").first().waitFor()
  await page.reload()
  await change("Nina").first().waitFor()
  assert.equal(await page.getByRole("button", { name: "Karyawan & perangkat" }).getAttribute("aria-pressed"), "true")
  assertUnbroken(page)
  await page.context().close()
})

test("the history is taken along as a file, in both forms", async () => {
  const page = await owner("history/staff")
  for (const [name, ending, first] of [
    ["Unduh CSV", /\.csv$/, /^id;at;by;subject/],
    ["Unduh JSON", /\.jsonl?$/, /^\{"id":/],
  ]) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()])
    assert.match(file.suggestedFilename(), ending)
    const stream = await file.createReadStream()
    let text = ""
    for await (const part of stream) text += part
    assert.match(text.replace(/^\uFEFF/, ""), first)
    assert.match(text, /Dewi/)
    assert.doesNotMatch(text, /takes_orders/)
  }
  await page.context().close()
})

test("records of chosen days come as a file; half of one is not kept, and none is said to be none", async () => {
  const page = await owner("export")
  const go = page.getByRole("button", { name: "Unduh", exact: true })
  await page.getByText("Riwayat perubahan").click()
  await page.getByLabel("Hari", { exact: true }).selectOption("today")
  const [file] = await Promise.all([page.waitForEvent("download"), go.click()])
  assert.match(file.suggestedFilename(), /^siap-history-\d{4}-\d\d-\d\d\.csv$/)
  let text = ""
  for await (const part of await file.createReadStream()) text += part
  const rows = text.trimEnd().split("\r\n").length - 1
  assert.match(text, /^\uFEFFid;at;by;subject/)
  await page.getByText(`Selesai: ${rows} baris di ${file.suggestedFilename()}`).waitFor()

  await page.getByLabel("Hari", { exact: true }).selectOption("own")
  await page.getByLabel("Dari tanggal").fill("2026-02-02")
  await page.getByLabel("Sampai tanggal").fill("2026-02-01")
  await go.click()
  await page.getByText("lebih awal dari tanggal mulai").waitFor()
  await page.getByLabel("Sampai tanggal").fill("2026-02-03")
  await go.click()
  await page.getByText("Tidak ada data pada hari-hari itu.").waitFor()

  await page.route("**/export/**", (route) => route.abort())
  await go.click()
  await page.getByText("Unduhan terputus").waitFor()
  await page.context().close()
})

test("limits and names of the machine are folded away, told when they cannot be, and saved", async () => {
  const page = await owner("settings")
  const part = (name) => page.locator("form.setting", { has: page.getByRole("heading", { name, exact: true }) })
  const limits = part("Batas per perangkat")
  await page.locator("#advanced-title").waitFor()
  assert.equal(await limits.isVisible(), false)
  await page.locator("#advanced-title").click()
  await limits.getByText("layar pesan tidak dipasangkan, atau router").waitFor()
  await limits.getByLabel("Sambungan").fill("3")
  await limits.getByRole("button", { name: /^Simpan/ }).click()
  await limits.getByText("Isi 16 sampai 10.000.").waitFor()
  await limits.getByLabel("Sambungan").fill("512")
  await limits.getByLabel("Pesanan", { exact: true }).fill("25")
  await limits.getByRole("button", { name: /^Simpan/ }).click()
  await limits.getByText("Tersimpan").waitFor()
  const now = await call("GET", "settings")
  assert.deepEqual([now.limits.connections, now.limits.orders_per_minute], [512, 25])

  const hosts = part("Nama lain komputer toko")
  await hosts.getByLabel("Nama lain").fill("http://siap")
  await hosts.getByRole("button", { name: /^Simpan/ }).click()
  await hosts.getByText("tidak bisa dipakai").waitFor()
  await hosts.getByLabel("Nama lain").fill("Siap.Warung.id, kasir.local")
  await hosts.getByRole("button", { name: /^Simpan/ }).click()
  await hosts.getByText("Tersimpan").waitFor()
  assert.deepEqual((await call("GET", "settings")).host_names, ["siap.warung.id", "kasir.local"])
  await toast(page, "Nama lain komputer toko tersimpan").getByRole("button", { name: "Urungkan" }).click()
  await until(async () => assert.deepEqual((await call("GET", "settings")).host_names, []))

  // What the server refuses is said at its own field.
  await page.route("**/api/v1/admin/settings", (route) => {
    // Only the change: the page also looks again by itself, when the shop tells of the undo.
    if (route.request().method() === "GET") return route.fallback()
    return route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "unfit_setting", title: "", detail: "Tidak bisa.", field: "limits.sockets" }),
    })
  })
  await limits.getByLabel("Halaman terbuka").fill("99")
  await limits.getByRole("button", { name: /^Simpan/ }).click()
  await limits.locator("#setting-sockets-problem", { hasText: "Tidak bisa." }).waitFor()
  // Folded away again it would be forgotten that something waits to be saved.
  await page.reload()
  await limits.getByText("Belum disimpan").waitFor()
  assertUnbroken(page, admin)
  await page.context().close()
})
