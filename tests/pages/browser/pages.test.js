// What holds for every page: words follow the switch, nothing comes from other hosts, and the first view is light.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { device, IS_DEBUG, mark, openBrowser, until } from "./support.js"
import { AREAS } from "../screens/catalogue.js"
import { shopWords, untranslated } from "../screens/words.js"

let guest, till, kitchen, browser
before(async () => {
  [guest, till, kitchen] = await Promise.all([AREAS.guest, AREAS.till, AREAS.kitchen].map((area) => area.open()))
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  for (const shop of [guest, till, kitchen].flatMap((area) => area?.shops ?? [])) await shop.end()
})

/** Figures tick by themselves; words do not. @param {string} text */
const still = (text) => text.replace(/[\d.:]+/g, "#")

test("the switch changes every word at once, there and back, without loading the page again", async () => {
  const all = { ...guest.screens, ...till.screens, ...kitchen.screens }
  const data = (await Promise.all([guest, till, kitchen].map(({ shops: [shop] }) => shopWords(shop)))).flat().map(still)
  for (const name of ["the menu", "an unpaid order", "a completed order", "the look-up", "the sign-in", "the cashier with an order", "a sale", "the kitchen set up"]) {
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
      assert.deepEqual(indonesian.split("\n").filter((line) => !back.includes(line)), [], name)
    })
    await same()
    await page.context().close()
  }
})

test("no request leaves the shop, and a release sends its assets compressed", async () => {
  const [shop] = guest.shops
  const { uid } = await shop.order()
  for (const path of ["/", `/t/${uid}`, "/t", "/kiosk", "/cashier", "/kitchen", "/board"]) {
    const page = await device(browser)
    const answers = []
    page.on("response", (answer) => answers.push(answer))
    page.on("request", (request) => assert.equal(new URL(request.url()).host, new URL(shop.url).host))
    await page.goto(shop.url + path)
    await page.locator("#app > *").first().waitFor()
    await page.waitForLoadState("networkidle")
    const scripts = answers.filter((answer) => /\.(js|css|json)$/.test(new URL(answer.url()).pathname))
    assert.ok(scripts.length > 5)
    for (const answer of scripts) {
      const headers = await answer.allHeaders()
      if (!IS_DEBUG && (await answer.body()).length > 1_500) assert.equal(headers["content-encoding"], "br", answer.url())
      assert.ok(headers.etag, answer.url())
    }
    await page.context().close()
  }
})

test("the first view of the menu of a release weighs less than 150 kB", async () => {
  const page = await device(browser)
  const inspector = await page.context().newCDPSession(page)
  await inspector.send("Network.enable")
  let bytes = 0
  inspector.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength })
  await guest.screens["the menu"](page)
  await page.waitForLoadState("networkidle")
  const most = IS_DEBUG ? 300_000 : 150_000
  assert.ok(bytes > 5_000 && bytes < most, `${bytes} bytes`)
})
