// The language of every page follows its switch. What a page fetches and weighs is in first-view.test.js.

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { after, before, test } from "node:test"
import { device, mark, openBrowser, openShop, until } from "./support.js"
import { AREAS } from "../screens/catalogue.js"
import { shopWords, untranslated } from "../screens/words.js"

let guest, till, kitchen, browser
before(async () => {
  ;[guest, till, kitchen] = await Promise.all([AREAS.guest, AREAS.till, AREAS.kitchen].map((area) => area.open()))
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  for (const shop of [guest, till, kitchen].flatMap((area) => area?.shops ?? [])) await shop.end()
})

/** Figures tick by themselves; words do not. @param {string} text */
const still = (text) => text.replace(/[\d.:]+/g, "#")

// More than 10 s: eight pages are opened, and switched there and back.
test("the switch changes every word at once, there and back, without loading the page again", async () => {
  const all = { ...guest.screens, ...till.screens, ...kitchen.screens }
  const data = (await Promise.all([guest, till, kitchen].map(({ shops: [shop] }) => shopWords(shop)))).flat().map(still)
  for (const name of [
    "the menu",
    "an unpaid order",
    "a completed order",
    "the look-up",
    "the sign-in",
    "the cashier with an order",
    "a sale",
    "the kitchen set up",
  ]) {
    const page = await device(browser, { width: 1280, height: 800 })
    await all[name](page)
    const same = await mark(page)
    const words = () => page.locator("#app").innerText().then(still)
    const indonesian = await words()
    await page.getByRole("button", { name: /English/ }).click()
    await until(async () => assert.deepEqual(untranslated(indonesian, await words(), data), [], name))
    await page.getByRole("button", { name: /Bahasa Indonesia/ }).click()
    // Words may have come meanwhile, as of a screen that is missing; none of the first is gone.
    await until(async () => {
      const back = (await words()).split("\n")
      assert.deepEqual(
        indonesian.split("\n").filter((line) => !back.includes(line)),
        [],
        name,
      )
    })
    await same()
    await page.context().close()
  }
})

/** What a dictionary says, in both languages. @param {string} folder @param {string} key */
const said = (folder, key) =>
  ["id", "en"].map(
    (each) => JSON.parse(readFileSync(new URL(`../../../${folder}/${each}.json`, import.meta.url), "utf8"))[key],
  )

test("an error on the screen follows a change of language, be its words the server's or the page's", async () => {
  const [{ url }] = guest.shops
  const freshShop = await openShop({ staff: [] })
  const enter = (page) => page.keyboard.press("Enter")
  /** @type {[string, (page: any) => Promise<void>, string[]][]} */
  const wrong = [
    [
      `${url}/t`,
      async (page) => {
        await page.locator("#number").fill("C-999")
        await page.locator("#code").fill("7K4P")
        await enter(page)
      },
      said("src/words", "order_not_found.detail"),
    ],
    [
      `${url}/cashier`,
      async (page) => {
        await page.locator("#sign-in-name").fill("Siapa")
        await page.locator("#sign-in-pin").fill("0000")
        await enter(page)
      },
      said("src/words", "wrong_name_or_pin.detail"),
    ],
    [
      `${url}/pair`,
      async (page) => {
        await page.locator("#code").focus()
        await enter(page)
      },
      said("static/i18n", "pair.missing"),
    ],
    [
      `${freshShop.url}/setup`,
      async (page) => {
        await page.locator("#setup-shop").focus()
        await enter(page)
      },
      said("static/i18n/owner", "setup.shop_missing"),
    ],
  ]
  try {
    for (const [address, goWrong, [indonesian, english]] of wrong) {
      const page = await device(browser)
      await page.goto(address)
      await goWrong(page)
      const only = async (there, gone) => {
        await page.getByText(there).first().waitFor()
        await until(async () => assert.equal(await page.getByText(gone).count(), 0, address))
      }
      await only(indonesian, english)
      await page.getByRole("button", { name: /English/ }).click()
      await only(english, indonesian)
      await page.getByRole("button", { name: /Bahasa Indonesia/ }).click()
      await only(indonesian, english)
      await page.context().close()
    }
  } finally {
    await freshShop.end()
  }
})
