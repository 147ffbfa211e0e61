// What the kitchen looks like: readable from two metres, large enough for wet fingers, and the same with forty tickets.

import assert from "node:assert/strict"
import { after, before, beforeEach, test } from "node:test"
import {
  ahead,
  clear,
  close,
  cook,
  dewi,
  DISHES,
  kitchen,
  line,
  open,
  press,
  put,
  red,
  screen,
  shop,
  ticket,
} from "./kitchen-support.js"
import { assertUnbroken, isLive, until } from "./support.js"

/** So many tickets of one to three dishes are to be seen whole, by the width of the screen. */
const WHOLE = { 1280: 6, 1920: 12 }

before(open)
after(close)
beforeEach(clear)

test("minutes turn amber and red as the settings say, with an icon and frame, not only another colour", async () => {
  await shop.call("PATCH", "/api/v1/admin/settings", { kitchen_amber_minutes: 3, kitchen_red_minutes: 5 }, dewi)
  const order = await cook()
  for (const [minutes, look, icon] of [
    [2, "new", "#i-clock"],
    [4, "warn", "#i-clock"],
    [6, "late", "#i-alert"],
  ]) {
    const page = await screen({ prepare: (page) => ahead(page, minutes) })
    await ticket(order, page)
      .and(page.locator(`.ticket--${look}`))
      .waitFor()
    assert.match(await ticket(order, page).locator(".ticket__age").innerText(), new RegExp(`^${minutes} mnt`))
    assert.equal(await ticket(order, page).locator(".ticket__age use").getAttribute("href"), icon)
    await page.context().close()
  }
  await shop.call("PATCH", "/api/v1/admin/settings", { kitchen_amber_minutes: 8, kitchen_red_minutes: 15 }, dewi)
})

test("forty tickets, one of fifty lines and the longest notes fit the screen and say what waits beyond", async () => {
  const note = "tanpa bawang ".repeat(14).trim()
  for (let n = 0; n < 39; n++) await cook(DISHES.slice(0, 1 + (n % 3)), { note: n === 4 ? note : "" }, [])
  const items = []
  for (let n = 0; n < 50; n++)
    items.push({ menu_item_id: (await shop.dish(DISHES[n % 3])).id, quantity: 1, note: n === 7 ? note : "" })
  const { body: long } = await shop.call("POST", "/api/v1/orders", {
    items,
    payment_method: "cash",
    order_type: "dine_in",
    table_number: "5",
  })
  await put(long.uid, "confirm-payment")
  for (const [width, height] of [
    [360, 780],
    [768, 1024],
    [1280, 800],
    [1920, 1080],
  ]) {
    const page = await screen({ width, height })
    await ticket(long, page).waitFor()
    assert.equal(await page.locator(".ticket").count(), 40)
    assert.equal(await ticket(long, page).locator(".line").count(), 50)
    const places = await page.locator(".ticket").evaluateAll((all) =>
      // One that runs on into the next column begins where its first part does.
      all.map((each) => each.getClientRects()[0]).map(({ left, top, right }) => ({ left, top, right })),
    )
    for (const [place, { left, top }] of places.entries()) {
      const before = places[place - 1]
      if (before)
        assert.ok(top > before.top + 1 || left >= before.right, `card ${place} comes after the one before at ${width}`)
    }
    const beyond = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll("main, .ticket, .line")]
        .filter((each) => each.scrollWidth > each.clientWidth + 1)
        .map((each) => each.className),
    )
    assert.deepEqual(beyond, [], `at ${width}`)
    const whole = await page.evaluate(() => {
      const { right, bottom } = document.querySelector(".tickets").getBoundingClientRect()
      const boxes = [...document.querySelectorAll(".ticket")].map((each) => each.getBoundingClientRect())
      return boxes.filter((box) => box.right <= right && box.bottom <= Math.min(bottom, innerHeight)).length
    })
    assert.ok(whole >= (WHOLE[width] ?? 0), `${whole} whole tickets at ${width}`)
    const below = page.locator(".offscreen-tickets")
    assert.match(await below.innerText(), /^\d+ pesanan lagi$/)
    await below.click()
    await until(async () =>
      assert.ok(await page.evaluate(() => Math.max(scrollY, document.querySelector(".tickets").scrollLeft) > 0)),
    )
    await ticket(long, page).evaluate((each) => each.scrollIntoView({ block: "end", inline: "end" }))
    await below.waitFor({ state: "detached" })
    await page.context().close()
  }
})

test("every number is at least 48 pixels tall and every target at least 64", async () => {
  const order = await cook()
  await cook(["Kopi Tubruk"], { order_type: "take_away", table_number: "" })
  for (const [width, height] of [
    [360, 780],
    [768, 1024],
    [1920, 1080],
  ]) {
    const page = await screen({ width, height })
    await ticket(order, page).waitFor()
    const measure = async (state) => {
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("button")]
          .filter((each) => each.checkVisibility())
          .map((each) => ({ what: each.innerText, ...each.getBoundingClientRect().toJSON() }))
          .filter((each) => Math.min(each.width, each.height) < 63.5)
          .map((each) => `${each.what} ${Math.round(each.width)}×${Math.round(each.height)}`),
      )
      assert.deepEqual(small, [], `${state} at ${width}`)
    }
    assert.ok(
      (await page
        .locator(".ticket__number")
        .first()
        .evaluate((each) => parseFloat(getComputedStyle(each).fontSize))) >= 48,
    )
    await measure("tickets")
    for (const name of ["Riwayat", "Atur", width < 1000 ? "Total" : "Tandai habis"]) {
      await page.getByRole("button", { name }).first().click()
      await page.getByRole("dialog").waitFor()
      await measure(name)
      await page.keyboard.press("Escape")
    }
    await page.context().close()
  }
})

test("the kitchen is light where somebody chose so, and stays it", async () => {
  const page = await screen()
  await press("Atur", page)
  await press("Terang", page)
  assert.equal(await page.locator("html").getAttribute("data-theme"), "light")
  await page.reload()
  await isLive(page)
  assert.equal(await page.locator("html").getAttribute("data-theme"), "light")
  assert.equal(await kitchen.locator("html").getAttribute("data-theme"), "dark")
  await page.context().close()
})

test("the switch to English changes the whole screen", async () => {
  const page = await screen()
  await press("Atur", page)
  await page.getByRole("button", { name: /English/ }).click()
  await page.getByRole("heading", { name: "Screen settings" }).waitFor()
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Mark sold out" }).waitFor()
  await page.context().close()
})

test("nothing broke on the way", () => assertUnbroken(kitchen))
