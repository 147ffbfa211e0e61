// The page that shows every part: it is there while one works on the pages, sound in every look, and complete.

import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { after, before, test } from "node:test"
import { fileURLToPath } from "node:url"
import { assertUnbroken, axe, device, IS_DEBUG, openBrowser, openShop } from "./support.js"
import { faintWords, smallTargets, tooWide } from "../screens/measures.js"

const STATIC = fileURLToPath(new URL("../../../static/", import.meta.url))

let shop, browser
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

async function guide(look, { lang = "id", width = 1280 } = {}) {
  const page = await device(browser, { width, height: 900 })
  await page.context().addCookies([{ name: "lang", value: lang, url: shop.url }])
  await page.goto(`${shop.url}/styleguide?${new URLSearchParams(look)}`)
  await page.locator("#stale-overlays").waitFor()
  return page
}

// Whole screens, and what shows an order or a phone that there must be.
const SHOWN_ELSEWHERE = [
  "call-buttons",
  "next-steps",
  "opening-words",
  "own-pin-sheet",
  "percent-input",
  "phone-check",
  "qris-code",
  "shift-report",
  "shop-pictures",
  "sign-in",
  "staff-only",
  "tracking-qr",
  "update-notice",
]

test("every part there is stands in the guide", () => {
  const shows = (name) => /^export function [A-Z]/m.test(readFileSync(`${STATIC}components/${name}.js`, "utf8"))
  const parts = readdirSync(`${STATIC}components`)
    .filter((file) => file.endsWith(".js"))
    .map((file) => file.slice(0, -3))
    .filter(shows)
  const code = readdirSync(`${STATIC}pages/styleguide`)
    .filter((file) => file.endsWith(".js"))
    .map((file) => readFileSync(`${STATIC}pages/styleguide/${file}`, "utf8"))
    .join("\n")
  // A part inside another is seen there.
  const inside = (name) =>
    parts.some(
      (other) =>
        other !== name &&
        code.includes(`components/${other}.js"`) &&
        readFileSync(`${STATIC}components/${other}.js`, "utf8").includes(`"./${name}.js"`),
    )
  assert.deepEqual(
    parts.filter((name) => !code.includes(`components/${name}.js"`) && !inside(name)),
    SHOWN_ELSEWHERE,
  )
})

if (IS_DEBUG) {
  test("axe finds nothing in the guide, in every look and both languages", async () => {
    for (const screen of ["menu", "kiosk", "kitchen", "board"]) {
      for (const [theme, lang] of [
        ["light", "id"],
        ["dark", "en"],
      ]) {
        const page = await guide({ theme, screen }, { lang })
        assert.deepEqual(await axe(page), [], `${screen}, ${theme}, ${lang}`)
        assertUnbroken(page)
        await page.context().close()
      }
    }
  })

  test("the guide's words can be read and its targets hit, and it fits a phone", async () => {
    for (const theme of ["light", "dark"]) {
      const page = await guide({ theme, screen: "menu" }, { width: 360 })
      assert.deepEqual(await faintWords(page), [], theme)
      assert.deepEqual(await smallTargets(page), [], theme)
      assert.ok((await tooWide(page)) <= 0, theme)
      await page.context().close()
    }
  })

  test("no pair of colours in the guide is below its least contrast", async () => {
    for (const theme of ["light", "dark"]) {
      for (const screen of ["menu", "kitchen", "board"]) {
        const page = await guide({ theme, screen })
        assert.deepEqual(await page.locator(".swatch", { hasText: "≥" }).allInnerTexts(), [], `${theme}, ${screen}`)
        await page.context().close()
      }
    }
  })

  test("what is switched holds over a reload", async () => {
    const page = await guide({})
    await page.getByRole("button", { name: "Gelap" }).click()
    await page.getByRole("button", { name: "Dapur" }).click()
    await page.reload()
    await page.locator("#stale-overlays").waitFor()
    const { screen, theme } = await page.evaluate(() => ({ ...document.documentElement.dataset }))
    assert.deepEqual({ screen, theme }, { screen: "kitchen", theme: "dark" })
    await page.getByRole("button", { name: /English/ }).click()
    await page.getByRole("heading", { name: "Kitchen tickets" }).waitFor()
    assertUnbroken(page)
  })

  test("a toast with its undo and a sheet open from the guide", async () => {
    const page = await guide({})
    await page.getByRole("button", { name: "Sudah diambil", exact: true }).first().click()
    await page.locator(".toast").getByRole("button", { name: "Urungkan" }).click()
    await page.locator(".toast", { hasText: "kembali ke daftar" }).waitFor()
    await page.getByRole("button", { name: "Wajib memilih" }).click()
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Tambah/ })
      .last()
      .click()
    await page.getByRole("dialog").getByRole("alert").waitFor()
    assert.deepEqual(await axe(page), [])
    assertUnbroken(page)
  })
}
