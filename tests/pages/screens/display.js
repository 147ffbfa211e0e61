// The customer display's screens. What is rung up at its till is told to the page, with dishes of the demo's menu.

import * as support from "../browser/support.js"
import { mockRoom, staff } from "./mocks.js"
import { setQris } from "./qris.js"

const IDLE = { view: "idle", lines: [], rows: [], total: 0, payment: null, number: null }

export async function open({ openDemo } = support) {
  const shop = await openDemo()
  await setQris(shop)
  const { body: menu } = await shop.call("GET", "/api/v1/menu")
  const dishes = menu.categories.flatMap((category) => category.items)
  const line = (dish, quantity) => ({
    menu_item_id: dish.id,
    fee: null,
    quantity,
    option_ids: dish.modifier_groups.flatMap((group) => group.options.slice(0, 1).map((option) => option.id)),
    line_total: dish.price * quantity,
  })
  const fee = { menu_item_id: null, fee: "packaging", quantity: 1, option_ids: [], line_total: 2000 }
  const cart = {
    ...IDLE,
    view: "cart",
    lines: [...dishes.slice(0, 8).map((dish, n) => line(dish, (n % 3) + 1)), fee],
    rows: [
      { what: "subtotal", amount: 287000, rate_bp: null, is_within: false },
      { what: "service", amount: 14350, rate_bp: 500, is_within: false },
      { what: "restaurant", amount: 30135, rate_bp: 1000, is_within: false },
    ],
    total: 331485,
  }
  const showing = (display, part) => async (page) => {
    await mockRoom(page, "display:1", () => ({ ...IDLE, ...display }))
    await staff(shop, "/display", "Rina")(page)
    await page.locator(part).first().waitFor()
  }
  const screens = {
    "the customer display": showing({}, ".idle__name"),
    "the customer display of a long sale": showing(cart, ".lines li:nth-child(9)"),
    "the customer display with QRIS": showing(
      { ...cart, view: "payment", payment: { method: "qris", due: 331485, tendered: null, change: null } },
      ".qris__code",
    ),
    "the customer display with change": showing(
      {
        view: "thanks",
        total: 331500,
        payment: { method: "cash", due: 331500, tendered: 350000, change: 18500 },
        number: "A-012",
      },
      ".thanks__change",
    ),
    "the customer display that is not paired": async (page) => {
      await page.goto(`${shop.url}/display`)
      await page.locator(".display--new").waitFor()
    },
  }
  return { screens, shops: [shop] }
}
