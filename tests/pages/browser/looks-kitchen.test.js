import assert from "node:assert/strict"
import { test } from "node:test"
import { AREAS } from "../screens/catalogue.js"
import { measureLooks } from "../screens/looks.js"
import { device, openBrowser } from "./support.js"

/** So many tickets of a busy evening are to be seen whole, by the size of the screen, in letters of the usual size. */
const WHOLE = [
  { width: 1280, height: 800, least: 6 },
  { width: 1920, height: 1080, least: 12 },
]

// Before the first test: with the last one that is known of, a file's hooks end its shops.
await measureLooks("kitchen")

test("of a busy evening, six whole tickets are seen on a tablet, and twelve on a wall", async () => {
  const { screens, shops } = await AREAS.kitchen.open()
  let browser
  try {
    browser = await openBrowser()
    for (const { least, ...size } of WHOLE) {
      const page = await device(browser, size)
      await screens["the kitchen with forty orders"](page)
      const whole = await page.evaluate(() => {
        const { left, right } = document.querySelector(".tickets").getBoundingClientRect()
        const isSeen = (part) => part.left >= left && part.right <= right && part.top >= 0 && part.bottom <= innerHeight
        const tickets = [...document.querySelectorAll(".ticket")]
        return tickets.filter((ticket) => [...ticket.getClientRects()].every(isSeen)).length
      })
      assert.ok(whole >= least, `${whole} at ${size.width}`)
    }
  } finally {
    await browser?.close()
    for (const shop of shops) await shop.end()
  }
})
