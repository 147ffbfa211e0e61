// Measures how every screen of an area looks. Getting to a state takes longer than measuring it, so each is opened
// once, and everything is measured in that visit: language, size, colours and letters are changed in place. The pages
// are those of a release, which are there in a third of the time that single modules take.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { assertUnbroken, axe, device, openBrowser, settled, until } from "../browser/support.js"
import { AREAS, PHONE } from "./catalogue.js"
import { componentsOf, watchDrawing } from "./components.js"
import { faintWords, fit, smallTargets } from "./measures.js"
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
  "Menu baru.csv",
  "Nasi Goreng Spesial Seafood",
  "Pelanggan batal, salah pesan",
  "Bahan habis",
  "Salah kembalian",
  "gulanya sedikit",
  "sambalnya dipisah, jangan pakai kecap karena anak saya alergi kedelai",
]

/** For a file of tests: one test for each screen of an area. @param {string} name */
export async function measureLooks(name) {
  const area = AREAS[name]
  let browser
  const { screens, shops } = await area.open()
  const own = [...OWN_WORDS, ...(await Promise.all(shops.map(shopWords))).flat()]
  before(async () => {
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    for (const shop of shops) await shop.end()
  })
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
      const first = await wordsOn(page)
      const found = await measured(page, area, "id", area.sizes)
      const largest = await wordsOn(page)
      const translated = async (words) =>
        assert.deepEqual(untranslated(words, await wordsOn(page), own), [], "the same in both languages")
      const inPlace =
        (await switchLanguage(page, "en")) &&
        (await until(() => translated(largest), A_MOMENT).then(
          () => true,
          () => false,
        ))
      // What was said before the switch stays as it was said, and a page without the server has no other words: from
      // the start, then.
      if (!inPlace) {
        assertUnbroken(page)
        await page.context().close()
        page = await open(reach, "en")
        await translated(first)
      }
      // The other way round: as it is, and then smaller.
      found.push(...(await measured(page, area, "en", inPlace ? area.sizes.toReversed() : area.sizes)))
      if (inPlace) await translated(first)
      assert.deepEqual(found, [], screen)
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

/**
 * What is wrong with a page, one line each: at every size, from the one that it has to the last. What takes long is
 * measured in Indonesian at the usual size and in English at the largest. Left in light colours.
 */
async function measured(page, area, lang, sizes) {
  const found = []
  let at = ""
  const tell = (what, lines) => found.push(...lines.map((line) => `${what} (${at}): ${line}`))
  const beyond = (what, pixels) => tell(what, pixels > 0 ? [`${pixels} px`] : [])
  const faint = async () => tell("contrast", await faintWords(page, area.contrast))
  const [usual, largest] = [area.sizes[0], area.sizes.at(-1)]
  const dress = async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    await settled(page)
  }

  for (const size of sizes) {
    at = `${lang}, light, ${size.width} px`
    if (page.viewportSize().width !== size.width) {
      await page.setViewportSize(size)
      await settled(page)
    }
    const { tooWide, cutOff, tooWideLarge } = await fit(page, size === PHONE && area.letters)
    beyond("too wide", tooWide)
    tell("cut off", cutOff)
    beyond("too wide with letters at twice their size", tooWideLarge)
    if (size === usual) await faint()
    if (size === (lang === "id" ? usual : largest)) {
      tell("axe", await axe(page, OTHERWISE_MEASURED))
      tell("target", await smallTargets(page, area.target))
    }
    if (size === largest && !area.ownTheme) {
      at = `${lang}, dark, ${size.width} px`
      await dress("dark")
      await faint()
      await dress("light")
    }
  }
  return found
}
