// The till's screens, on the demo's day.

import * as support from "../browser/support.js"
import { machine, mockRoom, staff, touch } from "./mocks.js"
import { changeScreens } from "./till-changes.js"
import { printerScreens } from "./till-printers.js"
import { tableScreens } from "./till-tables.js"
import { moneyScreens } from "./till-money.js"
import { setQris } from "./qris.js"

export async function open({ openDemo } = support) {
  const shop = await openDemo()
  const rina = await shop.token("Rina")
  await setQris(shop)
  const list = staff(shop, "/cashier", "Rina")
  const chosen = async (page) => {
    await list(page)
    await touch(page, ".rows > ul .row__open, .column .row__open", ".dl")
  }
  const { orders: unpaid } = (
    await shop.call("GET", "/api/v1/admin/orders?status=awaiting_payment&limit=100", undefined, rina)
  ).body
  const cash = unpaid.find((order) => order.payment_method === "cash")
  const paying = async (page) => {
    await list(page)
    await page.locator(".row__open", { hasText: cash.number }).click()
    await page.locator(".dl").waitFor()
    await touch(page, ".actions__main", ".money-pad")
  }
  const payingByQris = async (page) => {
    await paying(page)
    await page.locator(".seg .button", { hasText: "QRIS" }).click()
    await page.locator(".qris-pane .qris__code").evaluate((image) => image.decode())
  }
  /** A tablet on which several people were before. */
  const knowing = async (page) => {
    await page.addInitScript(() => localStorage.setItem("staff_names", '["Rina","Sari","Budi Santoso","Dewi"]'))
    await chosen(page)
  }
  const selling = async (page) => {
    await list(page)
    await touch(page, ".top__new", ".tile")
  }
  /** A walk-up with a few dishes in it. */
  const dishes = async (page) => {
    await selling(page)
    for (const n of [0, 2, 5, 2, 1]) {
      await page.locator(".tile").nth(n).click()
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
      // Those that ask first are left alone.
      if (await page.getByRole("dialog").count()) await page.keyboard.press("Escape")
    }
  }
  const sale = async (page) => {
    await dishes(page)
    // On a phone the sale lies behind its dishes.
    if (page.viewportSize().width < 640) await page.locator(".sale__to-cart button").click()
    await page.locator(".sale__lines").waitFor()
  }
  const salePay = async (page) => {
    await sale(page)
    await touch(page, ".sale__side:not(.tap-guarded) .actions__main", ".money-pad")
  }
  const saleDone = (note) => async (page) => {
    await salePay(page)
    await page.locator(".quick-cash .button").nth(note).click()
    await touch(page, ".sale__side:not(.tap-guarded) .pay-action button", ".tracking-qr img")
  }
  const soldOut = async () => {
    const { id } = await shop.dish("Pecel Lele + Nasi")
    await shop.call("PUT", `/api/v1/admin/menu/${id}/availability`, { is_available: false }, rina)
  }
  const dewi = await shop.token("Dewi")
  await shop.call("PATCH", "/api/v1/admin/settings", { orders: { guests_may_add: true } }, dewi)
  const { id: coffee } = await shop.dish("Kopi Tubruk")
  const more = unpaid.findLast((order) => order !== cash)
  const asked = { items: [{ menu_item_id: coffee, quantity: 2, note: "gulanya sedikit" }] }
  await shop.call("POST", `/api/v1/orders/${more.uid}/lines`, asked, { "Idempotency-Key": "asked-for-once" })
  const screens = {
    "the sign-in": async (page) => {
      await page.goto(`${shop.url}/cashier`)
      await page.locator("#sign-in-pin").waitFor()
    },
    "the sign-in of a device that knows its people": async (page) => {
      await page.addInitScript(() => localStorage.setItem("staff_names", '["Rina","Sari","Budi Santoso"]'))
      await page.goto(`${shop.url}/cashier`)
      await page.locator(".names").waitFor()
    },
    "the sign-in with a wrong PIN": async (page) => {
      await page.addInitScript(() => localStorage.setItem("staff_names", '["Rina","Sari","Budi Santoso"]'))
      await page.goto(`${shop.url}/cashier`)
      await touch(page, ".names .button", "#sign-in-pin")
      await page.keyboard.type("9999")
      await page.keyboard.press("Enter")
      await page.locator("[aria-invalid]").waitFor()
    },
    "the cashier's list": async (page) => {
      await list(page)
      await page.locator(".row").first().waitFor()
    },
    "the cashier's list of what is ready": async (page) => {
      await list(page)
      // A wide till shows it next to the rest.
      await page.locator("#tab-ready").or(page.locator("#tab-all")).click()
      await page.locator(".row__act").first().waitFor()
    },
    "the cashier with an order": chosen,
    "a round from a phone that is declined": async (page) => {
      await list(page)
      await page.locator(".row__open", { hasText: more.number }).click()
      await touch(page, ".asked .button", "#decline-reason")
    },
    "the cashier with little room on the disk": async (page) => {
      await machine(page, { disk_space: "low" })
      await chosen(page)
    },
    "the cashier with a full disk and a wrong clock": async (page) => {
      await machine(page, { disk_space: "short", clock_ok: false })
      await chosen(page)
    },
    "tables that call": async (page) => {
      const tell = await mockRoom(page, "cashier", (data) => data)
      await list(page)
      const since = new Date(Date.now() - 200_000).toISOString()
      const calls = [
        { id: 1, table_number: "Teras 12", wish: "waiter", since },
        { id: 2, table_number: "4", wish: "bill", since },
        { id: 3, table_number: "11", wish: "waiter", since },
      ]
      tell({ type: "table_calls", data: { calls } })
      await page.locator(".call").nth(2).waitFor()
    },
    "orders paused at the till": async (page) => {
      await machine(page, { opening: { state: "paused", until: new Date(Date.now() + 754_000).toISOString() } })
      await list(page)
      await touch(page, ".foot__pause--on", ".pause")
    },
    "what is left of a dish": async (page) => {
      await selling(page)
      await page.locator(".sale__bar > .button").first().click()
      await page.locator(".sale__count").click()
      await touch(page, ".tile", "#stock-left")
    },
    "taking a payment": paying,
    "taking a payment with change": async (page) => {
      await paying(page)
      await page.locator(".quick-cash .button").nth(2).click()
    },
    "taking a payment of far too much": async (page) => {
      await paying(page)
      await page.keyboard.type("99999999", support.BY_HAND)
      await page.locator(".pay-action button").click()
      await page.locator(".pay-action--doubt").waitFor()
    },
    "taking a payment with QRIS": payingByQris,
    "the QRIS code over the whole till": async (page) => {
      await payingByQris(page)
      await touch(page, ".qris-pane .button", ".qris-large .qris__code")
      await page.locator(".qris-large .qris__code").evaluate((image) => image.decode())
    },
    "asking for a reason": async (page) => {
      await chosen(page)
      await touch(page, ".detail .actions .button--danger, .actions .button--danger", "dialog[open]")
    },
    "a receipt to be printed by this device": async (page) => {
      await chosen(page)
      await touch(page, ".detail__print", ".paper-sheet")
    },
    "an order's code": async (page) => {
      await chosen(page)
      await touch(page, ".detail__code", "dialog img")
    },
    "switching the cashier": async (page) => {
      await knowing(page)
      await touch(page, ".top__who", "dialog")
    },
    "switching the cashier by PIN": async (page) => {
      await knowing(page)
      await touch(page, ".top__who", ".names")
      await touch(page, ".names .button", "#switch-pin")
      await page.keyboard.type("12")
    },
    "the list of what is sold out": async (page) => {
      await soldOut()
      await list(page)
      await touch(page, ".top__out", "dialog")
    },
    "an empty sale": selling,
    "the dishes of a sale": dishes,
    "the dishes of a sale with a full disk": async (page) => {
      await machine(page, { disk_space: "short" })
      await dishes(page)
    },
    "marking a dish sold out": async (page) => {
      await dishes(page)
      await page.locator(".sale__bar > .button").click()
    },
    "a sale": sale,
    "the choices of a dish in a sale": async (page) => {
      await sale(page)
      await touch(page, ".cart-line__edit", "dialog .choice")
      // Between the dishes and the sale, and where there is no room for that over both.
      const size = page.viewportSize()
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.locator(".choices-pane .choice").first().waitFor()
      await page.setViewportSize(size)
      await page.locator("dialog .choice").first().waitFor()
    },
    "a sale of a delivery app": async (page) => {
      await sale(page)
      await page.locator(".sale__levels .button").nth(1).click()
      await page.locator(".sale__levels .button").nth(1).and(page.locator("[aria-pressed=true]")).waitFor()
    },
    "a sale put aside": async (page) => {
      await sale(page)
      await touch(page, ".sale__head .button:not(.button--icon)", "#hold-name")
      await page.locator("#hold-name").fill("Wati")
      await page.locator(".sheet__act").click()
      await page.locator(".held").waitFor({ state: "attached" })
    },
    "naming a sale that is put aside": async (page) => {
      await sale(page)
      await touch(page, ".sale__head .button:not(.button--icon)", "#hold-name")
    },
    "a sale without an answer": async (page) => {
      await sale(page)
      await page.route("**/api/v1/orders", (route) => route.abort())
      await touch(page, ".sale__side .actions .button", ".sale--unsure")
    },
    "a sale's money": salePay,
    "a sale that is paid exactly": saleDone(0),
    "a sale that is paid with change": saleDone(2),
    ...(await moneyScreens(shop, staff)),
    ...(await changeScreens(shop, staff)),
    ...printerScreens(shop, staff),
    ...tableScreens(shop, staff),
  }
  return { screens, shops: [shop] }
}
