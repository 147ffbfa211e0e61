// The handbook's pages: its contents, a chapter with everything that a chapter can have, and a sheet to print.

import * as support from "../browser/support.js"

export async function open({ openShop } = support) {
  const shop = await openShop()
  const contents = async (page) => {
    await page.goto(`${shop.url}/help`)
    await page.locator("main h1").waitFor()
  }
  /** A chapter by its number. */
  const chapter = (number) => async (page) => {
    await contents(page)
    await page.locator(`main a[href*="/${number}-"]`).first().click()
    await page.waitForURL(`**/help/*/${number}-*`)
    await page.locator("main h2").first().waitFor()
  }
  const screens = {
    "the handbook's contents": contents,
    "the chapter about setting up": chapter(1),
    "the cashier's sheet": chapter(6),
  }
  return { screens, shops: [shop] }
}
