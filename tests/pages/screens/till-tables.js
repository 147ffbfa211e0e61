// The till's tables, a waiter's sale, and two bills that become one, on the demo's day.

import { touch } from "./mocks.js"

/**
 * @param {any} shop the demo's
 * @param {(shop: any, path: string, name: string) => (page: any) => Promise<void>} staff
 */
export function tableScreens(shop, staff) {
  const list = staff(shop, "/cashier", "Rina")
  const tables = async (page) => {
    await list(page)
    await touch(page, "#tab-tables", ".table-tile")
  }
  return {
    "the tables": tables,
    "a waiter's order": async (page) => {
      await staff(shop, "/cashier", "Tono")(page)
      await touch(page, ".table-tile--free", ".tile")
      for (const n of [0, 1]) await page.locator(".tile:not(.tile--sold):not([aria-haspopup])").nth(n).click()
      if (page.viewportSize().width < 640) await page.locator(".sale__to-cart button").click()
      await page.locator(".sale__lines").waitFor()
    },
    "merging an order": async (page) => {
      await tables(page)
      await touch(page, ".table-tile--eating", ".detail__edit")
      await touch(page, ".detail__edit", ".moving-acts")
      await touch(page, ".moving-acts .button", ".moving .choice")
    },
    "moving items to a bill of their own": async (page) => {
      await tables(page)
      await touch(page, ".table-tile--eating", ".detail__edit")
      await touch(page, ".detail__edit", ".moving-acts")
      await touch(page, ".moving-acts .button:last-child", ".moving__line")
    },
    "a table with several orders": async (page) => {
      await tables(page)
      await page
        .locator(".table-tile", { hasText: /\d (pesanan|orders)/ })
        .first()
        .click()
      await page.locator(".tables__orders").waitFor()
    },
    "an order that a waiter brings to its table": async (page) => {
      await staff(shop, "/cashier", "Tono")(page)
      await page
        .locator(".table-tile", { hasText: /\d (pesanan|orders)/ })
        .first()
        .click()
      await page.locator(".tables__orders .row__open").last().click()
      await page.locator(".detail .dl").waitFor()
    },
  }
}
