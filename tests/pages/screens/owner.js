// The owner's screens, on the demo's day.

import { photo } from "../browser/pictures.js"
import * as support from "../browser/support.js"
import { mockAnswer, machine, staff, touch } from "./mocks.js"
import { CODE, WRONG } from "./qris.js"

const AS_A_PHONE =
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36"

const FOUND = [{ way: "net", address: "192.168.1.50:9100", name: "192.168.1.50" }]
/** One as the owner is told of it. */
const printer = (more = {}) => ({
  id: 1,
  name: "Dapur",
  way: "net",
  address: "192.168.1.50:9100",
  width: "384",
  prints: "text",
  cuts: false,
  opens_drawer: false,
  beeps: true,
  papers: ["kitchen", "receipt", "bill", "report"],
  stations: [],
  answers: true,
  state: "trouble",
  reason: "no_paper",
  since: "2026-11-30T05:41:00Z",
  waiting: 3,
  asks: 0,
  ...more,
})

export async function open({ openDemo } = support) {
  const shop = await openDemo()
  const dewi = await shop.token("Dewi")
  const get = async (path) => (await shop.call("GET", `/api/v1/admin/${path}`, undefined, dewi)).body
  const put = (path, body) => shop.call("PUT", `/api/v1/admin/${path}`, body, dewi)
  const { categories, modifier_groups } = await get("menu")
  const dish = categories[0].items[0]
  // Only one of several owners may leave.
  await shop.call("POST", "/api/v1/admin/staff", { name: "Rahma", role: "owner", pin: "5555" }, dewi)
  const { staff: people } = await get("staff")
  const person = (name) => `people/person/${people.find((one) => one.name === name).id}`
  // Another within the hour would take the place of the one that is there.
  await shop.call("POST", "/api/v1/admin/backups", {}, dewi)
  const dishPlace = `menu/item/${dish.id}`

  /** One of the owner's sections, once `part` of it is there. */
  const at =
    (hash, part = ".page", act = async () => {}) =>
    async (page) => {
      await staff(shop, `/admin#${hash}`, "Dewi")(page)
      await page.locator(part).first().waitFor()
      await act(page)
    }
  const save = (page) => page.locator(".sheet__foot .button--primary").click()
  const otherMenu = async (page) => {
    const file = await get("menu/export")
    file.items[0].price += 2_000
    file.items[1].is_available = false
    file.items = [...file.items.slice(0, -2), { ...file.items[0], name: { id: "Nasi Uduk", en: "" } }]
    await page
      .locator("#menu-file")
      .setInputFiles({ name: "menu.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) })
    await page.locator(".preview").waitFor()
  }
  const fromTable = (edit) => async (page) => {
    const table = await page.context().request.get(`${shop.url}/api/v1/admin/menu/export?format=csv`)
    const rows = (await table.text()).split("\r\n").filter(Boolean)
    const buffer = Buffer.from(edit(rows).join("\n"))
    await page.locator("#menu-file").setInputFiles({ name: "Menu baru.csv", mimeType: "text/csv", buffer })
    await page.locator(".preview, .sheet__foot [role=alert]:not(:empty)").first().waitFor()
  }
  const newPrices = (rows) =>
    rows.map((row, at) =>
      at === 2 ? row.replace(/;(\w+ \w+)/, ";$1 Spesial") : row.replace(/;(\d+)000;;/, ";$1500;22000;"),
    )
  const seePrices = async (page) => {
    await page.locator("#reprice-by").fill("12,5")
    await touch(page, ".sheet__foot .button--primary", ".preview")
  }
  const noPrice = (rows) => rows.map((row, at) => (at === 4 ? row.replace(/;(\d+)000;/, ";15.5;") : row))
  let changes = 0
  const changedElsewhere = async (page) => {
    await page.locator("#item-price").fill("23500")
    await put(`menu/${dish.id}`, { price: 30_000 + 500 * ++changes })
    await page.locator("dialog .field__elsewhere").waitFor()
  }
  const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString()
  const screen = (room, name, more) => ({
    id: `${room}-${name}`,
    room,
    name,
    address: "192.168.1.20",
    connected: true,
    current: true,
    last_seen: ago(40),
    seq: 1_042,
    behind: 0,
    delay_ms: 12,
    ...more,
  })
  const troubled = (health) => ({
    ...health,
    disk: { space: "low", free_bytes: 412_000_000, total_bytes: 31_000_000_000 },
    last_backup: { at: ago(60 * 26), bytes: 1_482_752 },
    clock_ok: false,
    screens: [
      screen("cashier", "Rina"),
      screen("kitchen", "Dapur", { connected: false, last_seen: ago(4), seq: null, behind: null, delay_ms: null }),
      screen("kitchen", "Minuman", { behind: 34, seq: 1_008, delay_ms: 1_840 }),
      screen("board", null, { current: false, delay_ms: null }),
    ],
  })
  const earlier = (hours) => hours.map((each, n) => ({ ...each, net: Math.round(each.net * (n % 2 ? 1.2 : 0.7)) }))
  let asked = 0
  const drawer = async (what, body) => {
    const key = { ...dewi, "Idempotency-Key": `owner-drawer-${++asked}-${process.pid}` }
    return (await shop.call("POST", `/api/v1/admin/shifts${what}`, body, key)).body
  }
  const { id: shift } = await drawer("", { counted: 200_000 })
  await drawer(`/${shift}/moves`, { kind: "pay_out", amount: 25_000, reason: "Es batu" })
  await drawer(`/${shift}/counts`, { counted: 160_000 })
  await drawer(`/${shift}/counts`, { counted: 170_000 })
  await drawer(`/${shift}/close`, { count_id: 2, reason: "Salah kembalian", handed_over: 100_000 })
  const stickGone = (list) => ({
    ...list,
    second: { place: "/media/pi/WARUNG", is_there: false, backups: [] },
    trouble: "place_missing",
    doing: { what: "backing_up", step: "copying", done: 12_400_000, total: 48_000_000 },
  })
  const printers = (page) =>
    mockAnswer(page, "/api/v1/admin/printers", () => ({ printers: [printer(), printer({ id: 2, name: "Bar" })] }))
  const screens = {
    "the owner's own account": at("menu", ".page", (page) => touch(page, ".side__who", "dialog")),
    "the owner's new PIN": at("menu", ".page", async (page) => {
      await touch(page, ".side__who", "dialog")
      await page.locator(".sheet__foot .button").nth(1).click()
      await page.locator("#own-pin-now").fill("13")
      await save(page)
      await page.locator("#own-pin-new-problem").waitFor()
    }),
    "the owner's day": async (page) => {
      await mockAnswer(page, "/api/v1/admin/health", troubled)
      await mockAnswer(page, "/api/v1/admin/today", (today) => ({
        ...today,
        to_give_back: { orders: 1, amount: 45_000 },
        drawers_not_counted: 1,
        by_method: today.by_method.map((each) => ({ ...each, given_back: each.method === "cash" ? 20_000 : 0 })),
      }))
      await at("today", ".today__sum")(page)
      await page.locator(".today__needs .finding").first().waitFor()
    },
    "a report": async (page) => {
      await mockAnswer(page, "/api/v1/admin/report?**", (report) => ({
        ...report,
        before: { from: report.from, to: report.to, sales: report.sales, hours: earlier(report.hours) },
      }))
      await at("report/week", ".highlight")(page)
    },
    "the tables of a report": at("report/week", "#report-dishes", (page) =>
      page.locator("#report-dishes").evaluate((heading) => heading.scrollIntoView()),
    ),
    "the tax of a month": at("tax", ".report__table"),
    "a report that does not add up": async (page) => {
      await mockAnswer(page, "/api/v1/admin/report?**", (report) => ({
        ...report,
        difference: 500,
        misfits: [{ uid: "0".repeat(26), number: "A-012", difference: 500 }],
        partly_paid: { orders: 2, amount: 65_000 },
      }))
      await at("report/own", ".report__own", (page) =>
        page.getByRole("alert").evaluate((alarm) => alarm.scrollIntoView({ block: "center" })),
      )(page)
    },
    "the owner's menu": at("menu", ".dish"),
    "the owner's menu with a full disk": async (page) => {
      await machine(page, { disk_space: "short" })
      await at("menu", ".shop-notice")(page)
    },
    "a dish on the owner's menu": at(dishPlace, "dialog"),
    "a dish that is not saved": at(dishPlace, "#item-price", (page) => page.locator("#item-price").fill("23500")),
    "a dish with a new photo": at(dishPlace, "dialog", async (page) => {
      await page.locator("#photo-choose").setInputFiles(photo(300, 400))
      await page.locator(".photo__shift").waitFor()
    }),
    "a new dish with what is missing": at("menu/item/new/1", "dialog", save),
    "a dish changed elsewhere": at(dishPlace, "#item-price", changedElsewhere),
    "a category": at(`menu/category/${categories[0].id}`, "dialog"),
    "many dishes chosen": at("menu/select", ".many .choice", async (page) => {
      for (const n of [0, 2]) await page.locator(".many .choice").nth(n).click()
    }),
    "putting the menu in order": at("menu/sort"),
    "putting the categories in order": at("menu/sort", ".tabs", (page) => page.locator(".tabs .tab").nth(1).click()),
    "a menu from a file": at("menu/import", ".page", otherMenu),
    "a menu from a table": at("menu/import", ".page", fromTable(newPrices)),
    "many prices without how much": at("menu/prices", "#reprice-by", save),
    "many prices seen first": at("menu/prices", "#reprice-by", seePrices),
    "many prices changed": at("menu/prices", "#reprice-by", async (page) => {
      await seePrices(page)
      // The other screens need the prices as they are.
      const none = { added: 0, changed: 0, retired: 0, unchanged: 0, changes_more: false, items: [] }
      await page.route("**/api/v1/admin/menu/prices", (route) => route.fulfill({ json: none }))
      await touch(page, ".sheet__foot .button--primary", ".banner--good")
    }),
    "a menu from a table that is not fit": at("menu/import", ".page", fromTable(noPrice)),
    "the choices": at("choices"),
    "a choice": at(`choices/group/${modifier_groups[0].id}`, "dialog"),
    "the shifts of the drawers": at("shifts", ".shifts__open"),
    "the report of a shift": at("shifts", ".shifts__open", (page) => touch(page, ".shifts__open", ".shift-report")),
    "the owner's history": at("history", ".change"),
    "the history of the orders": at("history/orders", ".empty-state, .change"),
    "the backups": at("backups", ".entry"),
    "the backups without their stick": async (page) => {
      await mockAnswer(page, "/api/v1/admin/backups", stickGone)
      await at("backups", ".finding")(page)
    },
    "bringing a backup back": at("backups", ".entry", (page) => touch(page, ".entries .button", "dialog .facts")),
    "the owner's health": at("health", ".finding"),
    "the figures of the health": at("health", ".finding", (page) =>
      touch(page, ".technical-details summary", ".technical-details .facts"),
    ),
    "the health of a shop in trouble": async (page) => {
      await mockAnswer(page, "/api/v1/admin/health", troubled)
      await at("health", ".finding")(page)
    },
    "the printers": async (page) => {
      await printers(page)
      await at("printers", ".entry")(page)
    },
    "a printer that leaves work behind": async (page) => {
      await printers(page)
      const has = { status: 409, json: { type: "about:blank", code: "printer_has_jobs", status: 409 } }
      await page.route("**/api/v1/admin/printers/1?*", (route) => route.fulfill(has))
      await at("printers/printer/1", "dialog", (page) => touch(page, ".foot__aside", "dialog .banner--wait"))(page)
    },
    "a printer that is added": async (page) => {
      await page.route("**/printers/search", (route) => route.fulfill({ json: { found: FOUND } }))
      await at("printers/printer/new", "dialog", async (page) => {
        await touch(page, ".printer-search .button", ".printer-search .button:nth-of-type(2)")
        await page.locator(".printer-search .button").nth(1).click()
        await save(page)
        await page.locator("#printer-name-problem").waitFor()
      })(page)
    },
    "the owner's people": at("people", ".entry"),
    "somebody on the staff": at("people", ".entry", (page) => touch(page, ".entry .dish__open", "dialog")),
    "somebody with a new PIN": at(person("Rina"), "dialog", (page) => touch(page, ".person__pin", "#person-pin")),
    "an owner about to leave": at(person("Dewi"), "dialog", (page) =>
      touch(page, ".sheet__foot .button--danger", ".leave"),
    ),
    "somebody new with what is missing": at("people/person/new", "dialog", save),
    "the owner's devices": at("devices", ".entry"),
    "one's own device": at("devices/own", "dialog"),
    "a screen about to be paired": at("devices/pair", "dialog"),
    "the code for a screen": at("devices/pair", "dialog", async (page) => {
      await touch(page, ".sheet__foot .button--primary", ".pairing img")
      await page.waitForLoadState("networkidle")
    }),
    "the data to take along": at("export", "select", (page) => page.locator("select").first().selectOption("own")),
    "the owner's phone test": at("phone", ".reach img"),
    "the phone test that a phone has passed": at("phone", ".reach img", async (page) => {
      const { pathname } = new URL(await page.locator(".reach__here").getAttribute("href"))
      await fetch(shop.url + pathname, { headers: { "User-Agent": AS_A_PHONE } })
      await page.locator(".verdict--good").waitFor()
    }),
    "the owner's settings": at("settings", "form.setting"),
    "the tables": at("tables", "form.setting"),
    "the settings of a shop in two networks": async (page) => {
      const networks = [
        { name: "wlan0", kind: "wifi", address: "192.168.1.10" },
        { name: "eth0", kind: "ethernet", address: "192.168.7.7" },
      ]
      const interfaces = networks.map((each) => ({ ...each, url: `http://${each.address}:8080` }))
      await mockAnswer(page, "/api/v1/admin/addresses", (addresses) => ({
        ...addresses,
        public_url: interfaces[0].url,
        is_fixed: false,
        interfaces,
      }))
      await at("network", ".address__networks")(page)
    },
    "opening hours": at("settings", "form.setting", async (page) => {
      await page.locator("[name='hours.is_on'][value=true]").check({ force: true })
      const monday = page.locator(".hours__day").first()
      await monday.getByRole("button").first().click()
      await monday.locator("[type=time]").nth(1).fill("10:30")
      await page.locator(".hours__day").nth(6).getByRole("checkbox").uncheck({ force: true })
      await monday.scrollIntoViewIfNeeded()
    }),
    "settings that cannot be": at("settings", "form.setting", async (page) => {
      await page.locator("form.setting input").first().fill("")
      await page.locator("form.setting .button--primary").first().click()
      await page.locator("[aria-invalid=true]").first().waitFor()
    }),
    "a fee": at("settings", ".prices", (page) =>
      touch(page, ".prices > h4.head ~ .entries .dish__open", "#price-form"),
    ),
    "a price level": at("settings", ".prices", (page) =>
      touch(page, ".prices .entry:nth-child(3) .dish__open", "#price-form"),
    ),
    "the owner's QRIS code": at("settings", "#setting-code", async (page) => {
      await page.locator("#setting-code").fill(CODE)
      await page.locator(".qris-found b").waitFor()
    }),
    "a QRIS code that cannot be": at("settings", "#setting-code", async (page) => {
      await page.locator("#setting-code").fill(WRONG.cutOff)
      await page.locator("#setting-code-problem").waitFor()
    }),
    "settings hardly anybody changes": at("settings", ".advanced", (page) => page.locator(".advanced summary").click()),
    "the QR cards": async (page) => {
      await put("tables", { tables: ["1", "2", "Teras"] })
      await staff(shop, "/admin/cards", "Dewi")(page)
      await touch(page, ".which summary", ".table-card")
    },
  }
  return { screens, shops: [shop] }
}
