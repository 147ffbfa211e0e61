// The till's screens about money: bills, parts, discounts, refunds and approvals, each with an order of its own on the
// demo's day.

import { mockAnswer, touch } from "./mocks.js"

/** The bill of a restaurant: service and tax on top, cash in hundreds. */
const RESTAURANT = { restaurant_tax_bp: 1_000, service_bp: 550, prices_include: "nothing", smallest_coin: "500" }
const PLAIN = { restaurant_tax_bp: 0, service_bp: 0, prices_include: "nothing", smallest_coin: "1" }
const DISHES = ["Nasi Goreng Kampung", "Soto Ayam + Nasi", "Kopi Tubruk"]

/** @param {any} shop of the demo @param {typeof import("./mocks.js").staff} staff */
export async function moneyScreens(shop, staff) {
  const dewi = await shop.token("Dewi")
  const list = staff(shop, "/cashier", "Rina")
  let keys = 0
  const key = () => ({ ...dewi, "Idempotency-Key": `catalogue-${++keys}-${process.pid}` })
  const address = (uid, what) => `/api/v1/admin/orders/${uid}/${what}`
  const bill = (settings) => shop.call("PATCH", "/api/v1/admin/settings", { bill: settings }, dewi)
  const now = async (uid) => (await shop.call("GET", `/api/v1/admin/orders/${uid}`, undefined, dewi)).body
  const act = async (uid, what, body) => {
    const { rev } = await now(uid)
    const { status, body: answer } = await shop.call("POST", address(uid, what), { ...body, expected_rev: rev }, key())
    if (status !== 200) throw new Error(JSON.stringify(answer))
    return answer
  }
  const order = (names = DISHES) => shop.order(names)
  const restaurant = async (names = DISHES) => {
    await bill(RESTAURANT)
    const made = await order(names)
    await bill(PLAIN)
    return made
  }
  const paid = async () => {
    const made = await order()
    await act(made.uid, "payments", { method: "cash", tendered: 100_000 })
    return made
  }

  const discounted = await restaurant()
  await act(discounted.uid, "discounts", { kind: "percent", percent_bp: 1_000, reason: "Pelanggan tetap" })
  await act(discounted.uid, "discounts", { kind: "complimentary", line_id: 3, reason: "Permintaan maaf" })
  const nett = await (async () => {
    await bill({ ...RESTAURANT, prices_include: "tax" })
    const made = await order()
    await bill(PLAIN)
    return made
  })()
  const partly = await order()
  await act(partly.uid, "payments", { method: "qris", amount: 20_000 })
  const partlyBack = await paid()
  await act(partlyBack.uid, "refunds", { lines: [{ line_id: 1, quantity: 1 }], method: "cash", reason: "Salah buat" })
  const allBack = await paid()
  await act(allBack.uid, "refunds", { method: "cash", reason: "Pelanggan komplain" })
  const kept = await paid()
  const { rev } = await now(kept.uid)
  const cancelled = { status: "cancelled", reason: "Bahan habis", expected_rev: rev }
  await shop.call("PUT", address(kept.uid, "status"), cancelled, dewi)

  const split = async (how) => {
    const made = await restaurant()
    const { status, body } = await shop.call(
      "PUT",
      address(made.uid, "checks"),
      { ...how, expected_rev: made.rev },
      dewi,
    )
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }
  const all = { numerator: 1, denominator: 1 }
  const shared = { line_id: 3, numerator: 1, denominator: 2 }
  const byDish = await split({
    checks: [
      { label: "Andi", portions: [{ line_id: 1, ...all }, shared] },
      { portions: [{ line_id: 2, ...all }, shared] },
    ],
  })
  await act(byDish.uid, "payments", { method: "qris", check_id: byDish.checks[0].id })
  const equal = await split({ equal_parts: 5 })
  const corrected = await paid()
  await act(corrected.uid, "payments/1/corrections", { method: "qris", reason: "Salah ketuk" })
  const claimed = await paid()
  await act(claimed.uid, "claims", { cause: "double", method: "qris", amount: 48_000 })
  await act(claimed.uid, "claims", { cause: "double", method: "transfer", amount: 20_000 })
  await act(claimed.uid, "claims/2/settlement", { method: "transfer", reason: "Sudah ditransfer balik" })

  const chosen =
    ({ number }, as = list) =>
    async (page) => {
      await as(page)
      await page.locator("#wanted").fill(number)
      await touch(page, ".row__open", ".dl")
    }
  const owner = staff(shop, "/cashier", "Dewi")
  const paying = (which) => async (page) => {
    await chosen(which)(page)
    await touch(page, ".detail:not(.tap-guarded) .actions__main", ".take-payment")
  }
  const part = async (page) => {
    await paying(partly)(page)
    await page.locator(".take-payment__split").click()
    await page.locator(".sums__field").first().waitFor()
  }
  const plain = await order([...DISHES, ...DISHES])
  const discount = (kind) => async (page) => {
    await chosen(plain)(page)
    await touch(page, ".money-acts .button", ".discount")
    await page.locator(".discount .seg .button").nth(kind).click()
  }
  const refund = (what) => async (page) => {
    await chosen(partlyBack)(page)
    await touch(page, ".money-acts .button", ".refund")
    await page.locator(".refund .seg .button").nth(what).click()
  }
  const pieces = async (page) => {
    await refund(0)(page)
    await page.locator(".refund__lines .stepper button:last-child").first().click()
    await page.locator(".refund .reasons .button").first().click()
  }
  const past = (await shop.call("POST", "/api/v1/admin/shifts", { counted: 100_000 }, key())).body
  await shop.call("POST", `/api/v1/admin/shifts/${past.id}/counts`, { counted: 100_000 }, key())
  await shop.call("POST", `/api/v1/admin/shifts/${past.id}/close`, { count_id: 1 }, key())
  const opened = { counted: 200_000 }
  const { body: shift } = await shop.call("POST", "/api/v1/admin/shifts", opened, key())
  const ice = { kind: "pay_out", amount: 25_000, reason: "Es batu" }
  await shop.call("POST", `/api/v1/admin/shifts/${shift.id}/moves`, ice, key())
  const drawer = async (page) => {
    await list(page)
    await touch(page, ".top__drawer", ".drawer__moves")
  }
  const opening = async (page) => {
    await mockAnswer(page, "/api/v1/admin/shifts/current", (now) => ({ ...now, shift: null }))
    await list(page)
    await touch(page, ".top__drawer", ".cash-count")
  }
  // As a page that is loaded again finds it.
  const closed = async (page) => {
    await list(page)
    await page.evaluate((id) => {
      const count = { pieces: {}, sum: null }
      localStorage.setItem("drawer", JSON.stringify({ by: "Rina", at: Date.now(), step: "closed", count, closed: id }))
    }, past.id)
    await page.reload()
    await page.locator(".shift-report").first().waitFor()
  }
  const counting = async (page) => {
    await drawer(page)
    await touch(page, ".sheet__foot .button--primary", ".cash-count")
    await page.locator("#count-50000").fill("3")
    await page.locator("#count-5000").fill("4")
  }
  const approval = async (page) => {
    await discount(0)(page)
    await page.locator(".discount__shares .button").nth(3).click()
    await touch(page, ".sheet__foot .button--primary", "#approval-pin")
  }
  return {
    "the cashier's list with money that is owed and money that went back": async (page) => {
      await list(page)
      await page.locator(".row .chip").first().waitFor()
    },
    "an order with discounts, service and tax": chosen(discounted),
    "an order whose prices include the tax": chosen(nett),
    "an order that was paid in part": chosen(partly),
    "an order of which money went back": chosen(partlyBack),
    "an order of which all money went back": chosen(allBack),
    "a cancelled order whose money was not given back": chosen(kept),
    "taking a payment that is rounded": paying(discounted),
    "taking the rest of a payment": paying(partly),
    "taking a part of a payment": part,
    "taking a part with change": async (page) => {
      await part(page)
      await page.keyboard.type("14000", { delay: 70 })
      await page.locator(".sums__field").nth(1).click()
      await page.locator(".quick-cash .button").nth(3).click()
    },
    "taking too large a part": async (page) => {
      await part(page)
      await page.keyboard.type("999000", { delay: 70 })
      await page.locator(".take-payment .problem").waitFor()
    },
    "a part that was taken with change": async (page) => {
      await paying(await order())(page)
      await page.locator(".take-payment__split").click()
      await page.keyboard.type("24000", { delay: 70 })
      await page.locator(".sums__field").nth(1).click()
      await page.locator(".quick-cash .button").nth(3).click()
      await touch(page, ".detail:not(.tap-guarded) .pay-action button", ".paid-so-far .banner")
    },
    "the drawer that is open": drawer,
    "opening the drawer": opening,
    "cash that is taken out of the drawer": async (page) => {
      await drawer(page)
      await touch(page, ".drawer__moves .button:nth-child(2)", "#drawer-amount")
    },
    "counting the drawer": counting,
    "a drawer that was closed": closed,
    "a drawer that is short": async (page) => {
      await counting(page)
      await touch(page, ".sheet__foot .button--primary", ".difference")
    },
    "splitting a bill": async (page) => {
      await chosen(await order())(page)
      await touch(page, ".money-acts .button:last-child", ".split-bill")
      await page.locator(".split-bill__more summary").click()
    },
    "splitting a bill by items": async (page) => {
      await chosen(await order([...DISHES, ...DISHES]))(page)
      await touch(page, ".money-acts .button:last-child", ".split-bill")
      await page.locator(".split-bill .seg .button").nth(1).click()
      await page.locator(".split-dishes__dish").first().click()
      await page.locator(".split-dishes__lines li").nth(2).locator(".button").last().click()
      await page.locator("#check-label").fill("Andi")
    },
    "an order whose bill is split": chosen(byDish),
    "taking the payment of a check": paying(equal),
    "a payment without an answer": async (page) => {
      await paying(await order())(page)
      await page.route("**/payments", (route) => route.abort())
      await touch(page, ".detail:not(.tap-guarded) .pay-action button", ".unanswered")
    },
    "giving a discount": discount(0),
    "giving a discount of an amount": discount(1),
    "giving an item away": discount(2),
    "a discount that was given": async (page) => {
      await chosen(await order())(page)
      await touch(page, ".money-acts .button", ".discount")
      await page.locator(".discount__shares .button").nth(1).click()
      await touch(page, ".sheet__foot .button--primary", ".toast")
    },
    "giving pieces back": pieces,
    "giving all of it back": refund(1),
    "giving an amount back": refund(2),
    "money that was given back": async (page) => {
      await chosen(await paid(), owner)(page)
      await touch(page, ".money-acts .button", ".refund")
      await page.locator(".refund .seg .button").nth(1).click()
      await page.locator(".refund .reasons .button").first().click()
      await touch(page, ".sheet__foot .button--primary", ".change")
    },
    "cancelling an order that was paid": async (page) => {
      await chosen(partlyBack)(page)
      await touch(page, ".actions .button--danger", ".refund")
    },
    "an order that was paid twice": chosen(claimed),
    "correcting how an order was paid": async (page) => {
      await chosen(corrected)(page)
      await touch(page, ".bill-row__act", ".method-picker")
      await page.locator(".method-picker .button").first().click()
    },
    "recording money that came in later": async (page) => {
      await chosen(corrected)(page)
      await touch(page, ".money-acts .button:last-child", ".amount-field")
    },
    "giving money back that came in later": async (page) => {
      await chosen(claimed)(page)
      await touch(page, ".bill-row__act:not(.button--plain)", ".method-picker")
    },
    "an approval": approval,
    "an approval with a wrong PIN": async (page) => {
      await approval(page)
      await page.keyboard.type("9999")
      await page.keyboard.press("Enter")
      await page.locator("dialog [aria-invalid]").waitFor()
    },
  }
}
