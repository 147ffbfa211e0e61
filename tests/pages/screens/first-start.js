// The first start, the phone that is tried and the screen that is paired: how a test gets to each of their states.

import * as support from "../browser/support.js"

/** Makes the shop and its owner, as the page does; answers the session's cookie for scripts. */
export async function setUp(shop, more = {}) {
  const { status, headers } = await shop.call("POST", "/api/v1/setup", {
    shop_name: "Warung Bu Dewi",
    locale: "id",
    owner_name: "Dewi",
    pin: support.PIN,
    menu: "starter",
    ...more,
  })
  if (status !== 201) throw new Error(`not set up: ${status}`)
  return { Cookie: headers.get("set-cookie").split(";")[0], Origin: shop.url }
}

/** What the page keeps on the device. */
export const keep = (page, draft) =>
  page.addInitScript((draft) => localStorage.setItem("setup", JSON.stringify(draft)), draft)

/** A shop without an owner, and one whose owner is half way. */
export async function open({ openShop } = support) {
  const fresh = await openShop({ staff: [] })
  const half = await openShop({ staff: [] })
  const owner = await setUp(half)
  const place = async (status) => {
    const order = await half.order(["Kopi Tubruk"])
    if (status !== "awaiting_payment")
      await half.call("PUT", `/api/v1/admin/orders/${order.uid}/confirm-payment`, {}, owner)
    if (status === "ready")
      await half.call("PUT", `/api/v1/admin/orders/${order.uid}/status`, { status: "ready" }, owner)
    return order.uid
  }
  /** The shop is another than the one the test's cookies were made for. */
  const speaks = async (page, shop) => {
    const lang = (await page.context().cookies()).find(({ name }) => name === "lang")?.value ?? "id"
    await page.context().addCookies([{ name: "lang", value: lang, url: shop.url }])
  }
  const begin = async (page, hash = "") => {
    await speaks(page, fresh)
    await page.goto(`${fresh.url}/setup${hash}`)
    await page.locator(".step").waitFor()
  }
  const next = (page, part) =>
    page
      .locator(".step__next")
      .click()
      .then(() => page.locator(part).first().waitFor())
  const owned = (draft, part) => async (page) => {
    await speaks(page, half)
    await page.context().request.post(`${half.url}/api/v1/admin/login`, { data: { name: "Dewi", pin: support.PIN } })
    await keep(page, { shop_name: "Warung Bu Dewi", ...draft })
    await page.goto(`${half.url}/setup`)
    await page.locator(part).first().waitFor()
    await page.waitForLoadState("networkidle")
  }
  const ownerStep = async (page) => {
    await begin(page)
    await page.locator("#setup-shop").fill("Warung Bu Dewi")
    await next(page, "#setup-owner")
  }
  const billStep = async (page) => {
    await ownerStep(page)
    await page.locator("#setup-owner").fill("Dewi")
    for (const field of ["#setup-pin", "#setup-pin-again"]) await page.locator(field).fill(support.PIN)
    await next(page, "[name=tax]")
  }
  const menuStep = async (page) => {
    await billStep(page)
    await next(page, ".menus")
  }
  const following = async (page, status, part) => {
    await owned({ step: "order", order: await place(status) }, part)(page)
    await support.isLive(page)
  }
  const visit = (shop, path, part) => async (page) => {
    await speaks(page, shop)
    await page.goto(shop.url + path)
    await page.locator(part).first().waitFor()
  }
  const screens = {
    "the sign-in of a shop nobody owns": visit(fresh, "/kitchen", ".sign-in > .banner"),
    "the first start": begin,
    "the first start with a wrong code": async (page) => {
      await begin(page, "#WRNG-C0DE")
      await page.locator("#setup-code-problem").waitFor()
    },
    "the first start without a name": async (page) => {
      await begin(page)
      await next(page, "#setup-shop-problem")
    },
    "the first owner": ownerStep,
    "the first owner with two PINs": async (page) => {
      await ownerStep(page)
      await page.locator("#setup-owner").fill("Dewi")
      await page.locator("#setup-pin").fill(support.PIN)
      await next(page, "#setup-pin-again-problem")
    },
    "the first tax": billStep,
    "the first tax and service, with a rate that cannot be": async (page) => {
      await billStep(page)
      await page.locator("[name=tax][value=included]").check()
      await page.locator("[name=service][value=true]").check()
      await page.locator("#setup-tax").fill("26")
      await next(page, "#setup-tax-problem")
    },
    "the first menu": menuStep,
    "the first menu without an answer": async (page) => {
      await menuStep(page)
      await page.route("**/api/v1/setup", (route) => route.abort())
      await next(page, ".step .problem .icon")
    },
    "the phone that is awaited": owned({ step: "phone" }, ".reach img"),
    "the phone that does not come": async (page) => {
      await page.clock.install()
      await owned({ step: "phone" }, ".reach img")(page)
      await page.clock.runFor(21_000)
      await page.locator(".causes").waitFor()
    },
    "the phone that came": owned({ step: "phone", phone: "Chrome · Android · 192.168.1.23" }, ".verdict--good"),
    "the test order": owned({ step: "order" }, ".note--dish"),
    "the test order without a menu": async (page) => {
      await page.route("**/api/v1/menu", (route) => route.fulfill({ json: { categories: [] } }))
      await owned({ step: "order" }, ".note--wait")(page)
    },
    "the test order on its way": (page) => following(page, "preparing", ".station--done"),
    "the test order that arrived": (page) => following(page, "ready", ".station--done >> nth=3"),
    "the end of the first start": owned({ later: true }, ".screen-links"),
    "a shop that is set up": visit(half, "/setup", ".closed"),
    "the phone's own page": async (page) => {
      const { body } = await half.call("POST", "/api/v1/admin/phone-checks", {}, owner)
      await visit(half, new URL(body.url).pathname, ".reached")(page)
    },
    "a screen to be paired": visit(half, "/pair", "form"),
    "a screen with a wrong code": visit(half, "/pair#WRNG-C0DE", "#code-problem"),
  }
  return { screens, shops: [fresh, half] }
}
