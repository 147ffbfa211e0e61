// What guests see on their phones, in a shop with one order in each state.

import * as support from "../browser/support.js"
import { touch } from "./mocks.js"
import { setQris } from "./qris.js"

const DISHES = ["Nasi Goreng Kampung", "Kopi Tubruk"]

/** An order in every state, a dish that is sold out, and tables. */
async function fill(shop) {
  const owner = await shop.token("Dewi")
  const put = (path, body) => shop.call("PUT", `/api/v1/admin/${path}`, body, owner)
  const orders = {}
  await setQris(shop)
  orders.qris = await shop.order(DISHES, { payment_method: "qris" })
  for (const status of ["unpaid", "changed", "preparing", "recalled", "ready", "completed", "cancelled", "refused"]) {
    orders[status] = await shop.order(DISHES, { note: "tanpa bawang", customer_name: "Sari" })
  }
  const move = (name, status, more = {}) => put(`orders/${orders[name].uid}/status`, { status, ...more })
  for (const name of ["preparing", "recalled", "ready", "completed", "refused"])
    await put(`orders/${orders[name].uid}/confirm-payment`, {})
  await put(`orders/${orders.preparing.uid}/lines/1/status`, { status: "done" })
  for (const name of ["recalled", "ready", "completed"]) await move(name, "ready")
  await move("completed", "completed")
  await move("cancelled", "cancelled", { reason: "Salah pesan" })
  await move("refused", "cancelled", { reason: "Bahan habis" })
  await put(`menu/${(await shop.dish("Pecel Lele + Nasi")).id}/availability`, { is_available: false })
  await change(shop, owner, orders.changed)
  await put("tables", { tables: ["1", "2", "Teras"] })
  await askFor(shop, owner, orders.preparing)
  // Called back while the page is open: only then it is explained.
  const recall = () => move("recalled", "preparing")
  return { orders, recall, put }
}

/** A round that the till declined, and one that waits for it. */
async function askFor(shop, owner, { uid }) {
  await shop.call("PATCH", "/api/v1/admin/settings", { orders: { guests_may_add: true } }, owner)
  const { id } = await shop.dish("Kopi Tubruk")
  const ask = (key) =>
    shop.call(
      "POST",
      `/api/v1/orders/${uid}/lines`,
      { items: [{ menu_item_id: id, quantity: 2, note: "gulanya sedikit" }] },
      { "Idempotency-Key": key },
    )
  const { rev } = (await ask("asked-for-once")).body
  await shop.call(
    "POST",
    `/api/v1/admin/orders/${uid}/requests/1/decline`,
    { reason: "Bahan habis", expected_rev: rev },
    { ...owner, "Idempotency-Key": "declined-once" },
  )
  await ask("asked-for-twice")
}

/** A round is added to it, a dish is taken off, and it moves to another table. */
async function change(shop, owner, { uid, rev }) {
  const at = (method, path, body) =>
    shop.call(method, `/api/v1/admin/orders/${uid}${path}`, body, {
      ...owner,
      "Idempotency-Key": `change-of-${uid}${path}`,
    })
  const items = [{ menu_item_id: (await shop.dish("Pisang Goreng")).id, quantity: 2, note: "gulanya sedikit" }]
  await at("POST", "/lines", { items, expected_rev: rev })
  await at("POST", "/lines/1/void", { expected_rev: rev + 1 })
  await at("PATCH", "", { table_number: "Teras 12" })
}

/** A shop with tax, service and coins, and an order for everything that a bill can say. */
async function fillWithBills(shop) {
  const owner = await shop.token("Dewi")
  const bill = { restaurant_tax_bp: 1_000, service_bp: 550, smallest_coin: "500" }
  await shop.call("PATCH", "/api/v1/admin/settings", { bill, street_address: "Jl. Kaliurang km 5, Yogyakarta" }, owner)
  let keys = 0
  const post = async (order, what, body) => {
    const path = `/api/v1/admin/orders/${order.uid}`
    const { rev } = (await shop.call("GET", path, undefined, owner)).body
    const key = { "Idempotency-Key": `screens-of-guests-${(keys += 1)}` }
    const answer = await shop.call("POST", `${path}/${what}`, { ...body, expected_rev: rev }, { ...owner, ...key })
    if (answer.status >= 300) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  const move = (order, status) => shop.call("PUT", `/api/v1/admin/orders/${order.uid}/status`, { status }, owner)
  const discount = { kind: "percent", percent_bp: 1_000, reason: "Pelanggan tetap" }
  const [unpaid, partly, ready, completed, refunded] = await Promise.all(
    Array.from({ length: 5 }, () => shop.order(DISHES, { customer_name: "Sari" })),
  )
  await post(partly, "payments", { method: "cash", amount: 20_000 })
  await post(completed, "discounts", discount)
  for (const order of [ready, completed, refunded]) await post(order, "payments", { method: "qris" })
  for (const order of [ready, completed]) await move(order, "ready")
  await move(completed, "completed")
  await post(completed, "refunds", { method: "cash", amount: 5_000, reason: "Kopi dingin" })
  const all = (await shop.call("GET", `/api/v1/orders/${refunded.uid}`)).body.paid_amount
  await post(refunded, "refunds", { method: "cash", amount: all, reason: "Bahan habis" })
  await shop.call(
    "PUT",
    `/api/v1/admin/orders/${refunded.uid}/status`,
    { status: "cancelled", reason: "Bahan habis" },
    owner,
  )
  return { unpaid, partly, completed, refunded }
}

export async function open({ openShop } = support) {
  const [shop, charging] = await Promise.all([openShop(), openShop()])
  const bills = await fillWithBills(charging)
  const { orders, recall, put } = await fill(shop)
  const at =
    (path, where = shop) =>
    async (page) => {
      await page.goto(where.url + path)
      await support.isLive(page)
      await page.locator(".item, .order, .ready").first().waitFor()
    }
  const cart = async (page, path = "/", where = shop) => {
    await at(path, where)(page)
    await page.locator("#category-3 .item__add").first().click()
    await page.locator(".cart-bar button, .cart > button").locator("visible=true").first().click()
    await page.getByRole("dialog").waitFor()
  }
  const token = async (table) => {
    const { body } = await shop.call("GET", "/api/v1/admin/cards", undefined, await shop.token("Dewi"))
    return body.cards.find((card) => card.table_number === table).token
  }
  const PRICE = "**/api/v1/orders/price"
  const chargedCart = async (page) => {
    await cart(page, "/", charging)
    await page.locator(".price-rows--counted").first().waitFor({ state: "attached" })
  }
  const another = (page) => page.getByRole("dialog").locator(".stepper button").last().click()
  const send = (page) => page.locator(".sheet__foot .button--primary").click()
  const screens = {
    "the menu": at("/?table=7"),
    "the menu with dishes in the cart": async (page) => {
      await at("/")(page)
      for (const n of [3, 4]) await page.locator(`#category-${n} .item__add`).first().click()
    },
    "the menu with nothing found": async (page) => {
      await at("/")(page)
      await page.locator("#wanted").fill("zzz")
      await page.locator("#menu .empty-state").waitFor()
    },
    "the menu of a phone with orders under way": async (page) => {
      await at("/")(page)
      await page.evaluate(
        (uids) => localStorage.setItem("own_orders", JSON.stringify(uids)),
        ["unpaid", "preparing", "ready"].map((name) => orders[name].uid),
      )
      await page.reload()
      await page.locator("#category-3 .item__add").first().click()
      await page.locator(".open-order--ready").waitFor()
    },
    "the menu that does not come": async (page) => {
      await page.routeWebSocket(/\/ws/, (socket) => socket.close())
      await page.route("**/api/v1/menu", (route) => route.abort())
      await support.withoutFirst(page, shop.url)
      await page.clock.install()
      await page.goto(shop.url)
      await page.locator("#menu").waitFor()
      await page.clock.runFor(6_000)
      await page.locator("#menu .empty-state").waitFor()
    },
    "the menu in slow mode": async (page) => {
      await page.routeWebSocket(/\/ws/, (socket) => socket.close())
      await page.goto(shop.url)
      await page.locator(".connection-badge--slow").waitFor()
    },
    "a dish and its choices": async (page) => {
      await at("/")(page)
      await page.locator(".item__open").first().click()
      await page.getByRole("dialog").waitFor()
    },
    "the cart": (page) => cart(page, "/?table=7"),
    "the cart that asks for a table": async (page) => {
      await cart(page)
      await page.locator("input[value=dine_in]").check()
      await send(page)
      await page.locator("#table[aria-invalid]").waitFor()
    },
    "the menu from a table's card": async (page) => {
      await page.goto(`${shop.url}/m/${await token("2")}`)
      await support.isLive(page)
      await page.locator(".shop__sub .strong").waitFor()
    },
    "the menu from a card that is dead": async (page) => {
      await page.goto(`${shop.url}/m/000000000000`)
      await support.isLive(page)
      await page.locator("#menu .banner").waitFor()
    },
    "the cart at a card's table": async (page) => {
      await cart(page, `/m/${await token("2")}`)
      await page.locator(".seat").waitFor()
    },
    "the cart with a card that is dead": async (page) => {
      await cart(page, "/m/000000000000")
      await page.getByRole("dialog").locator(".banner").waitFor()
    },
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
    "the cart with tax and service": chargedCart,
    "the cart while its sum is counted": async (page) => {
      await chargedCart(page)
      await page.route(PRICE, () => {})
      await another(page)
      await page.locator(".price-rows--counting .price-rows__note").first().waitFor({ state: "attached" })
    },
    "the cart whose sum follows": async (page) => {
      await chargedCart(page)
      await page.route(PRICE, (route) => route.abort())
      await another(page)
      await page.locator(".price-rows--later").first().waitFor({ state: "attached" })
    },
    "an unpaid order with tax and service": at(`/t/${bills.unpaid.uid}`, charging),
    "an order that is paid in part": at(`/t/${bills.partly.uid}`, charging),
    "a receipt with a discount and a refund": at(`/t/${bills.completed.uid}`, charging),
    "a receipt that was saved": async (page) => {
      await at(`/t/${bills.completed.uid}`, charging)(page)
      await page.locator(".order .button--big", { has: page.locator(".icon") }).click()
      await page.locator(".receipt__said").filter({ hasText: /./ }).waitFor()
    },
    "a cancelled order whose money went back": at(`/t/${bills.refunded.uid}`, charging),
    "an unpaid order": at(`/t/${orders.unpaid.uid}`),
    "an order about to be cancelled": async (page) => {
      await at(`/t/${orders.unpaid.uid}`)(page)
      await page.clock.install()
      await page.locator(".order > .button--danger").click()
      await page.locator(".banner--danger").waitFor()
    },
    "an unpaid order to be paid with QRIS": async (page) => {
      await at(`/t/${orders.qris.uid}`)(page)
      await page.locator(".qris__code").evaluate((image) => image.decode())
    },
    "an order being prepared": at(`/t/${orders.preparing.uid}`),
    "adding to an order": async (page) => {
      await page.goto(`${shop.url}/?add=${orders.preparing.uid}`)
      await page.locator(".banner .button").waitFor()
      await touch(page, "#category-3 .item__add", ".cart-bar button:visible, .cart .button--primary:visible")
    },
    "an order that was changed": at(`/t/${orders.changed.uid}`),
    "a changed order being prepared": async (page) => {
      await put(`orders/${orders.changed.uid}/confirm-payment`, {})
      await at(`/t/${orders.changed.uid}`)(page)
      await page.locator(".lines__void").waitFor()
    },
    "an order called back": async (page) => {
      await put(`orders/${orders.recalled.uid}/status`, { status: "ready" })
      await at(`/t/${orders.recalled.uid}`)(page)
      await recall()
      await page.locator(".banner--wait").waitFor()
    },
    "an order that is ready": at(`/t/${orders.ready.uid}`),
    "a completed order": at(`/t/${orders.completed.uid}`),
    "a cancelled order": at(`/t/${orders.cancelled.uid}`),
    "a cancelled order that was paid": at(`/t/${orders.refused.uid}`),
    "an order without the server": async (page) => {
      await page.routeWebSocket(/\/ws/, () => {})
      await page.goto(`${shop.url}/t/${orders.preparing.uid}`)
      await page.locator(".connection-badge--off").waitFor()
    },
    "the look-up": async (page) => {
      await page.goto(`${shop.url}/t`)
      await page.locator("form").waitFor()
    },
    "the look-up that found nothing": async (page) => {
      await page.goto(`${shop.url}/t`)
      await page.locator("#number").fill("C-999")
      await page.locator("#code").fill("0000")
      await page.locator("form .button--primary").click()
      await page.locator(".problem .icon").waitFor()
    },
    "an unknown address": async (page) => {
      await page.goto(`${shop.url}/nothing-here`)
    },
  }
  return { screens, shops: [shop, charging] }
}
