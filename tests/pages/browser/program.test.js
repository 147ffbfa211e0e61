// After an upgrade every page reloads: at once where it is idle, else as soon as it is, and says so.

import assert from "node:assert/strict"
import { test } from "node:test"
import {
  add,
  assertUnbroken,
  beginPayment,
  BY_HAND,
  device,
  enterAs,
  goTo,
  IS_DEBUG,
  isLive,
  mark,
  openOrder,
  PIN,
  shopForTests,
  until,
} from "./support.js"

let shop, browser
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
})

const WIDE = { width: 1280, height: 800 }

/** A device, and a function that makes the shop's program another version for it. */
async function upgradable(more = {}) {
  const page = await device(browser, { ...WIDE, ...more })
  let upgraded = false
  const renamed = (text) => (upgraded ? text.replace(/"version":"[^"]*"/, '"version":"99.0.0"') : text)
  const sockets = new Set()
  await page.routeWebSocket(/\/ws/, (socket) => {
    sockets.add(socket)
    socket.connectToServer().onMessage((text) => socket.send(renamed(text)))
  })
  await page.route("**/api/v1/shop", async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: renamed(await answer.text()) })
  })
  return {
    page,
    /** The program was exchanged: the sockets break, and pages that reconnect hear another version. */
    upgrade: async () => {
      upgraded = true
      // What is loaded from now on is the new program's, and says so in its first line.
      await page.addInitScript(() => {
        new MutationObserver(() => {
          const html = document.documentElement
          if (html?.dataset.program && html.dataset.program !== "99.0.0") html.dataset.program = "99.0.0"
        }).observe(document, { childList: true, subtree: true })
      })
      for (const socket of sockets) await socket.close()
      sockets.clear()
    },
  }
}
const login = (page, name) =>
  page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name, pin: PIN } })
const reloaded = (page) =>
  until(async () =>
    assert.equal(
      await page.evaluate(
        () => document.documentElement.dataset.program === "99.0.0" && window.sameAsBefore === undefined,
      ),
      true,
      "it has reloaded",
    ),
  )
const line = (page) => page.locator(".update-notice")

const STARTS = {
  menu: ["/"],
  track: null,
  cashier: ["/cashier", "Rina"],
  kitchen: ["/kitchen", "Budi"],
  board: ["/board"],
  kiosk: ["/kiosk"],
  display: ["/display", "Rina"],
  admin: ["/admin", "Dewi"],
}
for (const [name, start] of Object.entries(STARTS)) {
  test(`${name}: an idle page reloads at once after an upgrade, and only once`, async () => {
    const { page, upgrade } = await upgradable()
    const [path, who] = start ?? [`/t/${(await shop.order(["Kopi Tubruk"])).uid}`]
    if (who) await login(page, who)
    await page.goto(shop.url + path)
    await isLive(page)
    await mark(page)
    let loads = 0
    page.on("load", () => loads++)
    await upgrade()
    await reloaded(page)
    await isLive(page)
    assert.equal(loads, 1)
    assert.equal(await line(page).count(), 0)
    assertUnbroken(page)
  })
}

for (const [path, part] of [
  ["/t", "form"],
  ["/pair", "form"],
  ["/admin/cards", "main"],
]) {
  test(`${path}: a page without a socket asks for the version`, async () => {
    const { page, upgrade } = await upgradable()
    await login(page, "Dewi")
    await page.clock.install()
    await page.goto(shop.url + path)
    await page.locator(part).first().waitFor()
    await mark(page)
    await upgrade()
    // Past the next question, but not past its time limit for the answer.
    await page.clock.runFor(64_000)
    await reloaded(page)
  })
}

test("a payment that is being taken is finished first, and the page says what it waits for", async () => {
  const order = await shop.order(["Soto Ayam + Nasi"])
  const { page, upgrade } = await upgradable()
  await login(page, "Rina")
  await page.clock.install()
  await page.goto(`${shop.url}/cashier`)
  await isLive(page)
  await openOrder(page, order)
  await beginPayment(page)
  await page.locator(".money-pad").waitFor()
  await page.clock.runFor(1_000)
  const same = await mark(page)
  await upgrade()
  await page.clock.runFor(3_000)
  await line(page).getByText("Siap sudah diperbarui").waitFor()
  // However long it is not touched.
  await page.clock.runFor(120_000)
  await isLive(page)
  await same()
  await page.keyboard.type("50000", BY_HAND)
  await page.locator(".change", { hasText: "Rp30.000" }).waitFor()
  await page.keyboard.press("Enter")
  await page.locator(".dl").waitFor()
  await same()
  await page.clock.runFor(25_000)
  await reloaded(page)
})

test("an open sheet and a half-written word are left alone; a tap on the notice reloads at once", async () => {
  const { page, upgrade } = await upgradable({ width: 390, height: 844 })
  await page.goto(shop.url)
  await isLive(page)
  await add(page, "Nasi Rames")
  await page.locator(".cart-bar button").click()
  await page.getByRole("dialog").waitFor()
  const same = await mark(page)
  await upgrade()
  await line(page).waitFor()
  await same()
  await page.keyboard.press("Escape")
  await page.locator("#wanted").fill("kopi")
  await same()
  await line(page).getByRole("button", { name: "Muat ulang sekarang" }).click()
  await reloaded(page)
  // The cart still has what was put into it.
  await page.locator(".cart-bar button").waitFor()
  assertUnbroken(page)
})

test("a page that comes back as the old one, as out of a cache, is not loaded again and again", async () => {
  const page = await device(browser, WIDE)
  await page.routeWebSocket(/\/ws/, (socket) => {
    socket.connectToServer().onMessage((text) => socket.send(text.replace(/"version":"[^"]*"/, '"version":"99.0.0"')))
  })
  let loads = 0
  page.on("load", () => loads++)
  await page.goto(`${shop.url}/board`)
  await until(async () => assert.equal(loads, 2))
  await isLive(page)
  await page.locator(".board, main").first().waitFor()
  assert.equal(loads, 2)
})

/** From now on what the page asks for is not there any more, as after an upgrade that has it under another name. */
async function lose(page, address) {
  const instead = (url) => url.replace(/[^/]*$/, (file) => `nothing-0123456789abcdef/${file}`)
  await page.route(address, (route) => route.continue({ url: instead(route.request().url()) }))
  return () => page.unroute(address)
}
const OTHER_WORDS = /\/i18n\/.*\ben\.json$/
const toEnglish = (page) => page.locator(".language-switch").first().click()
const inEnglish = (page) =>
  until(async () => {
    assert.equal(await page.evaluate(() => window.sameAsBefore), undefined, "it has reloaded")
    assert.equal(await page.locator("html").getAttribute("lang"), "en")
  })

test("words of an old program: the page reloads when it is quiet, in the language chosen, with its cart", async () => {
  const page = await device(browser, { clock: true })
  await page.goto(shop.url)
  await isLive(page)
  await add(page, "Nasi Rames")
  const same = await mark(page)
  const find = await lose(page, OTHER_WORDS)
  await toEnglish(page)
  await line(page).getByText("Siap sudah diperbarui").waitFor()
  await page.clock.runFor(3_000)
  await same()
  await find()
  await page.clock.runFor(25_000)
  await inEnglish(page)
  await page.locator(".cart-bar button", { hasText: "1" }).waitFor()
  assertUnbroken(page)
})

test("words of an old program: what the owner has half written is still there after the reload", async () => {
  const page = await device(browser, { ...WIDE, clock: true })
  await login(page, "Dewi")
  await page.goto(`${shop.url}/admin#settings`)
  await isLive(page)
  const field = page.getByLabel(/^(Nama toko|Shop name)$/)
  await field.fill("Warung Baru")
  const same = await mark(page)
  const find = await lose(page, OTHER_WORDS)
  await toEnglish(page)
  await line(page).waitFor()
  await page.clock.runFor(3_000)
  await same()
  await find()
  await page.clock.runFor(25_000)
  await inEnglish(page)
  await until(async () => assert.equal(await field.inputValue(), "Warung Baru"))
  assert.notEqual((await shop.call("GET", "/api/v1/shop")).body.name, "Warung Baru")
  assertUnbroken(page)
})

test("a page from before an upgrade, whose script is gone, loads itself again", async () => {
  const page = await device(browser)
  let opened = 0
  page.on("request", (request) => {
    if (request.isNavigationRequest()) opened++
  })
  await page.route(
    shop.url,
    async (route) => {
      const answer = await route.fetch()
      const script = /<script type="module" src="[^"]+">/
      const text = await answer.text()
      assert.match(text, script)
      await route.fulfill({
        response: answer,
        body: text.replace(script, '<script type="module" src="/pages/menu-0123456789abcdef.js">'),
      })
    },
    { times: 1 },
  )
  await page.goto(shop.url)
  await isLive(page)
  assert.equal(opened, 2)
  assertUnbroken(page)
})

const OTHER_SECTIONS = /\/pages\/admin-lazy-[0-9a-f]{16}\.js/
const skip = IS_DEBUG && "a debug build sends every module by itself"

test("the other sections of admin are fetched when one is opened, and again until they come", { skip }, async () => {
  const page = await device(browser, WIDE)
  const asked = []
  let lets = false
  await page.route(OTHER_SECTIONS, (route) => {
    asked.push(route.request().url())
    return lets ? route.continue() : route.abort()
  })
  await enterAs(page, shop, "Dewi", "/admin")
  await page.locator(".today__sum").waitFor()
  assert.deepEqual(asked, [], "none is asked for by the first")
  await goTo(page, "Pengaturan")
  await until(() => assert.ok(asked.length >= 2, "it is asked for again"))
  await page.getByText("Sebentar ya…").waitFor()
  lets = true
  await page.getByRole("heading", { name: "Pengaturan" }).first().waitFor()
  const times = asked.length
  await goTo(page, "Karyawan")
  await page.getByText("Rina").first().waitFor()
  assert.equal(asked.length, times, "all others came at once")
  assertUnbroken(page)
})

test("a section whose script another program had loads admin again, and is opened", { skip }, async () => {
  const page = await device(browser, WIDE)
  let opened = 0
  page.on("request", (request) => {
    if (request.isNavigationRequest()) opened++
  })
  await page.route(
    /\/pages\/admin-[0-9a-f]{16}\.js/,
    async (route) => {
      const answer = await route.fetch()
      const script = await answer.text()
      assert.match(script, OTHER_SECTIONS)
      await route.fulfill({
        response: answer,
        headers: { ...answer.headers(), "cache-control": "no-store" },
        body: script.replace(OTHER_SECTIONS, "/pages/admin-lazy-0123456789abcdef.js"),
      })
    },
    { times: 1 },
  )
  await enterAs(page, shop, "Dewi", "/admin")
  await goTo(page, "Karyawan")
  await page.getByText("Rina").first().waitFor()
  assert.equal(opened, 2)
  assert.ok(page.url().endsWith("#people"), page.url())
  assertUnbroken(page)
})
