// The till's screens that change an order that was sent, each with an order of its own on the demo's day.

import { touch } from "./mocks.js"

const DISHES = ["Nasi Goreng Kampung", "Soto Ayam + Nasi", "Kopi Tubruk"]

/**
 * @param {any} shop the demo's
 * @param {(shop: any, path: string, name: string) => (page: any) => Promise<void>} staff
 */
export async function changeScreens(shop, staff) {
  const dewi = await shop.token("Dewi")
  const list = staff(shop, "/cashier", "Rina")
  let keys = 0
  const address = (uid, what) => `/api/v1/admin/orders/${uid}/${what}`
  const now = async (uid) => (await shop.call("GET", `/api/v1/admin/orders/${uid}`, undefined, dewi)).body
  const act = async (uid, what, body) => {
    const { rev } = await now(uid)
    const headers = { ...dewi, "Idempotency-Key": `changes-${++keys}-${process.pid}` }
    const { status, body: answer } = await shop.call(
      "POST",
      address(uid, what),
      { ...body, expected_rev: rev },
      headers,
    )
    if (status !== 200) throw new Error(JSON.stringify(answer))
    return answer
  }
  const move = (uid, status) => shop.call("PUT", address(uid, "status"), { status, reason: "Bahan habis" }, dewi)
  /** The kitchen has it before it is paid. */
  const cooking = async (names = DISHES, more = {}) => {
    const timing = (payment_timing) => shop.call("PATCH", "/api/v1/admin/settings", { payment_timing }, dewi)
    await timing("after")
    const made = await shop.order(names, more)
    await timing("before")
    return made
  }
  const added = async (uid, name) =>
    act(uid, "lines", { items: [{ menu_item_id: (await shop.dish(name)).id, quantity: 2, note: "tanpa bawang" }] })

  const open = await cooking()
  const single = await cooking(["Soto Ayam + Nasi"])
  const ready = await cooking(["Soto Ayam + Nasi"])
  await move(ready.uid, "ready")
  const changed = await cooking(DISHES, { customer_name: "Budi Santoso" })
  await added(changed.uid, "Nasi Goreng Kampung")
  await act(changed.uid, "lines/2/void", { reason: "Bahan habis" })
  const paid = await shop.order(DISHES)
  await act(paid.uid, "payments", { method: "cash", tendered: 100_000 })
  const kept = await shop.order(DISHES)
  await act(kept.uid, "payments", { method: "cash", tendered: 100_000 })
  await move(kept.uid, "cancelled")
  const over = await cooking()
  await move(over.uid, "cancelled")

  const chosen =
    ({ number }, as = list) =>
    async (page) => {
      await as(page)
      await page.locator("#wanted").fill(number)
      await touch(page, ".row__open", ".dl")
    }
  const adding = (which) => async (page) => {
    await chosen(which)(page)
    await touch(page, ".lines__head .button:not(.button--plain)", ".tile")
  }
  const round = (which) => async (page) => {
    await adding(which)(page)
    for (const n of [0, 1, 1]) await page.locator(".tile:not(.tile--sold):not([aria-haspopup])").nth(n).click()
    // On a phone what is added lies behind the dishes.
    if (page.viewportSize().width < 640) await page.locator(".sale__to-cart button").click()
    await page.locator(".sale__lines").waitFor()
  }
  const off = (which, then) => async (page) => {
    await chosen(which)(page)
    await touch(page, ".dl__off", then)
  }
  const editing = async (page) => {
    await chosen(changed)(page)
    await touch(page, ".detail__edit", "#details")
  }
  return {
    "the cashier's list with money to give back": async (page) => {
      await list(page)
      await page.locator(".owing[aria-labelledby=owing]").waitFor()
    },
    "an order that was cancelled after its payment": async (page) => {
      await list(page)
      await touch(page, `#row-${kept.uid}`, ".detail .change")
    },
    "giving back the money of a cancelled order": async (page) => {
      await list(page)
      await touch(page, `#row-${kept.uid}`, ".detail:not(.tap-guarded) .actions__main")
      await touch(page, ".detail:not(.tap-guarded) .actions__main", ".refund")
    },
    "an order with a round and an item that was cancelled": chosen(changed),
    "adding to an order": adding(open),
    "what is added to an order": round(open),
    "what is added to an order without an answer": async (page) => {
      await round(open)(page)
      await page.route("**/lines", (route) => route.abort())
      await touch(page, ".sale__side:not(.tap-guarded) .actions__main", ".sale--unsure")
    },
    "what was to be added to an order that is over": async (page) => {
      await page.addInitScript(
        ([uid, number, id]) => {
          const cart = { uid, number, key: "kept", at: Date.now(), sent: null }
          const lines = [{ item: id, options: [], note: "", quantity: 2 }]
          localStorage.setItem("rounds", JSON.stringify({ uid, carts: [{ ...cart, lines }] }))
          localStorage.setItem("selling", "true")
        },
        [over.uid, over.number, (await shop.dish("Kopi Tubruk")).id],
      )
      await list(page)
      if (page.viewportSize().width < 640) await page.locator(".sale__to-cart button").click()
      await page.locator(".sale__side .problem:not(:empty)").waitFor()
    },
    "an order with items that wait to be added": async (page) => {
      await round(open)(page)
      await touch(page, ".top__new", ".lines__head")
    },
    "asking why an item is cancelled": off(open, "#void-reason"),
    "an item that was paid for": off(paid, "dialog .banner"),
    "the only item of an order": off(single, "dialog .banner"),
    "the only item of an order that is ready": off(ready, "dialog .banner"),
    "editing an order": editing,
    "an order that was edited": async (page) => {
      await editing(page)
      await page
        .locator("#details input")
        .last()
        .fill(`tanpa bawang ${Date.now() % 10_000}`)
      await touch(page, ".sheet__foot .button--primary", ".toast")
    },
  }
}
