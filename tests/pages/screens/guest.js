// Every screen there is, in the states people see it in: how a test gets there.

import { isLive, PIN } from "./support.js"

const DISHES = ["Nasi Goreng Kampung", "Kopi Tubruk"]

/** A shop with an order in every state, a dish that is sold out, and tables. */
export async function fillShop(shop) {
  const owner = await shop.token("Dewi")
  const put = (path, body) => shop.call("PUT", `/api/v1/admin/${path}`, body, owner)
  const orders = {}
  for (const status of ["unpaid", "preparing", "recalled", "ready", "completed", "cancelled", "refused"]) {
    orders[status] = await shop.order(DISHES, { note: "tanpa bawang", customer_name: "Sari" })
  }
  const move = (name, status, more = {}) => put(`orders/${orders[name].uid}/status`, { status, ...more })
  for (const name of ["preparing", "recalled", "ready", "completed", "refused"]) await put(`orders/${orders[name].uid}/confirm-payment`, {})
  await put(`orders/${orders.preparing.uid}/lines/1/status`, { status: "done" })
  for (const name of ["recalled", "ready", "completed"]) await move(name, "ready")
  await move("completed", "completed")
  await move("cancelled", "cancelled", { reason: "Salah pesan" })
  await move("refused", "cancelled", { reason: "Bahan habis" })
  await put(`menu/${(await shop.dish("Pecel Lele + Nasi")).id}/availability`, { is_available: false })
  await put("tables", { tables: ["1", "2", "Teras"] })
  // Called back while somebody looks: only then it is explained.
  const recall = () => move("recalled", "preparing")
  return { orders, recall, put }
}

/** What customers see. @returns {Record<string, (page: any) => Promise<void>>} */
export function customerScreens(shop, { orders, recall, put }) {
  const open = (path) => async (page) => {
    await page.goto(shop.url + path)
    await isLive(page)
    await page.locator(".item, .order, .ready").first().waitFor()
  }
  const cart = async (page, path = "/") => {
    await open(path)(page)
    await page.locator("#category-3 .item__add").first().click()
    await page.locator(".cart-bar button, .cart > button").locator("visible=true").first().click()
    await page.getByRole("dialog").waitFor()
  }
  const token = async (table) => {
    const { body } = await shop.call("GET", "/api/v1/admin/cards", undefined, await shop.token("Dewi"))
    return body.cards.find((card) => card.table_number === table).token
  }
  const send = (page) => page.locator(".sheet__foot .button--primary").click()
  return {
    "the menu": open("/?table=7"),
    "the menu with nothing found": async (page) => { await open("/")(page); await page.locator("#wanted").fill("zzz"); await page.locator("#menu .blank").waitFor() },
    "the menu of a phone with orders under way": async (page) => {
      await open("/")(page)
      await page.evaluate((uids) => localStorage.setItem("own_orders", JSON.stringify(uids)), ["unpaid", "preparing", "ready"].map((name) => orders[name].uid))
      await page.reload()
      await page.locator(".item__add").first().click()
      await page.locator(".open-order--ready").waitFor()
    },
    "the menu that does not come": async (page) => {
      await page.routeWebSocket(/\/ws/, (socket) => socket.close())
      await page.route("**/api/v1/menu", (route) => route.abort())
      await page.goto(shop.url)
      await page.locator("#menu .blank").waitFor()
    },
    "the menu in slow mode": async (page) => { await page.routeWebSocket(/\/ws/, (socket) => socket.close()); await page.goto(shop.url); await page.locator(".live--slow").waitFor() },
    "a dish and its choices": async (page) => { await open("/")(page); await page.locator(".item__open").first().click(); await page.getByRole("dialog").waitFor() },
    "the cart": (page) => cart(page, "/?table=7"),
    "the cart that asks for a table": async (page) => {
      await cart(page)
      await page.locator("input[value=dine_in]").check()
      await send(page)
      await page.locator("#table[aria-invalid]").waitFor()
    },
    "the menu from a table's card": async (page) => { await page.goto(`${shop.url}/m/${await token("2")}`); await isLive(page); await page.locator(".shop__sub .strong").waitFor() },
    "the menu from a card that is dead": async (page) => { await page.goto(`${shop.url}/m/000000000000`); await isLive(page); await page.locator("#menu .banner").waitFor() },
    "the cart at a card's table": async (page) => { await cart(page, `/m/${await token("2")}`); await page.locator(".seat").waitFor() },
    "the cart with a card that is dead": async (page) => { await cart(page, "/m/000000000000"); await page.getByRole("dialog").locator(".banner").waitFor() },
    "the cart with news": async (page) => {
      await cart(page)
      const { id, price } = await shop.dish("Kopi Tubruk")
      await put(`menu/${id}`, { price: price + 500 })
      await page.getByRole("dialog").locator(".banner").waitFor()
      await put(`menu/${id}`, { price })
      await page.locator(".toast").waitFor()
    },
    "the cart without an answer": async (page) => {
      await cart(page)
      await page.route("**/api/v1/orders", (route) => route.abort())
      await send(page)
      await page.locator(".sheet__foot .problem .icon").waitFor()
    },
    "an unpaid order": open(`/t/${orders.unpaid.uid}`),
    "an order about to be cancelled": async (page) => { await open(`/t/${orders.unpaid.uid}`)(page); await page.clock.install(); await page.locator(".order > .button--danger").click(); await page.locator(".banner--danger").waitFor() },
    "an order being prepared": open(`/t/${orders.preparing.uid}`),
    "an order called back": async (page) => {
      await put(`orders/${orders.recalled.uid}/status`, { status: "ready" })
      await open(`/t/${orders.recalled.uid}`)(page)
      await recall()
      await page.locator(".banner--wait").waitFor()
    },
    "an order that is ready": open(`/t/${orders.ready.uid}`),
    "a completed order": open(`/t/${orders.completed.uid}`),
    "a cancelled order": open(`/t/${orders.cancelled.uid}`),
    "a cancelled order that was paid": open(`/t/${orders.refused.uid}`),
    "an order without the server": async (page) => {
      await page.routeWebSocket(/\/ws/, () => {})
      await page.goto(`${shop.url}/t/${orders.preparing.uid}`)
      await page.locator(".live--off").waitFor()
    },
    "the look-up": async (page) => { await page.goto(`${shop.url}/t`); await page.locator("form").waitFor() },
    "the look-up that found nothing": async (page) => {
      await page.goto(`${shop.url}/t`)
      await page.locator("#number").fill("C-999")
      await page.locator("#code").fill("0000")
      await page.locator("form .button--primary").click()
      await page.locator(".problem .icon").waitFor()
    },
    "an unknown address": async (page) => { await page.goto(`${shop.url}/nothing-here`) },
  }
}

/** What hangs in the shop, and what staff work at. */
export function shopScreens(shop) {
  const as = (name, path) => async (page) => {
    await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name, pin: PIN } })
    await page.goto(shop.url + path)
    await isLive(page)
  }
  // Whatever is measured there is measured, and not an empty page on its way.
  const owner = (place, part) => async (page) => { await as("Dewi", `/admin#${place}`)(page); await page.locator(part).first().waitFor() }
  const chosen = async (page) => { await as("Rina", "/cashier")(page); await page.locator(".row__open").first().click(); await page.locator(".dl").waitFor() }
  const shelf = async (page) => { await page.goto(`${shop.url}/kiosk`); await page.locator(".attract__go").click(); await page.getByRole("button", { name: /^(Bungkus|Take away)$/ }).click(); await page.locator(".dish").first().waitFor() }
  return {
    "the sign-in": async (page) => { await page.goto(`${shop.url}/cashier`); await page.locator("#pin").waitFor() },
    "the cashier's list": as("Rina", "/cashier"),
    "the cashier with an order": chosen,
    "taking a payment": async (page) => { await chosen(page); await page.locator(".acts__main").click(); await page.locator(".money-pad").waitFor() },
    "a sale": async (page) => { await as("Rina", "/cashier")(page); await page.locator(".top__new").click(); await page.locator(".tile").first().waitFor() },
    "switching the cashier": async (page) => { await as("Rina", "/cashier")(page); await page.locator(".top__who").click(); await page.getByRole("dialog").waitFor() },
    "the kitchen": as("Budi", "/kitchen"),
    "the board": async (page) => { await page.goto(`${shop.url}/board`); await isLive(page) },
    "the kiosk's door": async (page) => { await page.goto(`${shop.url}/kiosk`); await page.locator(".attract__go").waitFor() },
    "the kiosk's menu": shelf,
    "the owner's menu": owner("menu", ".dish"),
    "the owner's people": owner("people", ".entry"),
    "the owner's devices": owner("devices", ".entry"),
    "the owner's history": owner("history", ".change"),
    "the owner's health": async (page) => { await owner("health", ".finding")(page); await page.locator(".engineer summary").click() },
    "the owner's phone test": owner("phone", ".reach img"),
    "the owner's settings": owner("settings", ".address .input"),
    "the table cards": async (page) => { await as("Dewi", "/admin/cards")(page); await page.locator(".which summary").click(); await page.locator(".table-card").first().waitFor() },
  }
}
