// Pictures of every page as people see it on the demo's day, into shots/: npm run shots [part of a name] …

import { mkdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { device, isLive, openBrowser, openDemo, openShop } from "./browser/support.js"
import { openFirstScreens } from "./browser/first-screens.js"
import { customerScreens, fillShop } from "./browser/screens.js"

const FOLDER = fileURLToPath(new URL("shots/", import.meta.url))
const SIZES = [[360, 780], [768, 1024], [1280, 800], [1920, 1080]]
const wanted = process.argv.slice(2)

const shop = await openDemo()
const browser = await openBrowser()
const rina = await shop.token("Rina")

/** One order of each kind, of the demo's own day. */
async function found() {
  const one = async (/** @type {string} */ status) => (await shop.call("GET", `/api/v1/admin/orders?status=${status}&limit=1`, undefined, rina)).body.orders[0]
  const [unpaid, preparing, ready, cancelled] = await Promise.all(["awaiting_payment", "preparing", "ready", "cancelled"].map(one))
  return { unpaid, preparing, ready, cancelled }
}

const orders = await found()
const open = (path) => async (page) => { await page.goto(shop.url + path); await isLive(page) }
const staff = (path, name) => async (page) => {
  // By request and not by form: the words on the form depend on the language of the picture.
  await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name, pin: shop.pin(name) } })
  await open(path)(page)
}
const chosen = async (page) => { await staff("/cashier", "Rina")(page); await page.locator(".row__open").first().click(); await page.locator(".dl").waitFor() }

/** A tablet on which several people were before. */
const knowing = async (page) => { await page.addInitScript(() => localStorage.setItem("staff_names", '["Rina","Sari","Budi Santoso","Dewi"]')); await chosen(page) }

/** The kiosk's steps, each from the one before. It begins in the shop's language, so the other is chosen by hand. */
const dewi = await shop.token("Dewi")
const owner = (path, body) => shop.call("PUT", `/api/v1/admin/${path}`, body, dewi)
const tables = [..."123456789", "Teras 1", "Teras 2"]
const kiosk = async (page, tables = []) => {
  await owner("settings", { takes_orders: true })
  await owner("tables", { tables })
  await page.clock.install()
  // Read before the page is there: with nobody before it, it goes back to the shop's language by itself.
  const { value } = (await page.context().cookies()).find(({ name }) => name === "lang")
  await open("/kiosk")(page)
  await page.locator("html[lang=id]").waitFor({ state: "attached" })
  await page.locator(`.language-pair [lang=${value}]`).click()
  await page.locator(`html[lang=${value}]`).waitFor({ state: "attached" })
}
const touch = async (page, part, then) => { await page.locator(part).first().click(); await page.locator(then).first().waitFor() }
const kioskType = async (page, tables) => { await kiosk(page, tables); await touch(page, ".attract__go", ".types") }
const kioskTable = async (page, tables) => { await kioskType(page, tables); await touch(page, ".type", ".ask__form, .tables") }
const kioskEmpty = async (page) => { await kioskTable(page, tables); await touch(page, "li:nth-child(5) .table", ".dish") }
const kioskMenu = async (page) => {
  await kioskEmpty(page)
  for (const n of [0, 0, 5]) await page.locator(".dish").nth(n).click()
  await page.locator(".cart-line").nth(1).waitFor()
}
const kioskName = async (page) => { await kioskMenu(page); await touch(page, ".knext", "#customer"); await page.locator("#customer").fill("Sari") }
const kioskPay = async (page) => { await kioskName(page); await touch(page, ".knext", ".pick") }
const kioskDone = async (page) => { await kioskPay(page); await touch(page, ".knext", ".done__plate"); await page.waitForLoadState("networkidle") }
const kioskLost = async (page) => {
  const sockets = []
  await page.routeWebSocket(/\/ws/, (socket) => { if (sockets.length > 9) socket.close(); else { socket.connectToServer(); sockets.push(socket) } })
  return () => { sockets.splice(0).forEach((socket) => socket.close()); sockets.length = 10; return page.route("**/api/**", (route) => route.abort()) }
}

/** The owner's screen at one of its places. */
const admin = (place, act) => async (page) => { await staff(`/admin#${place}`, "Dewi")(page); await page.locator(".page").waitFor(); await act?.(page) }
/** Another within the hour would take the place of the one that is there. */
const backedUp = async (page) => {
  const { body } = await shop.call("GET", "/api/v1/admin/backups", undefined, dewi)
  if (body.backups.length === 0) await shop.call("POST", "/api/v1/admin/backups", {}, dewi)
  await page.locator(".entry").first().waitFor()
}
const ownMenu = (await shop.call("GET", "/api/v1/admin/menu", undefined, dewi)).body
const otherMenu = async (page) => {
  const { body: file } = await shop.call("GET", "/api/v1/admin/menu/export", undefined, dewi)
  file.items[0].price += 2_000
  file.items = [...file.items.slice(0, -2), { ...file.items[0], name: { id: "Nasi Uduk", en: "" } }]
  await page.locator("#menu-file").setInputFiles({ name: "menu.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) })
  await page.locator(".preview").waitFor()
}
const adminPlace = { item: `menu/item/${ownMenu.categories[0].items[0].id}`, category: `menu/category/${ownMenu.categories[0].id}`, group: `choices/group/${ownMenu.modifier_groups[0].id}` }

/** The page is told its room's present otherwise than it is: older, fuller, emptier. Answers how to tell it more. */
async function retell(page, room, change) {
  let tell
  await page.routeWebSocket(/\/ws/, (socket) => {
    tell = (message) => socket.send(JSON.stringify({ room, ...message }))
    socket.connectToServer().onMessage((text) => {
      const message = JSON.parse(text)
      if (message.room === room && message.type === "snapshot") message.data = change(message.data)
      socket.send(JSON.stringify(message))
    })
  })
  return (message) => tell(message)
}
const AGES = [19, 16, 12, 9, 6, 4, 1]
const aged = ({ orders }) => ({ orders: orders.map((order, n) => ({ ...order, payment: { ...order.payment, paid_at: new Date(Date.now() - (AGES[n] ?? 0) * 60_000 - 9_000).toISOString() } })) })
const forty = ({ orders }) => aged({ orders: Array.from({ length: 40 }, (_, n) => ({ ...orders.filter(({ status }) => status === "preparing")[n % 7], uid: `copy-${n}`, number: `C-${String(n + 31).padStart(3, "0")}` })) })
const banquet = ({ orders }) => ({ orders: aged({ orders }).orders.map((order, n) => (n ? order : { ...order, lines: Array.from({ length: 50 }, (_, id) => ({ ...orders[id % 7].lines[0], id, status: "queued", note: id === 4 ? "sambalnya dipisah, jangan pakai kecap karena anak saya alergi kedelai" : null })) })) })
const cooking = (change = aged) => async (page) => {
  const tell = await retell(page, "kitchen", (data) => (page.told = change(data)))
  await staff("/kitchen", "Budi")(page)
  await page.locator(".blank use[href='#i-reconnect']").waitFor({ state: "detached" })
  return tell
}
const news = async (page) => {
  const tell = await cooking()(page)
  const [first, second, third] = page.told.orders.filter(({ status }) => status === "preparing")
  const about = (order, previous_status) => tell({ type: "order_status_update", data: { order, previous_status, cause: null } })
  about({ ...first, rev: 90, lines: first.lines.map((line) => ({ ...line, status: "done" })) }, "preparing")
  about({ ...first, rev: 91, lines: first.lines.map((line) => ({ ...line, status: "queued" })) }, "preparing")
  about({ ...second, rev: 90, status: "cancelled", cancel_cause: "cancelled", cancel_reason: "Pelanggan batal, salah pesan" }, "preparing")
  about({ ...third, rev: 90, status: "ready" }, "preparing")
  about({ ...third, rev: 91 }, "ready")
  await page.locator(".ticket--cancelled").waitFor()
  await page.locator(".line--changed").nth(1).waitFor()
}
const lost = async (page) => { await page.context().setOffline(true); await page.evaluate(() => dispatchEvent(new Event("pagehide"))); await page.locator(".veil").waitFor() }
const calling = (change) => async (page) => { await retell(page, "board", change); await open("/board")(page); await page.locator(".newest, .none").first().waitFor() }
const numbers = (letter, count) => Array.from({ length: count }, (_, n) => `${letter}-${String(count - n + 20).padStart(3, "0")}`)

/** The shop's machine is in trouble, as its pages are told of it. */
const machine = async (page, trouble) => {
  await page.route("**/api/v1/shop", async (route) => route.fulfill({ json: { ...(await (await route.fetch()).json()), ...trouble } }))
  await retell(page, "shop", (data) => ({ ...data, ...trouble }))
}
const troubled = (page) => page.route("**/api/v1/admin/health", async (route) => {
  const health = await (await route.fetch()).json()
  const at = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString()
  const screen = (room, name, more) => ({ id: `${room}-${name}`, room, name, address: "192.168.1.20", connected: true, current: true, last_seen: at(40), seq: 1_042, behind: 0, delay_ms: 12, ...more })
  const screens = [screen("cashier", "Rina"), screen("kitchen", "Dapur", { connected: false, last_seen: at(4), seq: null, behind: null, delay_ms: null }), screen("kitchen", "Minuman", { behind: 34, seq: 1_008, delay_ms: 1_840 }), screen("board", null, { current: false, delay_ms: null })]
  await route.fulfill({ json: { ...health, disk: { space: "low", free_bytes: 412_000_000, total_bytes: 31_000_000_000 }, last_backup: { at: at(60 * 26), bytes: 1_482_752 }, clock_ok: false, screens } })
})

/** A walk-up with a few dishes in it; on a phone the sale lies behind them. */
const selling = async (page) => {
  await staff("/cashier", "Rina")(page)
  await page.locator(".top__new").click()
  // Those that ask first are left alone.
  for (const n of [0, 2, 5, 2, 1]) {
    await page.locator(".tile").nth(n).click()
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    if (await page.getByRole("dialog").count()) await page.keyboard.press("Escape")
  }
}
const sale = async (page) => { await selling(page); if (page.viewportSize().width < 640) await page.locator(".sale__to-cart button").click() }
const salePay = async (page) => { await sale(page); await page.locator(".sale__side:not(.unsettled) .acts__main").click(); await page.locator(".money-pad").waitFor() }
const saleDone = (note) => async (page) => {
  await salePay(page)
  await page.locator(".notes .button").nth(note).click()
  await page.locator(".sale__side:not(.unsettled) .pay-act button").click()
  await page.locator(".tracking-qr img").waitFor()
}

// What customers see, in a shop of its own, named as the tests name it: the-cart-with-news.
const corner = await openShop()
const named = (screens) => Object.fromEntries(Object.entries(screens).map(([name, reach]) => [name.replace("'", "").replaceAll(" ", "-"), reach]))
const customer = named(customerScreens(corner, await fillShop(corner)))
const first = await openFirstScreens()

const PAGES = {
  ...customer,
  ...named(first.screens),
  styleguide: async (page) => { await page.goto(`${shop.url}/styleguide`); await page.locator("#veils").waitFor() },
  "sign-in": async (page) => { await page.goto(`${shop.url}/cashier`); await page.locator("form").waitFor() },
  cashier: chosen,
  "cashier-low": async (page) => { await machine(page, { disk_space: "low" }); await chosen(page) },
  "cashier-short": async (page) => { await machine(page, { disk_space: "short", clock_ok: false }); await chosen(page) },
  "cashier-list": staff("/cashier", "Rina"),
  "cashier-ready": async (page) => { await staff("/cashier", "Rina")(page); await page.locator("#tab-ready").click(); await page.locator(".row__act").first().waitFor() },
  "cashier-exact": async (page) => { await chosen(page); await page.locator(".acts__main").click(); await page.locator(".money-pad").waitFor() },
  "cashier-code": async (page) => { await chosen(page); await page.locator(".detail__code").click(); await page.locator("dialog img").waitFor() },
  "cashier-switch": async (page) => { await knowing(page); await touch(page, ".top__who", "dialog") },
  "cashier-switch-pin": async (page) => { await knowing(page); await touch(page, ".top__who", ".names"); await touch(page, ".names .button", "#switch-pin"); await page.keyboard.type("12") },
  "cashier-sold-out": async (page) => { await staff("/cashier", "Rina")(page); await page.locator(".top__out").click(); await page.locator("dialog").waitFor() },
  "cashier-sale-dishes": selling,
  "cashier-sale-short": async (page) => { await machine(page, { disk_space: "short" }); await selling(page) },
  "cashier-sale-marking": async (page) => { await selling(page); await page.locator(".sale__bar > .button").click() },
  "cashier-sale-cart": sale,
  "cashier-sale-held": async (page) => { await sale(page); await page.locator(".sale__head .button:not(.button--icon)").first().click(); await page.locator(".held").waitFor({ state: "attached" }) },
  "cashier-sale-unsure": async (page) => { await sale(page); await page.route("**/api/v1/orders", (route) => route.abort()); await page.locator(".sale__side .acts .button").first().click(); await page.locator(".sale--unsure").waitFor() },
  "cashier-sale-pay": salePay,
  "cashier-sale-exact": saleDone(0),
  "cashier-sale-change": saleDone(2),
  "cashier-pay": async (page) => { await chosen(page); await page.locator(".acts__main").click(); await page.locator(".notes .button").nth(2).click() },
  kitchen: cooking(),
  "kitchen-empty": cooking(() => ({ orders: [] })),
  "kitchen-news": news,
  "kitchen-forty": cooking(forty),
  "kitchen-banquet": cooking(banquet),
  "kitchen-light": async (page) => { await page.addInitScript(() => localStorage.setItem("kitchen_theme", '"light"')); await news(page) },
  "kitchen-history": async (page) => { await cooking()(page); await touch(page, ".bar__acts [aria-haspopup]", "dialog") },
  "kitchen-totals": async (page) => { await cooking()(page); await touch(page, ".to-make button:visible, .bar__totals:visible", "dialog") },
  "kitchen-settings": async (page) => { await cooking()(page); await touch(page, ".bar__acts .button:last-child", "dialog") },
  "kitchen-stale": async (page) => { await cooking()(page); await lost(page) },
  board: open("/board"),
  "board-empty": calling(() => ({ preparing: [], ready: [] })),
  "board-busy": calling(() => ({ preparing: numbers("C", 11), ready: numbers("A", 7) })),
  "board-turning": calling(() => ({ preparing: numbers("C", 29), ready: numbers("B", 40) })),
  "board-settings": async (page) => { await open("/board")(page); await touch(page, ".foot__sound", "dialog") },
  "board-stale": async (page) => { await open("/board")(page); await lost(page) },
  "admin-menu": admin("menu"),
  "admin-item": admin(adminPlace.item),
  "admin-item-unsaved": admin(adminPlace.item, (page) => page.locator("#item-price").fill("23500")),
  "admin-item-wrong": admin("menu/item/new/1", (page) => page.locator(".sheet__foot .button--primary").click()),
  "admin-category": admin(adminPlace.category),
  "admin-select": admin("menu/select", async (page) => { for (const n of [0, 2]) await page.locator(".many .choice").nth(n).click() }),
  "admin-sort": admin("menu/sort"),
  "admin-import": admin("menu/import", otherMenu),
  "admin-choices": admin("choices"),
  "admin-choice": admin(adminPlace.group),
  "admin-history": admin("history", (page) => page.locator(".change, .blank").first().waitFor()),
  "admin-history-orders": admin("history/orders", (page) => page.locator(".change, .blank").first().waitFor()),
  "admin-backups": admin("backups", (page) => backedUp(page)),
  "admin-backups-place": async (page) => {
    await page.route("**/api/v1/admin/backups", async (route) => {
      const list = await (await route.fetch()).json()
      await route.fulfill({ json: { ...list, second: { place: "/media/pi/WARUNG", is_there: false, backups: [] }, trouble: "place_missing", doing: { what: "backing_up", step: "copying", done: 12_400_000, total: 48_000_000 } } })
    })
    await admin("backups", (at) => at.locator(".finding").first().waitFor())(page)
  },
  "admin-backups-restore": admin("backups", async (page) => { await backedUp(page); await touch(page, ".entries .button", "dialog .facts") }),
  "admin-health": admin("health", (page) => page.locator(".finding").first().waitFor()),
  "admin-health-engineer": admin("health", async (page) => { await touch(page, ".engineer summary", ".engineer .facts"); await page.locator(".engineer").evaluate((each) => each.scrollIntoView()) }),
  "admin-health-troubled": async (page) => { await troubled(page); await admin("health", (at) => at.locator(".finding").first().waitFor())(page) },
  "admin-short": async (page) => { await machine(page, { disk_space: "short" }); await admin("menu", (at) => at.locator(".shop-notice").waitFor())(page) },
  "admin-people": admin("people", (page) => page.locator(".entry").first().waitFor()),
  "admin-person": admin("people", (page) => touch(page, ".entry .dish__open", "dialog")),
  "admin-person-new": admin("people/person/new", (page) => page.locator(".sheet__foot .button--primary").click()),
  "admin-devices": admin("devices", (page) => page.locator(".entry").first().waitFor()),
  "admin-devices-own": admin("devices/own", (page) => page.locator("dialog").waitFor()),
  "admin-pair": admin("devices/pair", (page) => page.locator("dialog").waitFor()),
  "admin-pair-code": admin("devices/pair", async (page) => { await touch(page, ".sheet__foot .button--primary", ".pairing img"); await page.waitForLoadState("networkidle") }),
  "admin-settings-advanced": admin("settings", async (page) => { await page.locator(".advanced summary").click(); await page.locator(".advanced").evaluate((each) => each.scrollIntoView()) }),
  "admin-settings": admin("settings", (page) => page.locator("form.setting").first().waitFor()),
  "kiosk-attract": kiosk,
  "kiosk-closed": async (page) => { await kiosk(page); await owner("settings", { takes_orders: false }); await page.locator(".attract__notice").waitFor() },
  "kiosk-type": kioskType,
  "kiosk-table": (page) => kioskTable(page, tables),
  "kiosk-number": (page) => kioskTable(page),
  "kiosk-empty": kioskEmpty,
  "kiosk-menu": kioskMenu,
  "kiosk-item": async (page) => { await kioskMenu(page); await touch(page, ".cart-line__change", "dialog"); await page.locator("#line-note").click() },
  "kiosk-removed": async (page) => { await kioskMenu(page); await touch(page, "li:nth-child(2) .stepper button", ".toast") },
  "kiosk-name": kioskName,
  "kiosk-pay": kioskPay,
  "kiosk-sending": async (page) => { await kioskPay(page); await page.route("**/api/v1/orders", (route) => route.abort()); await touch(page, ".knext", ".kwait .icon") },
  "kiosk-done": kioskDone,
  "kiosk-asked": async (page) => { await kioskMenu(page); await page.clock.runFor(63_000); await page.locator("dialog").waitFor() },
  "kiosk-stale": async (page) => { const cut = await kioskLost(page); await kioskMenu(page); await cut(); await page.clock.runFor(6_500); await page.locator(".veil").waitFor() },
  "kiosk-away": async (page) => { const cut = await kioskLost(page); await kiosk(page); await cut(); await page.clock.runFor(6_500); await page.locator(".attract__notice").waitFor() },
}
// These wear what was chosen for the screen, whatever the device prefers.
const wearsItsOwn = (name) => /^(kitchen|board)/.test(name)

mkdirSync(FOLDER, { recursive: true })
for (const [name, reach] of Object.entries(PAGES)) {
  for (const [width, height] of /^(kiosk|board)/.test(name) ? [...SIZES, [1080, 1920]] : SIZES) {
    for (const colorScheme of wearsItsOwn(name) ? ["dark"] : ["light", "dark"]) {
      for (const lang of ["id", "en"]) {
        const file = `${name}-${width}-${colorScheme}-${lang}`
        if (wanted.length && !wanted.some((part) => file.includes(part))) continue
        const page = await device(browser, { width, height, colorScheme, reducedMotion: "reduce" })
        await page.context().addCookies([{ name: "lang", value: lang, url: shop.url }])
        await reach(page)
        await page.screenshot({ path: `${FOLDER}${file}.png`, fullPage: name === "styleguide" })
        await page.context().close()
      }
    }
  }
}
await browser.close()
await shop.end()
await corner.end()
await first.end()
