// The cards on the tables: printed as they will be held, read from the paper, and what a phone makes of a good and of a
// dead one.

import assert from "node:assert/strict"
import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, test } from "node:test"
import { PNG } from "pngjs"
import { photo } from "./pictures.js"
import { add, assertUnbroken, axe, decode, device, isLive, mark, openBrowser, openShop, PIN, until } from "./support.js"

const WIFI = { name: `Bu;Sari,"Lt:2\\`, password: `a\\b;c,d:"e"\\\\;;`, security: "wpa", is_hidden: false }
const WIFI_TEXT = `WIFI:T:WPA;S:Bu\\;Sari\\,\\"Lt\\:2\\\\;P:a\\\\b\\;c\\,d\\:\\"e\\"\\\\\\\\\\;\\;;;`
const TABLES = ["1", "2", "3", "Gazebo Timur", "12"]
const STREET = "Jl. Kaliurang km 5, Yogyakarta"
const DPI = 200
const MM = DPI / 25.4

let shop, browser, dewi, folder
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  dewi = await shop.token("Dewi")
  folder = mkdtempSync(join(tmpdir(), "siap-cards-"))
  await put("tables", { tables: TABLES })
  await put("cards/wifi", WIFI)
  await decide({ street_address: STREET })
  await shop.hangLogo(photo(300, 300), dewi)
})
after(async () => {
  await browser?.close()
  await shop?.end()
  rmSync(folder, { recursive: true, force: true })
})

const put = async (path, body, method = "PUT") => {
  const { status, body: answer } = await shop.call(method, `/api/v1/admin/${path}`, body, dewi)
  assert.ok(status < 300, JSON.stringify(answer))
  return answer
}
const decide = (settings) => put("settings", settings, "PATCH")
const deck = async () => (await shop.call("GET", "/api/v1/admin/cards", undefined, dewi)).body
const cardOf = async (table) => (await deck()).cards.find((card) => card.table_number === table)
const renew = async (table) => shop.call("POST", "/api/v1/admin/cards/renew", { ids: [(await cardOf(table)).id] }, dewi)

/** The page of the cards on a device of one's own. */
const cards = async (name = "Dewi", options = {}) => {
  const page = await device(browser, { width: 1280, height: 900, ...options })
  await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name, pin: PIN } })
  await page.goto(`${shop.url}/admin/cards`)
  await page.locator(".table-card").first().waitFor()
  return page
}
const choose = (page, label) => page.getByLabel(label, { exact: true }).check()

/** What comes out of the printer: the pages as pictures, and where on them each card and code is, in millimetres. */
async function printed(page, name) {
  await page.emulateMedia({ media: "print" })
  const file = join(folder, `${name}.pdf`)
  await page.pdf({ path: file, preferCSSPageSize: true })
  const places = await page.evaluate(() => {
    const inMm = (px) => (px / 96) * 25.4
    const box = (element, of) => {
      const [a, b] = [element.getBoundingClientRect(), of.getBoundingClientRect()]
      return { x: inMm(a.x - b.x), y: inMm(a.y - b.y), width: inMm(a.width), height: inMm(a.height) }
    }
    // Nothing reaches out of the card, and what stands above the last line does not run into it.
    const isWhole = (card) => {
      const paper = card.getBoundingClientRect()
      const hint = card.querySelector(".table-card__hint").getBoundingClientRect()
      const inside = (each) =>
        each.top >= paper.top - 1 &&
        each.bottom <= paper.bottom + 1 &&
        each.left >= paper.left - 1 &&
        each.right <= paper.right + 1
      return (
        [...card.querySelectorAll("*")].every((each) => inside(each.getBoundingClientRect())) &&
        [...card.querySelectorAll(".codes *")].every((each) => each.getBoundingClientRect().bottom <= hint.top + 1)
      )
    }
    return [...document.querySelectorAll(".sheet-of")].map((sheet) =>
      [...sheet.querySelectorAll(".table-card")].map((card) => ({
        table: card.dataset.table,
        card: box(card, sheet),
        isWhole: isWhole(card),
        hasLogo:
          card.querySelector(".table-card__logo")?.naturalWidth === 300 && card.textContent.includes("Kaliurang"),
        codes: [...card.querySelectorAll(".qr")].map((code) => ({
          ...box(code, sheet),
          modules: code.viewBox.baseVal.width,
        })),
      })),
    )
  })
  await page.emulateMedia({ media: null })
  execFileSync("pdftoppm", ["-r", String(DPI), file, join(folder, name)])
  const pages = readdirSync(folder)
    .filter((each) => each.startsWith(`${name}-`))
    .sort()
    .map((each) => pixels(readFileSync(join(folder, each))))
  return { pages, places }
}

/** The pixels of a PPM picture (netpbm's P6), which takes a tenth of a PNG's time to write and to read. */
function pixels(ppm) {
  const [head, width, height] = ppm.toString("latin1", 0, 50).match(/^P6\s(\d+)\s(\d+)\s255\s/)
  const picture = new PNG({ width: Number(width), height: Number(height) })
  picture.data.fill(255)
  for (let from = head.length, to = 0; from < ppm.length; from += 3, to += 4) ppm.copy(picture.data, to, from, from + 3)
  return picture
}

/** A part of a printed page. */
function cut(page, { x, y, width, height }) {
  const [left, top, right, bottom] = [x, y, x + width, y + height].map((mm) => Math.round(mm * MM))
  // A printer's paper is rounded to whole dots.
  assert.ok(
    left >= 0 && top >= 0 && right <= page.width + 2 && bottom <= page.height + 2,
    `on the paper: ${[left, top, right, bottom, page.width, page.height]}`,
  )
  const [wide, high] = [Math.min(right, page.width) - left, Math.min(bottom, page.height) - top]
  const part = new PNG({ width: wide, height: high })
  PNG.bitblt(page, part, left, top, wide, high, 0, 0)
  return part
}

/** Whether all of a strip is white. */
const isBlank = (part) => part.data.every((value) => value > 250)

const FORMATS = [
  { name: "a4", label: "A4, empat kartu", each: 4, paper: [210, 297], least: 38 },
  { name: "a6", label: "A6, satu kartu", each: 1, paper: [105, 148], least: 38 },
  { name: "slip80", label: "Struk 80 mm", each: 1, paper: [80], least: 38 },
  { name: "slip58", label: "Struk 58 mm", each: 1, paper: [58], least: 20 },
]

for (const format of FORMATS) {
  test(`what is printed on ${format.name} is whole, and every code on it is read from the paper`, async () => {
    const page = await cards("Dewi", { colorScheme: "dark" })
    const { cards: all } = await deck()
    await choose(page, format.label)
    for (const languages of ["Bahasa Indonesia", "Indonesia + English"]) {
      await choose(page, languages)
      const { pages, places } = await printed(page, `${format.name}-${languages.length}`)
      assert.equal(pages.length, Math.ceil(TABLES.length / format.each), "no page too many, none too few")
      assert.deepEqual(
        places.flat().map(({ table }) => table),
        TABLES,
      )
      for (const [at, paper] of pages.entries()) {
        for (const [side, mm] of format.paper.entries())
          assert.ok(
            Math.abs([paper.width, paper.height][side] / MM - mm) < 1,
            `${[paper.width, paper.height].map((px) => px / MM)}`,
          )
        // Ink where there should be none: a dark theme that leaked, or a card that runs over the edge.
        assert.ok(
          isBlank(cut(paper, { x: 0, y: 0, width: 2, height: places[at][0].card.height - 1 })),
          "the edge is white",
        )
        for (const { table, isWhole, hasLogo, card, codes } of places[at]) {
          assert.ok(isWhole, `${table} is cut`)
          assert.ok(hasLogo, `${table} has the logo`)
          cut(paper, card)
          const [wifi, menu] = codes
          assert.equal(decode(cut(paper, wifi)), WIFI_TEXT)
          assert.equal(decode(cut(paper, menu)), all.find((each) => each.table_number === table).url)
          for (const code of codes) {
            const module = code.width / code.modules
            assert.ok(module * (code.modules - 8) >= format.least, `${module * (code.modules - 8)} mm`)
            for (const edge of [
              { height: module * 3.8 },
              { width: module * 3.8 },
              { y: code.y + code.height - module * 3.8, height: module * 3.8 },
              { x: code.x + code.width - module * 3.8, width: module * 3.8 },
            ])
              assert.ok(isBlank(cut(paper, { ...code, ...edge })), "four light modules around it")
          }
        }
      }
    }
    assertUnbroken(page)
    await page.context().close()
  })
}

// More than 10 s: all formats are printed, and their codes read.
test("names and passwords as long as they may be still fit, with and without the Wi-Fi's code", async () => {
  await decide({
    shop_name: "Warung Makan Nusantara Rasa Sejati Keluarga Besar Haji Dewi",
    street_address: `Jalan ${"Kaliurang Utara ".repeat(7)}`.trim(),
  })
  await put("tables", { tables: [...TABLES, "WWWWWWWWWWWW"] })
  await put("cards/wifi", { name: "W".repeat(32), password: "W".repeat(63) })
  const page = await cards()
  await choose(page, "Indonesia + English")
  for (const { name, label } of FORMATS) {
    for (const wifi of [/^Dengan kode Wi-Fi/, /^Tanpa kode Wi-Fi/]) {
      await choose(page, label)
      await page.getByLabel(wifi).check()
      const { pages, places } = await printed(page, `full-${name}-${wifi.source.length}`)
      assert.equal(pages.length, places.length, name)
      for (const { table, isWhole } of places.flat()) assert.ok(isWhole, `${name} ${wifi} ${table}`)
    }
  }
  await decide({ shop_name: "Warung Bu Sari", street_address: STREET })
  await put("tables", { tables: TABLES })
  await put("cards/wifi", WIFI)
  assertUnbroken(page)
  await page.context().close()
})

test("another Wi-Fi is on the open page's cards at once, without loading it again", async () => {
  const page = await cards("Rina")
  const same = await mark(page)
  await put("cards/wifi", { name: "Warung Baru", is_hidden: true })
  await page.locator(".table-card", { hasText: "Warung Baru" }).first().waitFor()
  await page.locator(".toast", { hasText: "Semua kartu dibuat ulang" }).waitFor()
  await choose(page, "A6, satu kartu")
  const { pages, places } = await printed(page, "again")
  assert.equal(
    decode(cut(pages[0], places[0][0].codes[0])),
    WIFI_TEXT.replace(/S:.*?;P:/, "S:Warung Baru;P:").replace(/;;$/, ";H:true;;"),
  )
  // A cashier prints, and makes no card worthless.
  assert.equal(await page.getByRole("button", { name: /Ganti kartu ini/ }).count(), 0)
  await same()
  await put("cards/wifi", WIFI)
  assertUnbroken(page)
  await page.context().close()
})

test("a card is renewed with one tap, and so is that taken back", async () => {
  const page = await cards()
  const before = await cardOf("2")
  await page.getByRole("button", { name: "Ganti kartu ini Meja 2", exact: true }).click()
  const toast = page.locator(".toast", { hasText: "Kartu QR meja 2 diganti" })
  await toast.waitFor()
  const now = await cardOf("2")
  assert.notEqual(now.token, before.token)
  await page.locator(".table-card[data-table='2']", { hasText: now.token }).waitFor()
  await toast.getByRole("button", { name: "Urungkan" }).click()
  await page.locator(".table-card[data-table='2']", { hasText: before.token }).waitFor()
  assert.equal((await cardOf("2")).token, before.token)
  assertUnbroken(page)
  await page.context().close()
})

test("only the chosen tables are printed, and a shop without tables has a card for its counter", async () => {
  const page = await cards()
  await page.locator(".which summary").click()
  await page.locator(".which .choice").getByText("Meja 2", { exact: true }).click()
  await page.locator(".which .choice").getByText("Tanpa meja (kasir, etalase)").click()
  await page.getByRole("button", { name: "Cetak 5 kartu" }).waitFor()
  const shown = () => page.locator(".table-card").evaluateAll((all) => all.map((card) => card.dataset.table))
  assert.deepEqual(await shown(), ["1", "3", "Gazebo Timur", "12", ""])
  await put("tables", { tables: [] })
  await until(async () => assert.deepEqual(await shown(), [""]))
  await put("tables", { tables: TABLES })
  assertUnbroken(page)
  await page.context().close()
})

/** A phone held over a card. */
const scan = async (url) => {
  const phone = await device(browser)
  await phone.goto(url)
  await isLive(phone)
  return phone
}
const toCheckout = async (phone) => {
  await add(phone, "Kopi Tubruk")
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  return phone.getByRole("dialog")
}
const placed = async (phone) => {
  await phone.waitForURL(/\/t\//)
  return (await shop.call("GET", `/api/v1/orders/${phone.url().split("/").pop()}`)).body
}

test("who scans a card orders for its table without choosing one, and comes back to it", async () => {
  const { url } = await cardOf("3")
  const phone = await scan(url)
  await phone.locator(".shop__sub", { hasText: "Meja 3" }).waitFor()
  const sheet = await toCheckout(phone)
  await sheet.locator(".seat", { hasText: "Meja 3" }).waitFor()
  assert.equal(await sheet.locator("#table").count(), 0)
  await sheet.getByRole("button", { name: /Pesan sekarang/ }).click()
  const order = await placed(phone)
  assert.deepEqual([order.order_type, order.table_number], ["dine_in", "3"])
  assert.equal(
    await phone.locator(`a[href="${new URL(url).pathname}"]`).count(),
    1,
    "the second order comes from the same table",
  )
  assertUnbroken(phone)
  await phone.context().close()
})

test("a table called otherwise while the menu is open is so on the phone, too", async () => {
  const phone = await scan((await cardOf("3")).url)
  await phone.locator(".shop__sub", { hasText: "Meja 3" }).waitFor()
  const { tables, ids } = (await shop.call("GET", "/api/v1/admin/tables", undefined, dewi)).body
  const named = (wanted) =>
    put("tables", { tables: tables.map((name, at) => ({ id: ids[at], name: name === "3" ? wanted : name })) })
  await named("Teras")
  await phone.locator(".shop__sub", { hasText: "Meja Teras" }).waitFor()
  await named("3")
  assertUnbroken(phone)
  await phone.context().close()
})

test("a card that is renewed while the menu is open says so, and the food can be taken away", async () => {
  const { url, id, token } = await cardOf("1")
  const phone = await scan(url)
  await phone.locator(".shop__sub", { hasText: "Meja 1" }).waitFor()
  const sheet = await toCheckout(phone)
  await renew("1")
  await sheet.locator(".banner", { hasText: "Kartu QR ini sudah diganti" }).waitFor()
  assert.equal(await sheet.getByLabel("Makan di sini").count(), 0)
  await sheet.getByRole("button", { name: /Pesan sekarang/ }).click()
  const order = await placed(phone)
  assert.deepEqual([order.order_type, order.table_number ?? ""], ["take_away", ""])

  // The photograph of it, another day: the menu is there, and the notice.
  const late = await scan(url)
  await late.locator("#menu .banner", { hasText: "Minta kartu yang baru di kasir" }).waitFor()
  assert.equal(await late.locator(".shop__sub", { hasText: "Meja 1" }).count(), 0)
  assert.deepEqual(await axe(late), [])
  // The renewal was a mistake: no card has to be scanned again.
  await shop.call("POST", "/api/v1/admin/cards/restore", { cards: [{ id, token }] }, dewi)
  await late.locator(".shop__sub", { hasText: "Meja 1" }).waitFor()
  assert.equal(await late.locator("#menu .banner").count(), 0)
  assertUnbroken(phone, late)
  await phone.context().close()
  await late.context().close()
})

test("the page of the cards is in order in both languages, light and dark, small and large", async () => {
  for (const [lang, colorScheme, width] of [
    ["id", "light", 360],
    ["en", "dark", 360],
    ["en", "light", 1280],
    ["id", "dark", 768],
  ]) {
    const page = await cards("Dewi", { width, height: 800, colorScheme })
    await page.goto(`${shop.url}/admin/cards?lang=${lang}`)
    await page.locator(".table-card").first().waitFor()
    assert.deepEqual(await axe(page), [], `${lang} ${colorScheme} ${width}`)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= width, `${wide} px at ${width}`)
    assertUnbroken(page)
    await page.context().close()
  }
})
