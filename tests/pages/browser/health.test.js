// How the shop is, as its owner sees it: one sentence and a remedy, and never older than it says.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import {
  assertUnbroken,
  axe,
  device,
  goneFrom,
  goTo,
  hasten,
  isLive,
  openBrowser,
  openShop,
  PIN,
  seenOn,
  signIn,
  until,
  staleOverlay,
} from "./support.js"

let shop, browser
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

/** The owner at the health of a shop; `prepare` comes before the page is there. */
async function owner(own = shop, prepare = async () => {}, more = {}) {
  const page = await device(browser, { width: 1280, height: 900, ...more })
  await page.context().request.post(`${own.url}/api/v1/admin/login`, { data: { name: "Dewi", pin: PIN } })
  await prepare(page)
  await page.goto(`${own.url}/admin#health`)
  await isLive(page)
  return page
}
const finding = (page, text) => page.locator(".finding", { hasText: text })
const row = (page, name) => page.locator(".entry", { has: page.locator(".entry__name", { hasText: name }) })
const fact = (page, name) => page.locator(".facts > div", { has: page.locator("dt", { hasText: name }) }).locator("dd")
/** What the shop says of itself, changed on its way. */
const retold = (change) => (page) =>
  page.route("**/api/v1/admin/health", async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ json: change(await answer.json()) })
  })
const at = "2026-11-22T02:03:00Z"
const screen = (room, more) => ({
  id: room,
  room,
  name: null,
  address: "192.168.1.20",
  connected: true,
  current: true,
  last_seen: at,
  seq: 1_042,
  behind: 0,
  delay_ms: 12,
  ...more,
})

test("a shop that is well says so first, and what it says is the server's", async () => {
  const page = await owner()
  await finding(page, "Semua berjalan baik").waitFor()
  await page.getByText("Diperiksa baru saja").waitFor()
  const { body } = await shop.call("GET", "/api/v1/admin/health", undefined, await shop.token("Dewi"))
  assert.equal(await fact(page, "Versi Siap").textContent(), body.version)
  assert.match(await page.locator(".storage__room").textContent(), /^[\d.,]+ [MGT]B masih kosong dari [\d.,]+ [MGT]B$/)
  await page.locator(".technical-details summary").click()
  // Each number of the journal is one more event: counted, not made up.
  const seq = Number(await fact(page, "Nomor terbaru").textContent())
  await shop.order()
  await until(async () => assert.equal(Number(await fact(page, "Nomor terbaru").textContent()), seq + 1))
  assertUnbroken(page)
  await page.context().close()
})

test("a screen comes, follows and is lost, and the owner sees each by itself", async () => {
  const own = await openShop()
  try {
    const page = await owner(own, undefined, { clock: true })
    const seen = (part) => hasten([page], seenOn([page], part))
    await page.getByText("Belum ada layar yang terbuka").waitFor()
    const cook = await device(browser)
    await signIn(cook, `${own.url}/kitchen`, "Budi")
    await seen(() => row(page, "Budi").getByText("tersambung", { exact: true }))
    await row(page, "Budi").getByText("Dapur · 127.0.0.1").waitFor()
    const rina = await own.token("Rina")
    const { uid } = await own.order()
    await own.call("PUT", `/api/v1/admin/orders/${uid}/confirm-payment`, {}, rina)
    const { body } = await own.call("GET", "/api/v1/admin/health", undefined, await own.token("Dewi"))
    await seen(() => row(page, "Budi").getByText(`Terkini · nomor ${body.seq}`))
    await finding(page, "Semua berjalan baik").waitFor()
    await cook.close()
    await seen(() => row(page, "Budi").getByText(/^terputus sejak \d\d\.\d\d$/))
    await finding(page, /Dapur \(Budi\) terputus sejak \d\d\.\d\d/)
      .getByText("tersambung ke Wi-Fi toko")
      .waitFor()
    assert.equal(await finding(page, "Semua berjalan baik").count(), 0)
    assertUnbroken(page)
    await page.context().close()
  } finally {
    await own.end()
  }
})

test("whatever is wrong is said in one sentence with what to do, in either language, the worst first", async () => {
  const screens = [
    screen("kitchen", { name: "Dapur", connected: false, seq: null, behind: null, delay_ms: null }),
    screen("kitchen", { id: "2", name: "Minuman", seq: 1_008, behind: 34, delay_ms: 1_840 }),
    screen("board", { current: false }),
    screen("cashier", { name: "Rina" }),
  ]
  const page = await owner(
    shop,
    retold((health) => ({
      ...health,
      status: "cannot_write",
      clock_ok: false,
      disk: { space: "low", free_bytes: 412_345_678, total_bytes: 31_000_000_000 },
      last_backup: { at, bytes: 1_482_752 },
      screens,
    })),
  )
  const said = () => page.locator(".finding b").allTextContents()
  await finding(page, "Siap tidak bisa menyimpan").waitFor()
  assert.deepEqual(await said(), [
    "Siap tidak bisa menyimpan",
    "Penyimpanan tinggal sedikit",
    "Jam komputer toko melompat",
    "Dapur terputus sejak 09.03",
    "Dapur (Minuman) tertinggal 34 perubahan",
    "Layar antrean tidak menjawab",
  ])
  for (const help of await page.locator(".finding span").allTextContents()) assert.ok(help.length > 20, help)
  await row(page, "Minuman").getByText("Tertinggal 34 perubahan · nomor 1.008 · jeda 1.840 ms").waitFor()
  await page.getByText("412 MB masih kosong dari 31 GB").waitFor()
  await page.locator(".technical-details summary").click()
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme })
    assert.deepEqual(await axe(page), [], colorScheme)
  }
  assert.equal(await fact(page, "Cadangan terakhir").textContent(), "Minggu, 22 November, 09.03 · 1,5 MB")
  await page.getByRole("button", { name: "English" }).click()
  await finding(page, "Siap can't save").waitFor()
  assert.deepEqual((await said()).slice(3), [
    "Kitchen (Dapur): screen disconnected since 09:03",
    "Kitchen (Minuman): screen is 34 updates behind",
    "Board: screen isn't answering",
  ])
  await row(page, "Minuman").getByText("34 updates behind · number 1,008 · delay 1,840 ms").waitFor()
  assert.match(await fact(page, "Last backup").textContent(), /09:03 · 1\.5 MB$/)
  assertUnbroken(page)
  await page.context().close()
})

test("a backup that was never made is a hint, and does not spoil the verdict", async () => {
  const page = await owner(
    shop,
    retold((health) => ({ ...health, screens: [], last_backup: null })),
  )
  await finding(page, "Belum ada cadangan").waitFor()
  assert.deepEqual(await page.locator(".finding b").allTextContents(), [
    "Semua berjalan baik",
    "Belum ada cadangan di komputer ini",
  ])
  assert.equal(await fact(page, "Cadangan terakhir").textContent(), "Belum ada")
  await page.context().close()
})

test("without an answer nothing is called well, it says since when, and recovers by itself", async () => {
  let silent = false
  const page = await owner(shop, (page) =>
    page.route("**/api/v1/admin/health", (route) => (silent ? route.abort() : route.continue())),
  )
  await finding(page, "Semua berjalan baik").waitFor()
  silent = true
  await page
    .getByRole("status")
    .filter({ hasText: /Komputer toko tidak menjawab\. Di bawah ini keadaan pukul \d\d\.\d\d/ })
    .waitFor()
  assert.equal(await finding(page, "Semua berjalan baik").count(), 0)
  assert.equal(await page.getByText("Diperiksa").count(), 0)
  // What was known stays to be read.
  await fact(page, "Versi Siap").waitFor()
  silent = false
  await finding(page, "Semua berjalan baik").waitFor()
  await page.getByText("Komputer toko tidak menjawab").waitFor({ state: "detached" })
  await page.context().close()
})

test("how the shop is can be read even when its menu cannot", async () => {
  const page = await owner(shop, (page) => page.route("**/api/v1/admin/menu", (route) => route.abort()))
  await finding(page, "Semua berjalan baik").waitFor()
  await goTo(page, "Menu")
  await page.getByRole("heading", { name: "Sebentar ya…" }).waitFor()
  await page.context().close()
})

test("a shop that is started anew is followed on, by the same page", async () => {
  const own = await openShop()
  try {
    const page = await owner(own, undefined, { clock: true })
    await finding(page, "Semua berjalan baik").waitFor()
    await own.close()
    await hasten([page], seenOn([page], staleOverlay))
    await page.getByText("Komputer toko tidak menjawab").waitFor()
    await own.reopen()
    await hasten(
      [page],
      seenOn([page], (page) => finding(page, "Semua berjalan baik")),
    )
    await hasten([page], goneFrom([page], staleOverlay))
    await page.context().close()
  } finally {
    await own.end()
  }
})

test("a machine that answers slowly is asked once at a time, and its answer is shown", async () => {
  const page = await device(browser)
  await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name: "Dewi", pin: PIN } })
  await page.clock.install()
  const asked = []
  await page.route("**/api/v1/admin/health", (route) => {
    asked.push(route)
  })
  await page.goto(`${shop.url}/admin#health`)
  await until(() => assert.equal(asked.length, 1))
  // Short of the patience of one question, and longer than from one to the next.
  await page.clock.runFor(9_000)
  await page.evaluate(() => dispatchEvent(new Event("focus")))
  assert.equal(asked.length, 1)
  await asked[0].continue()
  await finding(page, "Semua berjalan baik").waitFor()
  await page.clock.runFor(4_000)
  await until(() => assert.equal(asked.length, 2))
  await page.context().close()
})

test("nobody asks while nobody looks", async () => {
  let asked = 0
  const page = await owner(shop, async (page) => {
    await page.clock.install()
    await page.route("**/api/v1/admin/health", (route) => {
      asked++
      return route.continue()
    })
  })
  await finding(page, "Semua berjalan baik").waitFor()
  const look = (state) =>
    page.evaluate((state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true })
      document.dispatchEvent(new Event("visibilitychange"))
    }, state)
  await look("hidden")
  const before = asked
  await page.clock.runFor(30_000)
  assert.equal(asked, before)
  await look("visible")
  await until(() => assert.ok(asked > before))
  await page.context().close()
})

test("a clock that has jumped is asked about at the counter, and the owner answers there", async () => {
  const till = await device(browser, { width: 1280, height: 800 })
  const AHEAD = 7 * 60 * 60
  const wrong = (facts) => ({ ...facts, clock_ok: false, clock_off_by_s: AHEAD })
  await till.route("**/api/v1/shop", async (route) =>
    route.fulfill({ json: wrong(await (await route.fetch()).json()) }),
  )
  let tell
  await till.routeWebSocket(/\/ws/, (socket) => {
    tell = (facts) => socket.send(JSON.stringify({ type: "shop_update", room: "shop", seq: 2, data: facts }))
    socket.connectToServer().onMessage((text) => {
      const message = JSON.parse(text)
      if (message.room === "shop" && message.data) message.data = wrong(message.data)
      socket.send(JSON.stringify(message))
    })
  })
  await signIn(till, `${shop.url}/cashier`, "Rina")
  const question = till.locator(".shop-notice--clock")
  await question
    .filter({ hasText: "Jam komputer toko melompat. Sampai pemilik menjawab, Siap menghitung waktunya sendiri." })
    .waitFor()
  const ahead = new Date(Date.now() + AHEAD * 1000)
  const day = new Intl.DateTimeFormat("id-ID", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "Asia/Jakarta",
  }).format(ahead)
  assert.match(await question.innerText(), new RegExp(`Benar sekarang ${day}, pukul \\d\\d\\.\\d\\d\\?`))
  assert.equal(await question.getByRole("button").count(), 0, "a cashier does not answer for the owner")
  await till.context().clearCookies()
  // As a device that knows no names yet, which asks for one.
  await till.evaluate(() => localStorage.clear())
  await signIn(till, `${shop.url}/cashier`, "Dewi")
  const answered = till.waitForRequest("**/api/v1/admin/clock")
  await question.getByRole("button", { name: "Ya, benar" }).click()
  assert.deepEqual((await answered).postDataJSON(), { off_by_s: AHEAD })
  assert.equal((await (await answered).response()).status(), 200)
  tell((await shop.call("GET", "/api/v1/shop")).body)
  await till.locator(".shop-notice").waitFor({ state: "detached" })
  assertUnbroken(till)
  await till.context().close()
})
