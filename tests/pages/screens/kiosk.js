// The kiosk's screens, step by step, on the demo's day.

import * as support from "../browser/support.js"
import { machine, touch } from "./mocks.js"

const TABLES = [..."123456789", "Teras 1", "Teras 2"]

export async function open({ openDemo } = support) {
  const shop = await openDemo()
  const dewi = await shop.token("Dewi")
  const decide = (settings) => shop.call("PATCH", "/api/v1/admin/settings", settings, dewi)

  /** What is added to the menu's prices; every screen begins without. */
  const charge = (restaurant_tax_bp = 0) =>
    decide({
      bill: { restaurant_tax_bp, service_bp: restaurant_tax_bp / 2, smallest_coin: restaurant_tax_bp ? "500" : "1" },
    })

  /** The first screen. It begins in the shop's language, so another one is chosen by hand. */
  const attract = async (page, tables = []) => {
    await decide({ takes_orders: true })
    await charge()
    await shop.call("PUT", "/api/v1/admin/tables", { tables }, dewi)
    await page.clock.install()
    // Read before the page is there: while no one uses it, it goes back to the shop's language by itself.
    const lang = (await page.context().cookies()).find(({ name }) => name === "lang")?.value ?? "id"
    await page.goto(`${shop.url}/kiosk`)
    await support.isLive(page)
    await page.locator("html[lang=id]").waitFor({ state: "attached" })
    await page.locator(`.language-pair [lang=${lang}]`).click()
    await page.locator(`html[lang=${lang}]`).waitFor({ state: "attached" })
  }
  const type = async (page, tables) => {
    await attract(page, tables)
    await touch(page, ".attract__go", ".types")
  }
  const table = async (page, tables) => {
    await type(page, tables)
    await touch(page, ".type", ".ask__form, .tables")
  }
  const empty = async (page) => {
    await table(page, TABLES)
    await touch(page, "li:nth-child(5) .table", ".dish")
  }
  /** What the kiosk keeps of the visit below, once a customer has tapped their way there. */
  let kept = ""
  const menu = async (page) => {
    await charge()
    if (!kept) {
      await empty(page)
      for (const n of [5, 5, 6]) await page.locator(".dish").nth(n).click()
      await page.locator(".cart-line").nth(1).waitFor()
      kept = await page.evaluate(() => localStorage.getItem("kiosk"))
      return
    }
    await page.clock.install()
    await page.addInitScript((kept) => {
      if (!sessionStorage.getItem("seeded"))
        localStorage.setItem("kiosk", JSON.stringify({ ...JSON.parse(kept), until: Date.now() + 60_000 }))
      sessionStorage.setItem("seeded", "yes")
    }, kept)
    await page.goto(`${shop.url}/kiosk`)
    await support.isLive(page)
    await page.locator(".cart-line").nth(1).waitFor()
  }
  const name = async (page) => {
    await menu(page)
    await touch(page, ".knext", "#customer")
    await page.locator("#customer").fill("Sari")
  }
  const pay = async (page) => {
    await name(page)
    await touch(page, ".knext", ".radio-group")
  }
  /** Answers how to take the server away. */
  const severable = async (page) => {
    const sockets = []
    let cut = false
    await page.routeWebSocket(/\/ws/, (socket) => {
      if (cut) return socket.close()
      socket.connectToServer()
      sockets.push(socket)
    })
    return async () => {
      cut = true
      await page.route("**/api/**", (route) => route.abort())
      await Promise.all(sockets.map((socket) => socket.close()))
      await page.clock.runFor(6_500)
    }
  }
  const screens = {
    "the kiosk's first screen": (page) => attract(page),
    "the kiosk of a closed shop": async (page) => {
      await attract(page)
      await decide({ takes_orders: false })
      await page.locator(".attract__notice").waitFor()
    },
    "the kiosk outside of its hours": async (page) => {
      await machine(page, { opening: { state: "outside_hours", until: "2026-12-04T03:00:00Z" } })
      await attract(page)
      await page.locator(".attract__notice").waitFor()
    },
    "the kiosk without the server": async (page) => {
      const cut = await severable(page)
      await attract(page)
      await cut()
      await page.locator(".attract__notice").waitFor()
    },
    "the kiosk asks whether to take it away": (page) => type(page),
    "the kiosk asks for a table": (page) => table(page, TABLES),
    "the kiosk asks for a table's number": (page) => table(page),
    "the kiosk's menu": empty,
    "the kiosk's menu with a cart": menu,
    "the kiosk that waits for its menu": async (page) => {
      await menu(page)
      await page.routeWebSocket(/\/ws/, () => {})
      await page.route("**/api/v1/menu", () => {})
      await page.reload()
      await page.locator(".empty-state").waitFor()
    },
    "a dish's choices on the kiosk": async (page) => {
      await menu(page)
      await touch(page, ".cart-line__change", "dialog")
      await page.locator("#line-note").click()
    },
    "a line taken away on the kiosk": async (page) => {
      await menu(page)
      await touch(page, "li:nth-child(2) .stepper button", ".toast")
    },
    "the kiosk's menu without the server": async (page) => {
      const cut = await severable(page)
      await menu(page)
      await cut()
      await page.locator(".stale-overlay").waitFor()
    },
    "the kiosk asks for a name": name,
    "the kiosk asks who is there": async (page) => {
      await menu(page)
      await page.clock.runFor(63_000)
      await page.locator("dialog").waitFor()
    },
    "the kiosk asks how to pay": pay,
    "the kiosk's cart with tax and service": async (page) => {
      await menu(page)
      await charge(1_000)
      await page.locator(".price-rows--counted").waitFor()
    },
    "the kiosk asks how to pay, with tax and service": async (page) => {
      await pay(page)
      await charge(1_000)
      await page.locator(".price-rows--counted").waitFor()
    },
    "the kiosk whose sum follows": async (page) => {
      await pay(page)
      await page.route("**/api/v1/orders/price", (route) => route.abort())
      await charge(1_000)
      await page.locator(".price-rows--later").waitFor()
    },
    "the kiosk without an answer": async (page) => {
      await pay(page)
      await page.route("**/api/v1/orders", (route) => route.abort())
      await touch(page, ".knext", ".kwait .icon")
    },
    "the kiosk's number": async (page) => {
      await pay(page)
      await charge(1_000)
      await touch(page, ".knext", ".done__plate")
      await page.waitForLoadState("networkidle")
    },
  }
  return { screens, shops: [shop] }
}
