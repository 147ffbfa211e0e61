// Measures how every screen of an area looks. Getting to a state takes longer than measuring it, so each is opened
// once, and everything is measured in that visit: language, size, colours and letters are changed in place. The pages
// are those of a release, which are there in a third of the time that single modules take.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { assertUnbroken, axe, device, openBrowser, settled, until } from "../browser/support.js"
import { AREAS, PHONE } from "./catalogue.js"
import { componentsOf, watchDrawing } from "./components.js"
import { cutOff, faintWords, smallTargets, tooWide } from "./measures.js"
import { shopWords, untranslated, wordsOn } from "./words.js"

// Measured here more strictly: the contrast of every word in both schemes, and targets of twice axe's 24 px. Axe calls
// a target small where a bar that stays lies over a part of it.
const OTHERWISE_MEASURED = { "color-contrast": { enabled: false }, "target-size": { enabled: false } }
// How long a page takes to fetch its other words and draw them.
const A_MOMENT = 1_000
// What people wrote on the demo's day, and names that are the same everywhere.
const OWN_WORDS = [
  "Bahasa Indonesia",
  "Warung",
  "tanpa bawang",
  "Budi Santoso",
  "Andi",
  "Nasi Uduk",
  "Pelanggan batal, salah pesan",
  "Bahan habis",
  "gulanya sedikit",
  "sambalnya dipisah, jangan pakai kecap karena anak saya alergi kedelai",
]

/** For a file of tests: one test for each screen of an area. @param {string} name */
export async function measureLooks(name) {
  const area = AREAS[name]
  let browser
  const { screens, shops } = await area.open()
  before(async () => {
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    for (const shop of shops) await shop.end()
  })
  const own = [...OWN_WORDS, ...(await Promise.all(shops.map(shopWords))).flat()]
  const drawn = new Set()

  const open = async (reach, lang) => {
    const page = await device(browser, { ...area.sizes[0], colorScheme: "light" })
    const drawing = await watchDrawing(page)
    await page.context().addCookies(shops.map((shop) => ({ name: "lang", value: lang, url: shop.url })))
    await reach(page)
    for (const each of await drawing()) drawn.add(each)
    return page
  }

  for (const [screen, reach] of Object.entries(screens)) {
    test(`${
      screen
    }: axe, contrast, targets, widths, letters and whole words, in both languages, light and dark`, async () => {
      let page = await open(reach, "id")
      const words = await wordsOn(page)
      assert.deepEqual(await measured(page, area, "id"), [], screen)
      const translated = async () =>
        assert.deepEqual(untranslated(words, await wordsOn(page), own), [], "the same in both languages")
      const inPlace =
        (await switchLanguage(page, "en")) &&
        (await until(translated, A_MOMENT).then(
          () => true,
          () => false,
        ))
      // What was said before the switch stays as it was said, and a page without the server has no other words: from
      // the start, then.
      if (!inPlace) {
        assertUnbroken(page)
        await page.context().close()
        page = await open(reach, "en")
        await translated()
      }
      assert.deepEqual(await measured(page, area, "en"), [], screen)
      assertUnbroken(page)
      await page.context().close()
    })
  }

  test(`every component of ${area.pages.join(", ")} is on a screen of the catalogue`, () => {
    assert.deepEqual(
      componentsOf(area.pages).filter((each) => !drawn.has(each)),
      [],
    )
  })
}

/** Whether the page changed its language in place, as its own switch does. */
async function switchLanguage(page, lang) {
  return page.evaluate(async (lang) => {
    try {
      await globalThis.switchLanguage(lang)
      return true
    } catch {
      return false
    }
  }, lang)
}

/** What is wrong with a page, one line each. Left at the usual size, in light colours. */
async function measured(page, area, lang) {
  const found = []
  let at = `${lang}, light, ${area.sizes[0].width} px`
  const tell = (what, lines) => found.push(...lines.map((line) => `${what} (${at}): ${line}`))
  const beyond = async () => {
    const pixels = await tooWide(page)
    return pixels > 0 ? [`${pixels} px`] : []
  }
  const dress = async (size, colorScheme) => {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme })
    at = `${lang}, ${colorScheme}, ${size.width} px`
    await settled(page)
  }
  const inspect = async () => {
    tell("axe", await axe(page, OTHERWISE_MEASURED))
    tell("target", await smallTargets(page, area.target))
  }
  const faint = async () => tell("contrast", await faintWords(page, area.contrast))

  // Every size in both languages; what takes long, at the usual size in one and at the last in the other.
  if (lang === "id") await inspect()
  await faint()
  for (const size of area.sizes) {
    await dress(size, "light")
    tell("too wide", await beyond())
    tell("cut off", await cutOff(page))
    if (size === PHONE && area.letters) {
      await page.evaluate(() => {
        document.documentElement.style.fontSize = "200%"
      })
      tell("too wide with letters at twice their size", await beyond())
      await page.evaluate(() => {
        document.documentElement.style.fontSize = ""
      })
    }
  }
  if (lang === "en") await inspect()
  if (!area.ownTheme) {
    await dress(area.sizes.at(-1), "dark")
    await faint()
  }
  await dress(area.sizes[0], "light")
  return found
}
