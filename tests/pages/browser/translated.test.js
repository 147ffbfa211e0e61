// A page that the browser translates shows the same as one that it does not: each figure and each word as it is now.

import assert from "node:assert/strict"
import { test } from "node:test"
import {
  assertUnbroken,
  beginPayment,
  BY_HAND,
  device,
  enterAs,
  isLive,
  openOrder,
  shopForTests,
  until,
} from "./support.js"

let shop, browser, rina
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
  rina = await shop.token("Rina")
})

const put = (uid, path, body = {}) => shop.call("PUT", `/api/v1/admin/orders/${uid}/${path}`, body, rina)

/**
 * As Chrome's translator does: replaces each text by an element with the same text in another language, also those that
 *   come later.
 */
function translate() {
  const wrap = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT),
      all = []
    while (walker.nextNode()) {
      const { data, parentNode } = walker.currentNode
      if (data.trim() && !parentNode.closest("font, script, style, [translate=no]")) all.push(walker.currentNode)
    }
    for (const text of all) {
      const outer = document.createElement("font"),
        inner = document.createElement("font")
      inner.textContent = text.data
      outer.append(inner)
      text.parentNode.replaceChild(outer, text)
      window.translations = (window.translations ?? 0) + 1
    }
  }
  wrap()
  new MutationObserver(() => setTimeout(wrap, 50)).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
  })
}

/**
 * The same screen twice, side by side: one is translated as soon as it is there.
 * @param {(page: any) => Promise<void>} reach
 */
async function twins(reach, size = { width: 1280, height: 800 }) {
  const pages = [await device(browser, size), await device(browser, size)]
  // A test's own hand on the page counts as a touch there, and would have one of them sound.
  for (const page of pages) await page.addInitScript(() => localStorage.setItem("sound", "false"))
  for (const page of pages) await reach(page)
  const [plain, translated] = pages
  await translated.evaluate(translate)
  return {
    both: (act) => Promise.all(pages.map(act)),
    /** Both say this by now, and the same everywhere in this part; the translator has had all of it in its hands. */
    agree: async (part, words) => {
      await until(async () => {
        const [said, meant] = await Promise.all(
          [translated, plain].map((page) => page.locator(part).innerText().then(tidy)),
        )
        assert.ok(meant.includes(words), `«${words}» in ${meant}`)
        assert.equal(said, meant)
        const left = await translated.evaluate((part) => {
          const walker = document.createTreeWalker(document.querySelector(part), NodeFilter.SHOW_TEXT)
          let left = 0
          while (walker.nextNode())
            if (walker.currentNode.data.trim() && !walker.currentNode.parentNode.closest("font, [translate=no]")) left++
          return left
        }, part)
        assert.equal(left, 0, "everything is translated")
      })
    },
    translated,
    end: () => assertUnbroken(...pages),
  }
}

// Seconds and minutes tick in two browsers at two moments.
const tidy = (text) =>
  text
    .replace(/\d+ (d|dtk|mnt|menit|detik)\b/g, "# $1")
    .replace(/\b\d\d\.\d\d(\.\d\d)?\b/g, "##.##")
    .replace(/\s+/g, " ")
    .replace(/ ×/g, "×")
    .trim()

const staff = (path, name) => (page) => enterAs(page, shop, name, path)

test("at the till the sum received and the change are those of the last tap", async () => {
  const order = await shop.order(["Soto Ayam + Nasi", "Soto Ayam + Nasi"])
  const { both, agree, end } = await twins(staff("/cashier", "Rina"))
  await both((page) => openOrder(page, order))
  await agree(".detail", "Rp40.000")
  await both(beginPayment)
  await agree(".detail", "Uang pas")
  for (const [notes, change] of [
    ["Rp50.000", "Rp10.000"],
    ["Rp100.000", "Rp60.000"],
  ]) {
    await both((page) => page.locator(".quick-cash .button", { hasText: notes }).click())
    await agree(".take-payment", change)
  }
  await both((page) => page.keyboard.type("5000", BY_HAND))
  await agree(".take-payment", "Kurang Rp35.000")
  await both((page) => page.keyboard.type("0", BY_HAND))
  await agree(".take-payment", "Kembalian Rp10.000")
  await shop.order(["Kopi Tubruk"])
  await agree(".list", "Rp8.000")
  await put(order.uid, "confirm-payment", { tendered: 40_000 })
  await agree(".detail", "Lunas")
  await both((page) => page.keyboard.press("Escape"))
  await agree(".detail", "Pilih pesanan")
  end()
})

test("the cart counts every tap, in its sheet and in its bar", async () => {
  const { both, agree, end } = await twins(
    async (page) => {
      await page.goto(shop.url)
      await isLive(page)
    },
    { width: 390, height: 844 },
  )
  const tap = (selector) => both((page) => page.locator(selector).first().click())
  await tap(".item__open")
  await agree("dialog", "Rp20.000")
  for (const sum of ["Rp40.000", "Rp60.000"]) {
    await tap("dialog .stepper button:last-of-type")
    await agree("dialog", sum)
  }
  await tap(".sheet__foot .button--primary")
  await agree(".cart-bar", "Rp60.000")
  await tap("#category-3 .item__add")
  await agree("#app", "4")
  await tap(".cart-bar button")
  await agree("dialog", "Pesan sekarang")
  // The words of a line that is removed go with it.
  await tap("dialog .stepper button:first-of-type")
  await tap("dialog .stepper button:first-of-type")
  await tap("dialog .stepper button:first-of-type")
  await agree("dialog", "Rp")
  end()
})

test("an order's page shows each state of the order", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  const { agree, end } = await twins(
    async (page) => {
      await page.goto(`${shop.url}/t/${order.uid}`)
      await isLive(page)
    },
    { width: 390, height: 844 },
  )
  await agree("#app", "Menunggu Pembayaran")
  await put(order.uid, "confirm-payment")
  await agree("#app", "Sedang Disiapkan")
  await put(order.uid, "status", { status: "ready" })
  await agree("#app", "Siap Diambil")
  await put(order.uid, "status", { status: "preparing" })
  await agree("#app", "Sedang Disiapkan")
  await put(order.uid, "status", { status: "ready" })
  await put(order.uid, "status", { status: "completed" })
  await agree("#app", "Selesai")
  end()
})

test("the kitchen's tickets, totals and counts are up to date", async () => {
  const orders = []
  const cook = async (names) => {
    const order = await shop.order(names)
    await put(order.uid, "confirm-payment", { tendered: 1_000_000 })
    orders.push(order)
  }
  await cook(["Soto Ayam + Nasi", "Kopi Tubruk"])
  const { both, agree, end } = await twins(staff("/kitchen", "Budi"))
  await agree("#app", "Soto Ayam")
  await cook(["Kopi Tubruk", "Kopi Tubruk"])
  await cook(["Pisang Goreng"])
  await agree(".tickets", orders[2].number)
  await agree(".to-make", "Pisang Goreng")
  await put(orders[0].uid, "lines/2/status", { status: "done" })
  await agree(".to-make", "Kopi Tubruk")
  await put(orders[0].uid, "status", { status: "ready" })
  await both((page) => page.locator(`.ticket[data-uid="${orders[0].uid}"]`).waitFor({ state: "detached" }))
  await agree(".tickets", orders[1].number)
  await put(orders[1].uid, "status", { status: "cancelled", reason: "Salah pesan" })
  await agree(".tickets", "Salah pesan")
  end()
})

test("when the translation is switched off, the page is up to date", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  const { agree, translated, end } = await twins(
    async (page) => {
      await page.goto(`${shop.url}/t/${order.uid}`)
      await isLive(page)
    },
    { width: 390, height: 844 },
  )
  await agree("#app", "Menunggu Pembayaran")
  await put(order.uid, "confirm-payment")
  await agree("#app", "Sedang Disiapkan")
  const text = () => translated.locator("#app").innerText().then(tidy)
  const before = await text()
  await translated.evaluate(() => {
    window.translations = 0
    for (const font of document.querySelectorAll("font"))
      if (font.isConnected && !font.parentElement.closest("font")) font.replaceWith(new Text(font.textContent))
  })
  await until(async () => assert.equal(await text(), before))
  end()
})
