// The oldest Chromium that is supported runs the main pages; an older one says in words that it is too old.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { openOldBrowser } from "./old-browser.js"
import { openShop, PIN, until } from "./support.js"

let shop, oldest, older, rina
before(async () => {
  shop = await openShop()
  rina = await shop.token("Rina")
  oldest = await openOldBrowser(92)
  older = await openOldBrowser(80)
})
after(async () => {
  await oldest?.close()
  await older?.close()
  await shop?.end()
})

const put = (uid, path, body = {}) => shop.call("PUT", `/api/v1/admin/orders/${uid}/${path}`, body, rina)
const fetchOrder = async (uid) => (await shop.call("GET", `/api/v1/admin/orders/${uid}`, undefined, rina)).body
const login = async (page, name) => {
  await page.goto(`${shop.url}/t`)
  const status = await page.ask(
    (name, pin) =>
      fetch("/api/v1/admin/login", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ name, pin }),
      }).then((answer) => answer.status),
    name,
    PIN,
  )
  assert.equal(status, 200)
}
const unbroken = (page) => assert.deepEqual(page.broken, [])

test("in Chromium 92 a guest orders, follows the order and hears that it is ready", async () => {
  const page = await oldest.device()
  await page.goto(shop.url)
  await page.sees(".connection-badge--on")
  await page.click("#category-3 .item__add")
  await page.click(".cart-bar button")
  await page.sees("dialog[open]")
  await page.click("dialog .sheet__foot .button--primary")
  const uid = await until(async () => {
    const found = /\/t\/([a-z0-9]{26})$/.exec(await page.ask(() => location.pathname))
    assert.ok(found)
    return found[1]
  })
  await page.sees("#app", "Menunggu Pembayaran")
  await put(uid, "confirm-payment")
  await page.sees("#app", "Sedang Disiapkan")
  await put(uid, "status", { status: "ready" })
  await page.sees("#app", (await fetchOrder(uid)).number)
  unbroken(page)
})

test("in Chromium 92 the till takes money, and does nothing with what may be old", async () => {
  const order = await shop.order(["Soto Ayam + Nasi"])
  const page = await oldest.device({ width: 1280, height: 800 })
  await login(page, "Rina")
  await page.goto(`${shop.url}/cashier`)
  await page.sees(".connection-badge--on")
  await page.click(`#row-${order.uid}`)
  await page.sees(".detail__plate", order.number)
  await page.sees(".detail:not(.tap-guarded)")
  await page.click(".actions__main")
  await page.click(".quick-cash .button", "Rp50.000")
  await page.sees(".change", "Rp30.000")
  await page.sees(".detail:not(.tap-guarded)")
  await page.click(".pay-action button")
  await until(async () => assert.equal((await fetchOrder(order.uid)).payment?.tendered, 50_000))

  // Without the server what is shown is covered, and takes no touch, although this browser does not know `inert`.
  const other = await shop.order(["Kopi Tubruk"])
  await page.sees(`#row-${other.uid}`)
  await page.send("Network.emulateNetworkConditions", {
    offline: true,
    latency: 0,
    downloadThroughput: 0,
    uploadThroughput: 0,
  })
  await page.ask(() => {
    dispatchEvent(new Event("pagehide"))
  })
  await page.sees(".stale-overlay")
  // Each pane looks at the time by itself.
  await page.sees(`[inert] #row-${other.uid}`)
  assert.equal(await page.ask(() => "inert" in HTMLElement.prototype), false)
  await page.ask((id) => {
    document.getElementById(id).focus()
  }, `row-${other.uid}`)
  assert.equal(await page.ask(() => document.activeElement.closest("[inert]") === null), true)
  await page.ask((id) => {
    document.getElementById(id).click()
  }, `row-${other.uid}`)
  await page.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  })
  await page.ask(() => {
    dispatchEvent(new Event("pageshow"))
  })
  await page.sees(".connection-badge--on")
  assert.equal(
    await page.ask(
      (number) =>
        Array.from(document.querySelectorAll(".detail__plate")).some((plate) => plate.innerText.includes(number)),
      other.number,
    ),
    false,
  )
  unbroken(page)
})

test("in Chromium 92 the kitchen finishes a ticket, and the board calls it", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  await put(order.uid, "confirm-payment")
  const [kitchen, board] = [
    await oldest.device({ width: 1280, height: 800 }),
    await oldest.device({ width: 1280, height: 720 }),
  ]
  await login(kitchen, "Budi")
  await kitchen.goto(`${shop.url}/kitchen`)
  await board.goto(`${shop.url}/board`)
  await kitchen.sees(`.ticket[data-uid="${order.uid}"]`)
  await board.sees("#app", order.number)
  await kitchen.sees(".tickets:not(.tap-guarded)")
  await kitchen.click(`.ticket[data-uid="${order.uid}"] .ticket__head`)
  await until(async () => assert.equal((await fetchOrder(order.uid)).status, "ready"))
  await board.sees("#app", order.number)
  unbroken(kitchen)
  unbroken(board)
})

// With the pages of the other tests here these are all: a page's script holds every module of it, and is read whole or
// not at all.
for (const [path, part] of [
  ["/kiosk", ".attract"],
  ["/display", ".display--new"],
  ["/pair", "form"],
  ["/t", "form"],
  ["/setup", ".closed"],
]) {
  test(`in Chromium 92 ${path} is there`, async () => {
    const page = await oldest.device({ width: 1280, height: 800 })
    await page.goto(shop.url + path)
    await page.sees(part)
    unbroken(page)
  })
}

test("in Chromium 92 the owner's pages are there", async () => {
  const page = await oldest.device({ width: 1280, height: 800 })
  await login(page, "Dewi")
  await page.goto(`${shop.url}/admin`)
  for (const part of await page.ask(() =>
    fetch("/api/v1/shop").then(() => [
      "menu",
      "choices",
      "people",
      "devices",
      "phone",
      "history",
      "export",
      "backups",
      "health",
      "settings",
      "tables",
      "network",
    ]),
  )) {
    await page.ask((part) => {
      location.hash = part
    }, part)
    await page.sees(".groups [aria-current]")
    await page.sees(".work .page, .work > div:not(.shop-notices)")
  }
  await page.goto(`${shop.url}/admin/cards`)
  await page.sees(".table-card, .paper, main")
  unbroken(page)
})

for (const path of [
  "/",
  "/kitchen",
  "/cashier",
  "/board",
  "/kiosk",
  "/display",
  "/admin",
  "/admin/cards",
  "/t",
  "/pair",
  "/setup",
]) {
  test(`in Chromium 80 ${path} says that the browser is too old, and what to use`, async () => {
    const page = await older.device()
    await page.goto(shop.url + path)
    const said = await page.sees(".too-old", "Browser ini terlalu lama")
    for (const word of ["Chrome 92", "Safari 15.4", "Firefox 100", new URL(shop.url).host])
      assert.ok(said.includes(word), `${word} in ${said}`)
    assert.equal(await page.ask(() => document.documentElement.scrollWidth <= innerWidth), true, "it is too wide")
    await page.goto(`${shop.url}${path}?lang=en`)
    await page.sees(".too-old", "This browser is too old")
  })
}

test("in Chromium 80 an order's page stays true by loading itself again", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  const page = await older.device()
  await page.goto(`${shop.url}/t/${order.uid}`)
  await page.sees(".too-old", "terlalu lama")
  await page.sees("#app", "Menunggu Pembayaran")
  await put(order.uid, "confirm-payment")
  await page.sees("#app", "Sedang Disiapkan")
  await put(order.uid, "status", { status: "ready" })
  await page.sees("#app", "Siap Diambil")
})
