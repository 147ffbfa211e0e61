// The owner's screen: what is changed there is on every phone at once, nothing typed is lost, and everything has a way
// back.

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { after, before, test } from "node:test"
import { photo } from "./pictures.js"
import {
  assertUnbroken,
  BY_HAND,
  device,
  enterAs,
  goTo,
  isLive,
  mark,
  openBrowser,
  openShop,
  PIN,
  signIn,
  until,
} from "./support.js"

let shop, browser, dewi, admin, phone
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  dewi = await shop.token("Dewi")
  admin = await device(browser)
  phone = await device(browser)
  await signIn(admin, `${shop.url}/admin#menu`, "Dewi")
  await phone.goto(shop.url)
  await isLive(phone)
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

const call = async (method, path, body) => {
  const { status, body: answer } = await shop.call(method, `/api/v1/admin/${path}`, body, dewi)
  assert.ok(status < 300, `${method} ${path}: ${JSON.stringify(answer)}`)
  return answer
}
const edited = () => call("GET", "menu")
const allItems = async () => (await edited()).categories.flatMap((category) => category.items)
const byName = async (name) => (await allItems()).find((item) => item.name.id === name)
const namesIn = async (category) =>
  (await edited()).categories.find((each) => each.name.id === category).items.map((item) => item.name.id)
/** An owner's device of its own, signed in, at a route of the screen. */
const owner = async (hash, options) => {
  const page = await device(browser, options)
  await enterAs(page, shop, "Dewi", `/admin#${hash}`)
  return page
}
const open = (page, dish) => page.getByRole("button", { name: dish, exact: true }).click()
const sheet = (page) => page.getByRole("dialog")
const save = (page) => sheet(page).getByRole("button", { name: "Simpan", exact: true }).click()
const closed = (page) => sheet(page).waitFor({ state: "detached" })
const dishOn = (page, name) => page.locator(".item", { hasText: name })
const toast = (page, text) => page.locator(".toast", { hasText: text })

test("a cashier is kindly kept out", async () => {
  const page = await device(browser)
  await page.goto(`${shop.url}/admin`)
  await page.getByLabel("Nama").fill("Rina")
  await page.getByLabel("PIN").fill(PIN)
  await page.getByRole("button", { name: "Masuk" }).click()
  await page.getByRole("alert").filter({ hasText: "Rina tidak punya akses" }).waitFor()
  assert.equal(await page.locator(".page").count(), 0)
  await page.context().close()
})

test("a category, a choice and a dish with its photo are on an open phone without loading it again", async () => {
  const same = await mark(phone)
  await admin.getByRole("button", { name: "Kategori baru" }).click()
  await sheet(admin).getByLabel("Nama", { exact: true }).fill("Es Krim")
  await sheet(admin)
    .getByLabel(/Nama dalam bahasa Inggris/)
    .fill("Ice cream")
  await sheet(admin).getByLabel("Stasiun", { exact: true }).selectOption({ label: "Stasiun lain…" })
  await sheet(admin).getByLabel("Nama stasiun baru").fill("dingin")
  await save(admin)
  await closed(admin)

  await goTo(admin, "Pilihan")
  await admin.getByRole("button", { name: "Pilihan baru" }).click()
  await sheet(admin).getByLabel("Nama", { exact: true }).fill("Wadah")
  const option = (n) => sheet(admin).locator(".option").nth(n)
  await option(0).getByLabel("Opsi", { exact: true }).fill("Gelas")
  await option(1).getByLabel("Opsi", { exact: true }).fill("Contong")
  await option(1).getByLabel("Tambahan harga", { exact: true }).fill("2000")
  await option(0)
    .getByRole("button", { name: /^Otomatis dipilih/ })
    .click()
  await save(admin)
  await closed(admin)

  await goTo(admin, "Menu")
  await admin.getByRole("button", { name: "Tambah ke Es Krim" }).click()
  await sheet(admin).getByLabel("Nama", { exact: true }).fill("Es Krim Kelapa")
  await sheet(admin).getByLabel("Harga", { exact: true }).pressSequentially("12")
  await sheet(admin)
    .getByRole("button", { name: /tiga nol: Harga/ })
    .click()
  assert.equal(await sheet(admin).getByLabel("Harga", { exact: true }).inputValue(), "12.000")
  await sheet(admin)
    .getByRole("button", { name: /^Wadah/ })
    .click()
  await sheet(admin).locator("#photo-choose").setInputFiles(photo())
  await sheet(admin).locator(".photo img").waitFor()
  await save(admin)
  await closed(admin)

  await phone.getByRole("heading", { name: "Es Krim", exact: true }).waitFor()
  await dishOn(phone, "Es Krim Kelapa").getByText("Rp12.000").waitFor()
  await dishOn(phone, "Es Krim Kelapa").locator("img").waitFor()
  await same()

  const item = await byName("Es Krim Kelapa")
  const picture = await fetch(shop.url + item.photo_url)
  const bytes = (await picture.arrayBuffer()).byteLength
  assert.equal(picture.headers.get("content-type"), "image/webp")
  assert.ok(bytes > 500 && bytes <= 100_000, `${bytes} bytes`)
  const size = await phone.evaluate(async (url) => {
    const image = new Image()
    image.src = url
    await image.decode()
    return [image.naturalWidth, image.naturalHeight]
  }, item.photo_url)
  assert.deepEqual(size, [800, 600])
  const { modifier_groups: groups } = await edited()
  const group = groups.find((each) => each.name.id === "Wadah")
  assert.deepEqual(item.modifier_group_ids, [group.id])
  assert.deepEqual(
    group.options.map(({ name, price, is_default }) => [name.id, price, is_default]),
    [
      ["Gelas", 0, true],
      ["Contong", 2_000, false],
    ],
  )
})

test("a photo that a script sends lies the right way up, without the place where it was taken", async () => {
  const place = "6.2088 S 106.8456 E"
  // Wider than high, by a phone that was held upright: how it is to be turned stands in its EXIF (TIFF 6.0), with the
  // place.
  const drawn = await phone.evaluate(() =>
    Object.assign(document.createElement("canvas"), { width: 320, height: 240 }).toDataURL("image/jpeg"),
  )
  const exif = Buffer.from(`Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0${place}`, "latin1")
  const jpeg = Buffer.from(drawn.split(",")[1], "base64")
  const taken = Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from([0xff, 0xe1, 0, exif.length + 2]),
    exif,
    jpeg.subarray(2),
  ])
  const { id } = await byName("Kopi Susu Gula Aren")
  const sent = await fetch(`${shop.url}/api/v1/admin/menu/${id}/photo`, {
    method: "PUT",
    headers: { "Content-Type": "image/jpeg", ...dewi },
    body: taken,
  })
  const { photo_url: url } = await sent.json()
  const size = await phone.evaluate(async (url) => {
    const image = new Image()
    image.src = url
    await image.decode()
    return [image.naturalWidth, image.naturalHeight]
  }, url)
  assert.deepEqual(size, [240, 320])
  const served = Buffer.from(await (await fetch(shop.url + url)).arrayBuffer())
  assert.ok(taken.includes(place) && !served.includes(place))
})

test("a file that is no photo is told so, a newer format by name; a photo can be taken off and put back", async () => {
  const { id } = await byName("Kopi Tubruk")
  const page = await owner(`menu/item/${id}`)
  await sheet(page)
    .locator("#photo-choose")
    .setInputFiles({ name: "rusak.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture at all") })
  await sheet(page).getByText("rusak.jpg tidak bisa dibaca sebagai foto").waitFor()
  await sheet(page)
    .locator("#photo-choose")
    .setInputFiles({ name: "IMG_0001.HEIC", mimeType: "image/heic", buffer: Buffer.from("ftypheic") })
  await sheet(page)
    .getByText(/Foto HEIC tidak bisa dibaca/)
    .waitFor()

  await sheet(page).locator("#photo-choose").setInputFiles(photo(400, 300))
  await sheet(page).locator(".photo img").waitFor()
  await save(page)
  await closed(page)
  const { photo_url: before } = await byName("Kopi Tubruk")
  assert.ok(before)
  await open(page, "Kopi Tubruk")
  await sheet(page).getByRole("button", { name: "Hapus foto" }).click()
  await sheet(page).getByText("Foto dihapus saat disimpan").waitFor()
  await sheet(page).getByRole("button", { name: "Urungkan" }).click()
  await sheet(page).locator(".photo img").waitFor()
  await sheet(page).getByRole("button", { name: "Hapus foto" }).click()
  await save(page)
  await closed(page)
  assert.equal((await byName("Kopi Tubruk")).photo_url, null)
  await toast(page, "tersimpan").getByRole("button", { name: "Urungkan" }).click()
  await until(async () => assert.equal((await byName("Kopi Tubruk")).photo_url, before))
  assertUnbroken(page)
  await page.context().close()
})

test("a photo that is lost on the way leaves the dish saved once, and is sent with the next try", async () => {
  const page = await owner("menu")
  await page.getByRole("button", { name: "Menu baru" }).click()
  await sheet(page).getByLabel("Nama", { exact: true }).fill("Es Krim Durian")
  await sheet(page).getByLabel("Harga", { exact: true }).fill("15000")
  await sheet(page).locator("#photo-choose").setInputFiles(photo(640, 480))
  await sheet(page).locator(".photo img").waitFor()
  await page.route("**/photo", (route) => route.abort(), { times: 1 })
  await save(page)
  await sheet(page).locator(".photo .problem").waitFor()
  await save(page)
  await closed(page)
  const dishes = (await allItems()).filter((item) => item.name.id === "Es Krim Durian")
  assert.equal(dishes.length, 1)
  assert.ok(dishes[0].photo_url)
  await page.context().close()
})

test("a new price is on the phone at once and in the history from what to what, and can be taken back", async () => {
  const { price } = await byName("Teh Tarik")
  await open(admin, "Teh Tarik")
  await sheet(admin).getByLabel("Harga", { exact: true }).fill("14500")
  await save(admin)
  await closed(admin)
  // With ice, as one tap adds it.
  await dishOn(phone, "Teh Tarik").getByText("Rp16.500").waitFor()
  await goTo(admin, "Riwayat")
  const entry = admin.locator(".change", { hasText: "Teh Tarik" }).first()
  await entry.getByText("Rp14.500").waitFor()
  assert.match(await entry.innerText(), /Rp12\.000[\s\S]*Rp14\.500/)
  assert.match(await entry.innerText(), /Dewi/)
  await toast(admin, "Teh Tarik tersimpan").getByRole("button", { name: "Urungkan" }).click()
  await dishOn(phone, "Teh Tarik").getByText("Rp14.000").waitFor()
  assert.equal(price, 12_000)
  await goTo(admin, "Menu")
})

test("the history goes back page by page", async () => {
  const { id } = await byName("Teh Tarik")
  for (let n = 0; n < 45; n++) await call("PUT", `menu/${id}`, { description: { id: `Versi ${n}`, en: "" } })
  const page = await owner("history")
  await page.getByText("Versi 44", { exact: true }).first().waitFor()
  assert.equal(await page.getByText("Versi 0", { exact: true }).count(), 0)
  await page.getByRole("button", { name: "Muat lagi" }).click()
  await page.getByText("Versi 0", { exact: true }).first().waitFor()
  // What happens meanwhile comes in on top, and what was loaded stays.
  await call("PUT", `menu/${id}`, { description: { id: "Versi baru", en: "" } })
  await page.locator(".change").first().getByText("Versi baru", { exact: true }).waitFor()
  await page.getByText("Versi 0", { exact: true }).first().waitFor()
  await page.context().close()
})

test("a dish that is taken off leaves the phone, and comes back with one tap, or later from the list", async () => {
  await open(admin, "Tempe Mendoan")
  await sheet(admin).getByRole("button", { name: "Hapus", exact: true }).click()
  await dishOn(phone, "Tempe Mendoan").waitFor({ state: "detached" })
  await toast(admin, "Tempe Mendoan dihapus").getByRole("button", { name: "Urungkan" }).click()
  await dishOn(phone, "Tempe Mendoan").waitFor()

  await open(admin, "Tempe Mendoan")
  await sheet(admin).getByRole("button", { name: "Hapus", exact: true }).click()
  await dishOn(phone, "Tempe Mendoan").waitFor({ state: "detached" })
  await admin.locator("summary", { hasText: "Sudah dihapus" }).click()
  await admin.getByRole("button", { name: "Aktifkan lagi Tempe Mendoan" }).click()
  await dishOn(phone, "Tempe Mendoan").waitFor()
})

test("sold out and back is one tap on the row", async () => {
  const control = admin.getByRole("switch", { name: "Tersedia: Dimsum Ayam" })
  await control.click()
  await dishOn(phone, "Dimsum Ayam").locator(".chip--sold").waitFor()
  await admin.getByRole("switch", { name: "Tersedia: Dimsum Ayam", checked: false }).click()
  await dishOn(phone, "Dimsum Ayam").locator(".chip--sold").waitFor({ state: "detached" })
})

test("two rows tapped one after the other are both switched, however long the first answer takes", async () => {
  const both = ["Dimsum Ayam", "Tempe Mendoan"]
  const answers = []
  await admin.route("**/menu/availability", (route) => {
    answers.push(route)
  })
  for (const name of both) await admin.getByRole("switch", { name: `Tersedia: ${name}` }).click()
  await until(() => assert.equal(answers.length, 2))
  for (const route of answers) await route.continue()
  await admin.unroute("**/menu/availability")
  for (const name of both) {
    await dishOn(phone, name).locator(".chip--sold").waitFor()
    await admin.getByRole("switch", { name: `Tersedia: ${name}`, checked: false }).click()
    await dishOn(phone, name).locator(".chip--sold").waitFor({ state: "detached" })
  }
})

test("keys move a dish, within its category and into the next, and say where it is now", async () => {
  const page = await owner("menu/sort")
  const before = await namesIn("Kopi")
  const grip = page.getByRole("button", { name: `Pindahkan ${before[1]}:` })
  await grip.focus()
  await page.keyboard.press("ArrowUp")
  await page
    .getByRole("status")
    .filter({ hasText: `${before[1]} sekarang nomor 1 dari ${before.length} di Kopi` })
    .waitFor()
  assert.equal(await grip.evaluate((each) => each === document.activeElement), true, "the focus goes along")
  await until(async () => assert.deepEqual(await namesIn("Kopi"), [before[1], before[0], ...before.slice(2)]))
  await page.getByText("Urutan tersimpan").waitFor()
  await page.keyboard.press("ArrowUp")
  await until(async () => assert.equal((await namesIn("Mi & Bakso")).at(-1), before[1]))
  await page.getByRole("button", { name: "Urungkan" }).click()
  await page.getByRole("button", { name: "Urungkan" }).click()
  await until(async () => assert.deepEqual(await namesIn("Kopi"), before))

  // The arrows one taps do the same.
  await page.getByRole("button", { name: `Turunkan ${before[0]}` }).click()
  await until(async () => assert.deepEqual((await namesIn("Kopi")).slice(0, 2), [before[1], before[0]]))
  await page.getByRole("button", { name: "Urungkan" }).click()
  await until(async () => assert.deepEqual(await namesIn("Kopi"), before))

  await page.getByRole("button", { name: "Kategori", exact: true }).click()
  const order = (await edited()).categories.map((category) => category.name.id)
  await page.getByRole("button", { name: `Naikkan ${order[1]}` }).click()
  await until(async () =>
    assert.deepEqual((await edited()).categories.map((category) => category.name.id).slice(0, 2), [order[1], order[0]]),
  )
  await phone.locator(".cats li").first().getByText(order[1]).waitFor()
  await page.getByRole("button", { name: "Urungkan" }).click()
  await phone.locator(".cats li").first().getByText(order[0]).waitFor()
  assertUnbroken(page)
  await page.context().close()
})

/** Drags the grip of one row below the middle of another, with a mouse or a finger. */
async function drag(page, from, to, pointer) {
  const box = (locator) =>
    locator.evaluate((each) => {
      const { x, y, width, height } = each.getBoundingClientRect()
      return { x: x + width / 2, y: y + height / 2, height }
    })
  const grip = page.getByRole("button", { name: `Pindahkan ${from}:` })
  await grip.scrollIntoViewIfNeeded()
  const start = await box(grip)
  const target = await box(page.locator(".sort__row", { hasText: to }))
  await pointer(start, { x: start.x, y: target.y + 10 })
}

test("a dish is dragged with the mouse and with a finger", async () => {
  const [first, second, third, ...rest] = await namesIn("Nasi & Lauk")
  const desk = await owner("menu/sort", { width: 1280, height: 800 })
  await drag(desk, first, second, async (start, end) => {
    await desk.mouse.move(start.x, start.y)
    await desk.mouse.down()
    await desk.mouse.move(start.x, (start.y + end.y) / 2, { steps: 4 })
    await desk.mouse.move(end.x, end.y, { steps: 4 })
    await desk.locator(".dragged").waitFor()
    await desk.mouse.up()
  })
  await until(async () => assert.deepEqual(await namesIn("Nasi & Lauk"), [second, first, third, ...rest]))
  await desk.context().close()

  const touch = await owner("menu/sort", { hasTouch: true, isMobile: true })
  const finger = await touch.context().newCDPSession(touch)
  await drag(touch, second, third, async (start, end) => {
    const at = (y) => [{ x: Math.round(start.x), y: Math.round(y) }]
    await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(start.y) })
    for (const part of [0.25, 0.5, 0.75, 1])
      await finger.send("Input.dispatchTouchEvent", {
        type: "touchMove",
        touchPoints: at(start.y + (end.y - start.y) * part),
      })
    await touch.locator(".dragged").waitFor()
    assert.equal(
      await touch.evaluate(() => scrollY > 0 && document.querySelector(".dragged") === null),
      false,
      "the page does not scroll away under the finger",
    )
    await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] })
  })
  await until(async () => assert.deepEqual(await namesIn("Nasi & Lauk"), [first, third, second, ...rest]))

  // Broken off with Esc, nothing has moved.
  await touch.locator("h2").first().scrollIntoViewIfNeeded()
  await drag(touch, first, second, async (start, end) => {
    await touch.mouse.move(start.x, start.y)
    await touch.mouse.down()
    await touch.mouse.move(end.x, end.y, { steps: 4 })
    await touch.keyboard.press("Escape")
    await touch.mouse.up()
  })
  assert.deepEqual(await namesIn("Nasi & Lauk"), [first, third, second, ...rest])
  assertUnbroken(touch)
  await touch.context().close()
})

test("an order made here while another screen changes the menu is laid onto the menu as it is then", async () => {
  const page = await owner("menu/sort")
  const before = await namesIn("Camilan & Manis")
  // Between this screen's look and its saving, the other one is quicker.
  await page.route(
    "**/menu/order",
    async (route) => {
      await call("POST", "menu", {
        category_id: (await edited()).categories.find((each) => each.name.id === "Camilan & Manis").id,
        name: { id: "Pukis", en: "" },
        price: 3_000,
      })
      await route.continue()
    },
    { times: 1 },
  )
  await page.getByRole("button", { name: `Naikkan ${before[1]}` }).click()
  await until(async () =>
    assert.deepEqual(await namesIn("Camilan & Manis"), [before[1], before[0], ...before.slice(2), "Pukis"]),
  )
  await page.getByText("Urutan tersimpan").waitFor()
  await page.context().close()
})

test("many dishes are sold out in one go, in one request, and come back the same way", async () => {
  const page = await owner("menu/select")
  const asked = []
  page.on("request", (request) => {
    if (request.method() === "PUT") asked.push(request.url())
  })
  for (const name of ["Kwetiau Siram", "Bakso Urat"])
    await page.getByRole("checkbox", { name: new RegExp(name) }).check()
  await page.getByRole("button", { name: "Semua Kopi" }).click()
  const count = (await namesIn("Kopi")).length + 2
  await page.getByText(`${count} dipilih`).waitFor()
  await page.getByRole("button", { name: "Habis", exact: true }).click()
  await dishOn(phone, "Bakso Urat").locator(".chip--sold").waitFor()
  assert.equal((await allItems()).filter((item) => !item.is_available).length, count)
  assert.equal(asked.length, 1)
  await toast(page, `${count} menu ditandai habis`).getByRole("button", { name: "Urungkan" }).click()
  await until(async () => assert.equal((await allItems()).filter((item) => !item.is_available).length, 0))
  await page.context().close()
})

test("the exported file changes nothing, an edited one shows what it does, and can be taken back", async () => {
  const page = await owner("menu")
  const download = page.waitForEvent("download")
  await page.getByRole("link", { name: "Unduh menu" }).click()
  const path = await (await download).path()
  await page.getByRole("button", { name: "Muat dari berkas" }).click()
  await page
    .locator("#menu-file")
    .setInputFiles({ name: "menu.json", mimeType: "application/json", buffer: readFileSync(path) })
  await sheet(page)
    .getByText(/Tidak ada yang berubah/)
    .waitFor()
  assert.equal(await sheet(page).getByRole("button", { name: "Ganti menu" }).count(), 0)

  const file = JSON.parse(readFileSync(path, "utf8"))
  await call("PUT", "menu/categories/1", { served: "06:00-10:30" })
  const kept = await allItems()
  const before = await call("GET", "menu/export")
  const gone = file.items.pop()
  file.items[0].price += 1_000
  file.items.push({ ...gone, name: { id: "Serabi", en: "" } })
  const upload = { name: "menu.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) }
  await page.locator("#menu-file").setInputFiles(upload)
  await sheet(page).getByRole("heading", { name: "1 ditambah" }).waitFor()
  await sheet(page).getByText("Serabi").waitFor()
  await sheet(page).locator(".preview__gone", { hasText: gone.name.id }).waitFor()
  assert.ok(await byName(gone.name.id), "nothing is done before it is wanted")
  assert.ok(await sheet(page).getByRole("link", { name: "Unduh menu" }).isVisible())
  await sheet(page).getByRole("button", { name: "Ganti menu" }).click()
  await sheet(page).getByText("Menu sudah diganti").waitFor()
  await dishOn(phone, "Serabi").waitFor()
  await dishOn(phone, gone.name.id).waitFor({ state: "detached" })
  await sheet(page).getByRole("button", { name: "Kembalikan menu tadi" }).click()
  await sheet(page).getByText("Menu sudah kembali").waitFor()
  await dishOn(phone, "Serabi").waitFor({ state: "detached" })
  // Also what the file of before does not say: the numbers, and that breakfast is not served all day.
  assert.deepEqual(await allItems(), kept)
  assert.deepEqual(await call("GET", "menu/export"), before)
  await call("PUT", "menu/categories/1", { served: "" })
  await page.context().close()
})

test("a menu that changes between the look and the tap is shown again, also on the way back", async () => {
  const page = await owner("menu/import")
  const file = await call("GET", "menu/export")
  file.items[0].price += 1_000
  const upload = { name: "menu.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) }
  await page.locator("#menu-file").setInputFiles(upload)
  const item = sheet(page).locator(".preview li")
  await item.first().waitFor()
  assert.equal(await item.count(), 1)
  const { id, name } = await byName("Americano")
  await call("PUT", `menu/${id}/availability`, { is_available: false })
  const again = sheet(page).getByText("Menu baru saja berubah")
  await sheet(page).getByRole("button", { name: "Ganti menu" }).click()
  await again.waitFor()
  await item.filter({ hasText: /Americano\s*Habis → Tersedia/ }).waitFor()
  assert.equal((await byName(name.id)).is_available, false, "nothing is done unseen")
  await sheet(page).getByRole("button", { name: "Ganti menu" }).click()
  await sheet(page).getByText("Menu sudah diganti").waitFor()
  assert.equal((await byName(name.id)).is_available, true)

  await call("PUT", `menu/${id}`, { price: 17_000 })
  await sheet(page).getByRole("button", { name: "Kembalikan menu tadi" }).click()
  await again.waitFor()
  await item.filter({ hasText: /Rp17\.000 → Rp15\.000/ }).waitFor()
  await sheet(page).getByRole("button", { name: "Kembalikan menu tadi" }).click()
  await sheet(page).getByText("Menu sudah kembali").waitFor()
  const back = await byName(name.id)
  assert.deepEqual([back.price, back.is_available], [15_000, false])
  await call("PUT", `menu/${id}/availability`, { is_available: true })
  await page.context().close()
})

test("prices whose answer was lost are sent again and go up once", async () => {
  const page = await owner("menu/prices")
  await sheet(page).getByLabel("Berapa persen").fill("10")
  await sheet(page).getByRole("button", { name: "Lihat harga baru" }).click()
  await sheet(page).locator(".preview li").first().waitFor()
  const prices = (route) => route.request().url().includes("expected_rev")
  await page.route("**/menu/prices?*", async (route) => {
    if (!prices(route)) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await sheet(page).getByRole("button", { name: "Pakai harga ini" }).click()
  await sheet(page).getByRole("alert").filter({ hasText: /\S/ }).waitFor()
  await page.unroute("**/menu/prices?*")
  await sheet(page).getByRole("button", { name: "Pakai harga ini" }).click()
  await sheet(page).getByText("Harga sudah diubah").waitFor()
  assert.equal((await byName("Americano")).price, 16_500)
  await sheet(page).getByRole("button", { name: "Kembalikan menu tadi" }).click()
  await sheet(page).getByText("Menu sudah kembali").waitFor()
  assert.equal((await byName("Americano")).price, 15_000)
  await page.context().close()
})

test("on an English screen new prices are seen by the items' English names, and one too high by its own", async () => {
  const page = await owner("menu")
  await page.getByRole("button", { name: /English/ }).click()
  await page.getByRole("button", { name: "Change prices" }).click()
  await sheet(page).getByRole("radio", { name: "Amount" }).check()
  await sheet(page).getByLabel("By how much", { exact: true }).fill("1000")
  await sheet(page).getByRole("button", { name: "See new prices" }).click()
  await sheet(page).locator(".preview li", { hasText: "Village fried rice" }).waitFor()
  assert.equal(await sheet(page).getByText("Nasi Goreng Kampung").count(), 0)
  await sheet(page).getByRole("button", { name: "Change again" }).click()
  await sheet(page).getByLabel("By how much", { exact: true }).fill("999999999")
  await sheet(page).getByRole("button", { name: "See new prices" }).click()
  await page
    .getByRole("alert")
    .filter({ hasText: /“Village fried rice” would cost more than/ })
    .waitFor()
  await page.context().close()
})

test("a table from a spreadsheet shows each price that it changes, and can be taken back", async () => {
  const page = await owner("menu")
  const download = page.waitForEvent("download")
  await page.getByRole("link", { name: "Unduh tabel" }).click()
  const table = readFileSync(await (await download).path(), "utf8")
  const kept = await byName("Americano")
  const row = table.split("\r\n").find((line) => line.startsWith(`menu;${kept.id};`))
  const edited = row.replace(";Americano;", ";Americano Panas;").replace(`;${kept.price};`, ";Rp 21.500;")
  await page.getByRole("button", { name: "Muat dari berkas" }).click()
  await page
    .locator("#menu-file")
    .setInputFiles({ name: "menu.csv", mimeType: "text/csv", buffer: Buffer.from(table.replace(row, edited)) })
  const line = sheet(page).locator(".preview li")
  await line.filter({ hasText: /Americano Panas.*dulu Americano.*Rp15\.000 → Rp21\.500/s }).waitFor()
  assert.equal(await line.count(), 1)
  await sheet(page).getByRole("button", { name: "Ganti menu" }).click()
  await sheet(page).getByText("Menu sudah diganti").waitFor()
  assert.equal((await byName("Americano Panas")).id, kept.id)
  await sheet(page).getByRole("button", { name: "Kembalikan menu tadi" }).click()
  await sheet(page).getByText("Menu sudah kembali").waitFor()
  assert.deepEqual(await byName("Americano"), kept)
  await page.context().close()
})

test("many prices change at once, seen first, and can be taken back", async () => {
  const page = await owner("menu")
  const kept = await allItems()
  await page.getByRole("button", { name: "Ubah harga" }).click()
  await sheet(page).getByLabel("Menu yang mana").selectOption({ label: "Kopi" })
  await sheet(page).getByRole("button", { name: "Lihat harga baru" }).click()
  await sheet(page).getByText("Isi angkanya dulu").waitFor()
  await sheet(page).getByLabel("Berapa persen").fill("10")
  await sheet(page).getByRole("button", { name: "Lihat harga baru" }).click()
  // 16.500, and nothing is done yet.
  await sheet(page)
    .locator("li", { hasText: /^Americano\s*Rp15\.000 → Rp16\.500/ })
    .waitFor()
  assert.deepEqual(await allItems(), kept)
  await sheet(page).getByRole("button", { name: "Pakai harga ini" }).click()
  await sheet(page).getByText("Harga sudah diubah").waitFor()
  assert.equal((await byName("Americano")).price, 16_500)
  await sheet(page).getByRole("button", { name: "Kembalikan menu tadi" }).click()
  await sheet(page).getByText("Menu sudah kembali").waitFor()
  assert.deepEqual(await allItems(), kept)
  await page.context().close()
})

test("a file that cannot be the menu is refused in words that name the place", async () => {
  const page = await owner("menu/import")
  const choose = (text) =>
    page
      .locator("#menu-file")
      .setInputFiles({ name: "menu.json", mimeType: "application/json", buffer: Buffer.from(text) })
  const problem = page.getByRole("alert").filter({ hasText: /\S/ })
  await choose('{\n "categories": [,]\n}')
  await problem.filter({ hasText: /baris 2/ }).waitFor()
  await choose("Nama;Harga\nAmericano;15.5\n")
  await problem.filter({ hasText: /Baris 2, kolom “Harga”: “15\.5” bukan harga/ }).waitFor()
  await choose("PK\u0003\u0004\0\0")
  await problem.filter({ hasText: /CSV UTF-8/ }).waitFor()
  const file = await call("GET", "menu/export")
  file.items[3].price = -5
  await choose(JSON.stringify(file))
  await problem.filter({ hasText: /items\[3\]\.price/ }).waitFor()
  assert.equal(await sheet(page).getByRole("button", { name: "Ganti menu" }).count(), 0)
  await page.context().close()
})

test("a category with dishes is not deleted, and says what to do first; an empty one can be brought back", async () => {
  const page = await owner("menu")
  await page.getByRole("button", { name: "Ubah kategori Kopi" }).click()
  await sheet(page).getByRole("button", { name: "Hapus", exact: true }).click()
  await page
    .getByRole("alert")
    .filter({ hasText: /Pindahkan atau hapus dulu/ })
    .waitFor()
  await page.keyboard.press("Escape")
  await closed(page)
  await call("POST", "menu/categories", { name: { id: "Paket", en: "" }, station: "dapur" })
  await page.getByRole("button", { name: "Ubah kategori Paket" }).click()
  await sheet(page).getByRole("button", { name: "Hapus", exact: true }).click()
  await closed(page)
  await page.getByRole("heading", { name: "Paket" }).waitFor({ state: "detached" })
  await toast(page, "Paket dihapus").getByRole("button", { name: "Urungkan" }).click()
  await page.getByRole("heading", { name: "Paket" }).waitFor()
  await page.context().close()
})

test("a choice says which dishes it touches before it is deleted, and comes back to all of them", async () => {
  const { modifier_groups: groups } = await edited()
  const sugar = groups.find((group) => group.name.id === "Gula")
  const users = async () => (await allItems()).filter((item) => item.modifier_group_ids.includes(sugar.id)).length
  const count = await users()
  const page = await owner("choices")
  await open(page, "Gula")
  await sheet(page).getByText(`Dipakai ${count} menu`).waitFor()
  await sheet(page).getByRole("button", { name: "Hapus", exact: true }).click()
  await closed(page)
  assert.equal(await users(), 0)
  await toast(page, "Gula dihapus").getByRole("button", { name: "Urungkan" }).click()
  await until(async () => assert.equal(await users(), count))

  // Its rule in words, its options in order.
  await open(page, "Gula")
  await sheet(page).getByRole("radio", { name: "Boleh beberapa" }).check()
  await sheet(page).getByLabel("Maksimal").selectOption("2")
  await sheet(page).getByText("Boleh maks. 2").waitFor()
  await sheet(page)
    .getByRole("button", { name: /^Turunkan Normal/ })
    .click()
  await sheet(page)
    .getByRole("button", { name: /^Habis: Tanpa gula/ })
    .click()
  await save(page)
  await closed(page)
  const now = (await edited()).modifier_groups.find((group) => group.id === sugar.id)
  assert.deepEqual(
    [
      now.min,
      now.max,
      now.options[1].name.id,
      now.options.find((option) => option.name.id === "Tanpa gula").is_available,
    ],
    [0, 2, "Normal", false],
  )
  await toast(page, "Gula tersimpan").getByRole("button", { name: "Urungkan" }).click()
  await until(async () =>
    assert.deepEqual(
      (await edited()).modifier_groups.find((group) => group.id === sugar.id),
      sugar,
    ),
  )
  assertUnbroken(page)
  await page.context().close()
})

test("another screen's change shows at once, and never over what is being typed", async () => {
  const { id } = await byName("Americano")
  const page = await owner(`menu/item/${id}`)
  await sheet(page).getByLabel("Harga", { exact: true }).fill("17500")
  await call("PUT", `menu/${id}`, { price: 16_000, name: { id: "Americano Panas", en: "Americano" } })
  // Untouched fields follow; the touched one stays, and says so.
  await until(async () =>
    assert.equal(await sheet(page).getByLabel("Nama", { exact: true }).inputValue(), "Americano Panas"),
  )
  assert.equal(await sheet(page).getByLabel("Harga", { exact: true }).inputValue(), "17.500")
  await sheet(page).getByText("Di layar lain diubah menjadi: Rp16.000").waitFor()
  await save(page)
  await closed(page)
  const item = await byName("Americano Panas")
  assert.equal(item.price, 17_500)
  await call("PUT", `menu/${id}`, { name: { id: "Americano", en: "Americano" } })
  await page.getByRole("button", { name: "Americano", exact: true }).waitFor()
  await page.context().close()
})

test("what another screen deletes while somebody writes stays open, and comes back when it is saved", async () => {
  const page = await owner("menu")
  await open(page, "Cokelat")
  await sheet(page).getByLabel("Harga", { exact: true }).fill("17000")
  await call("DELETE", `menu/${(await byName("Cokelat")).id}`)
  await sheet(page)
    .getByText(/Ini sudah dihapus di layar lain/)
    .waitFor()
  await save(page)
  await closed(page)
  assert.equal((await byName("Cokelat")).price, 17_000)

  const group = await call("POST", "menu/groups", {
    name: { id: "Es batu", en: "" },
    min: 0,
    max: 1,
    options: [{ name: { id: "Tanpa es", en: "" }, price: 0 }],
  })
  await goTo(page, "Pilihan")
  await open(page, "Es batu")
  await sheet(page).getByLabel("Nama", { exact: true }).fill("Es batunya")
  await call("DELETE", `menu/groups/${group.id}`)
  await sheet(page)
    .getByText(/Ini sudah dihapus di layar lain/)
    .waitFor()
  await save(page)
  await closed(page)
  assert.ok((await edited()).modifier_groups.some((each) => each.id === group.id && each.name.id === "Es batunya"))
  assertUnbroken(page)
  await page.context().close()
})

test("what is not saved yet survives a closed sheet, a reload, a lost connection and an ended session", async () => {
  const page = await owner("menu")
  await open(page, "Roti Bakar")
  const name = () => sheet(page).getByLabel("Nama", { exact: true })
  await name().fill("Roti Bakar Keju")
  await page.keyboard.press("Escape")
  await closed(page)
  await page.locator(".dish", { hasText: "Roti Bakar" }).getByText("Belum disimpan").waitFor()
  await open(page, "Roti Bakar")
  assert.equal(await name().inputValue(), "Roti Bakar Keju")
  await page.reload()
  await isLive(page)
  assert.equal(await name().inputValue(), "Roti Bakar Keju")

  await page.route("**/api/v1/admin/menu/*", (route) => route.abort(), { times: 1 })
  await save(page)
  await page
    .getByRole("alert")
    .filter({ hasText: /Tidak tersambung ke toko/ })
    .waitFor()
  assert.equal(await name().inputValue(), "Roti Bakar Keju")

  await page.evaluate(() =>
    fetch("/api/v1/admin/logout", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" }),
  )
  // The page hears of it by itself, with the sheet still open.
  await page.getByText(/Anda sudah keluar/).waitFor()
  await page.getByLabel("Nama").fill("Dewi")
  await page.getByLabel("PIN").fill(PIN)
  await page.getByRole("button", { name: "Masuk" }).click()
  await isLive(page)
  assert.equal(await name().inputValue(), "Roti Bakar Keju")
  await save(page)
  await closed(page)
  assert.ok(await byName("Roti Bakar Keju"))
  await page.context().close()
})

test("thrown away, what was typed can still be brought back", async () => {
  const page = await owner("menu")
  await open(page, "Kentang Goreng")
  await sheet(page).getByLabel("Harga", { exact: true }).fill("1")
  await sheet(page).getByRole("button", { name: "Buang" }).click()
  assert.equal(await sheet(page).getByLabel("Harga", { exact: true }).inputValue(), "15.000")
  await sheet(page).getByRole("button", { name: "Urungkan" }).click()
  assert.equal(await sheet(page).getByLabel("Harga", { exact: true }).inputValue(), "1")
  await sheet(page).getByRole("button", { name: "Buang" }).click()
  await page.context().close()
})

test("two quick taps on save make one dish, and so does a try whose answer was lost", async () => {
  const page = await owner("menu")
  const write = async (name) => {
    await page.getByRole("button", { name: "Menu baru" }).click()
    await sheet(page).getByLabel("Nama", { exact: true }).fill(name)
    await sheet(page).getByLabel("Harga", { exact: true }).fill("5000")
  }
  const count = async (name) => (await allItems()).filter((item) => item.name.id === name).length
  await write("Air Putih")
  await sheet(page)
    .getByRole("button", { name: "Simpan", exact: true })
    .evaluate((button) => {
      button.click()
      button.click()
    })
  await closed(page)
  assert.equal(await count("Air Putih"), 1)

  await write("Air Soda")
  // It arrives, and the answer does not.
  await page.route(
    "**/api/v1/admin/menu",
    async (route) => {
      if (route.request().method() !== "POST") return route.fallback()
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  await save(page)
  await page
    .getByRole("alert")
    .filter({ hasText: /Tidak tersambung ke toko/ })
    .waitFor()
  await save(page)
  await closed(page)
  assert.equal(await count("Air Soda"), 1)
  await page.context().close()
})

test("what is missing is said beside its field, which takes the focus", async () => {
  const page = await owner("menu/item/new/1")
  await save(page)
  await sheet(page).getByText("Isi namanya dulu.").waitFor()
  await sheet(page).getByText("Isi harganya. Kalau gratis, tulis 0.").waitFor()
  const field = sheet(page).getByLabel("Nama", { exact: true })
  assert.equal(await field.evaluate((each) => each === document.activeElement), true)
  assert.equal(await field.getAttribute("aria-invalid"), "true")
  // What the server refuses is said at the field as well.
  await field.fill("Mahal")
  await sheet(page).getByLabel("Harga", { exact: true }).fill("5000")
  await page.route(
    "**/api/v1/admin/menu",
    (route) =>
      route.fulfill({
        status: 422,
        contentType: "application/problem+json",
        body: JSON.stringify({ code: "unfit_menu", title: "", detail: "Harga tidak bisa dipakai.", field: "price" }),
      }),
    { times: 1 },
  )
  await save(page)
  await sheet(page).locator("#item-price-problem", { hasText: "Harga tidak bisa dipakai." }).waitFor()
  await page.context().close()
})

test("a dish is added with the keyboard alone", async () => {
  const page = await owner("menu", { width: 1280, height: 800 })
  const tabTo = async (what) => {
    for (let n = 0; n < 120; n++) {
      await page.keyboard.press("Tab")
      if (
        await page.evaluate(
          (wanted) =>
            (
              document.activeElement?.getAttribute("aria-label") ??
              document.activeElement?.labels?.[0]?.innerText ??
              document.activeElement?.innerText ??
              ""
            )
              .trim()
              .startsWith(wanted),
          what,
        )
      )
        return
    }
    assert.fail(`nobody gets to ${what}`)
  }
  await tabTo("Tambah ke Minuman Lain")
  await page.keyboard.press("Enter")
  await sheet(page).waitFor()
  await tabTo("Nama")
  await page.keyboard.type("Bandrek")
  await tabTo("Harga")
  await page.keyboard.type("8000", BY_HAND)
  await page.keyboard.press("Enter")
  await closed(page)
  const item = await byName("Bandrek")
  assert.equal(item.price, 8_000)
  assert.ok((await namesIn("Minuman Lain")).includes("Bandrek"))
  await until(async () =>
    assert.equal(
      await page.evaluate(() => document.activeElement?.innerText.trim()),
      "Tambah ke Minuman Lain",
      "the focus is back where it came from",
    ),
  )
  assertUnbroken(page)
  await page.context().close()
})

test("the phone's Back closes what was opened and stays on the screen", async () => {
  const page = await owner("menu")
  await open(page, "Pisang Goreng")
  await sheet(page).waitFor()
  await page.goBack()
  await closed(page)
  assert.match(page.url(), /\/admin#menu$/)
  await page.context().close()
})

test("searching finds dishes by any of their words", async () => {
  const page = await owner("menu")
  await page.getByLabel(/Cari menu/).fill("village")
  await page.getByRole("button", { name: "Nasi Goreng Kampung", exact: true }).waitFor()
  assert.equal(await page.locator(".dish").count(), 1)
  await page.getByLabel(/Cari menu/).fill("zzz")
  await page.getByText("Tidak ada yang cocok").waitFor()
  await page.context().close()
})

test("settings are saved by their part, reach every screen, and can be taken back", async () => {
  const page = await owner("settings")
  const facts = async () => (await shop.call("GET", "/api/v1/shop")).body
  const part = (name) => page.locator("form.setting", { has: page.getByRole("heading", { name, exact: true }) })
  await page.getByLabel("Nama toko", { exact: true }).fill("Warung Bu Dewi")
  await part("Toko")
    .getByRole("button", { name: /^Simpan/ })
    .click()
  await part("Toko").getByText("Tersimpan").waitFor()
  assert.equal((await facts()).name, "Warung Bu Dewi")
  await phone.getByRole("heading", { name: "Warung Bu Dewi" }).waitFor()
  await toast(page, "Toko tersimpan").getByRole("button", { name: "Urungkan" }).click()
  await phone.getByRole("heading", { name: "Warung Contoh Dewi" }).waitFor()

  await page.getByLabel("Pesanan merah setelah").fill("6")
  await part("Dapur, layar antrean, dan layar pesan")
    .getByRole("button", { name: /^Simpan/ })
    .click()
  await page.getByText("Harus lebih lama daripada kuning.").waitFor()
  // The contents say which card waits to be saved, and lead to each.
  const contents = page.getByRole("navigation", { name: "Isi halaman ini" })
  await contents.locator("a:has(.chip)", { hasText: "Dapur, layar antrean" }).waitFor()
  assert.equal(await contents.locator(".chip").count(), 1)
  await contents.getByRole("link", { name: "Suara" }).click()
  await page.waitForFunction(() => document.activeElement?.id === "sounds-title")
  assert.match(page.url(), /#settings\/sounds$/)
  await page.getByLabel("Pesanan merah setelah").fill("20")
  await page.getByLabel("Nomor siap hilang").fill("0")
  await page.getByText("nomor tetap di layar antrean").waitFor()
  await part("Dapur, layar antrean, dan layar pesan")
    .getByRole("button", { name: /^Simpan/ })
    .click()
  await part("Dapur, layar antrean, dan layar pesan").getByText("Tersimpan").waitFor()
  const { kitchen_red_minutes, board_ready_minutes } = await facts()
  assert.deepEqual([kitchen_red_minutes, board_ready_minutes], [20, 0])

  const method = (name) => page.locator(".choice", { hasText: name }).click()
  for (const name of ["Tunai", "QRIS", "Transfer", "Kartu"]) await method(name)
  await part("Pesanan dan pembayaran")
    .getByRole("button", { name: /^Simpan/ })
    .click()
  await page.getByText("Pilih minimal satu cara bayar.").waitFor()
  for (const name of ["QRIS", "Tunai"]) await method(name)
  await method("Tetap menunggu")
  await page.getByText("Pesanan tetap di daftar").waitFor()
  await part("Pesanan dan pembayaran")
    .getByRole("button", { name: /^Simpan/ })
    .click()
  await part("Pesanan dan pembayaran").getByText("Tersimpan").waitFor()
  assert.equal((await shop.call("GET", "/api/v1/admin/settings", undefined, dewi)).body.completes_ready_orders, false)
  assert.deepEqual((await facts()).payment_methods, ["cash", "qris"])

  await page.getByRole("switch", { name: "Menerima pesanan" }).click()
  await phone.getByText("Maaf, kami sedang tidak menerima pesanan.").first().waitFor()
  await toast(page, "tidak menerima pesanan").getByRole("button", { name: "Urungkan" }).click()
  await phone.getByText("Maaf, kami sedang tidak menerima pesanan.").first().waitFor({ state: "detached" })

  // Decided on another screen: it shows here, and what is typed here stays.
  await page.getByLabel("Nama toko", { exact: true }).fill("Warung Baru")
  await call("PATCH", "settings", { kiosk_idle_s: 90, shop_name: "Warung Lain" })
  await until(async () => assert.equal(await page.getByLabel(/Layar pesan bertanya/).inputValue(), "90"))
  assert.equal(await page.getByLabel("Nama toko", { exact: true }).inputValue(), "Warung Baru")
  await page.getByText("Di layar lain diubah menjadi: Warung Lain").waitFor()
  await page.getByRole("button", { name: "Pakai itu" }).click()
  assert.equal(await page.getByLabel("Nama toko", { exact: true }).inputValue(), "Warung Lain")
  assertUnbroken(page)
  await page.context().close()
})

test("tables are made many at once, renamed, taken away, and never twice the same", async () => {
  const page = await owner("tables")
  const part = page.locator("form.setting", { has: page.getByRole("heading", { name: "Meja", exact: true }) })
  const tables = async () => (await shop.call("GET", "/api/v1/shop")).body.tables
  await part.getByLabel("Meja 1 sampai").fill("6")
  await part.getByRole("button", { name: "Buat" }).click()
  await part.getByText("6 meja").waitFor()
  await part.getByLabel("Meja ke-6").fill("Teras")
  await part.getByRole("button", { name: "Hapus meja 2", exact: true }).click()
  await part.getByRole("button", { name: "Tambah satu meja" }).click()
  await part.getByLabel("Meja ke-6").fill("Teras")
  await part.getByRole("button", { name: /^Simpan/ }).click()
  await part.getByText("Meja Teras sudah ada.").waitFor()
  await part.getByLabel("Meja ke-6").fill("VIP")
  await part.getByRole("button", { name: /^Simpan/ }).click()
  await part.getByText("Tersimpan").waitFor()
  assert.deepEqual(await tables(), ["1", "3", "4", "5", "Teras", "VIP"])
  await toast(page, "Meja tersimpan").getByRole("button", { name: "Urungkan" }).click()
  await until(async () => assert.deepEqual(await tables(), []))
  await page.context().close()
})

test("without the server, an overlay says since when, and what one is writing stays open", async () => {
  const other = await openShop()
  const page = await device(browser)
  await signIn(page, `${other.url}/admin#menu`, "Dewi")
  await open(page, "Kopi Tubruk")
  await sheet(page).getByLabel("Nama", { exact: true }).fill("Kopi Tubruk Tua")
  await other.close()
  await page.locator(".stale-overlay", { hasText: "Terputus dari komputer toko" }).waitFor()
  assert.equal(await page.locator(".page").evaluate((each) => each.inert), true)
  assert.equal(await sheet(page).getByLabel("Nama", { exact: true }).inputValue(), "Kopi Tubruk Tua")
  await other.reopen()
  await isLive(page)
  await save(page)
  await closed(page)
  await page.getByRole("button", { name: "Kopi Tubruk Tua", exact: true }).waitFor()
  await page.context().close()
  await other.end()
})

test("every word changes with the language, and nothing broke on the way", async () => {
  const page = await owner("menu")
  await page.getByRole("button", { name: /English/ }).click()
  await page.getByRole("button", { name: "New item" }).waitFor()
  await toGroup(page, "Shop")
  await page.getByRole("heading", { name: "Orders and payment" }).waitFor()
  await page.getByRole("button", { name: /Bahasa Indonesia/ }).click()
  await page.getByRole("heading", { name: "Pesanan dan pembayaran" }).waitFor()
  assertUnbroken(page, admin, phone)
  await page.context().close()
})

const toGroup = (page, name) =>
  page.getByRole("navigation", { name: "Admin sections" }).getByRole("link", { name }).click()

test("the first page tells what came in today, follows the till, and every section is two taps away", async () => {
  const other = await openShop()
  try {
    const till = await other.token("Rina")
    const page = await device(browser, { width: 360, height: 740 })
    await signIn(page, `${other.url}/admin`, "Dewi")
    const card = (name) => page.locator("section.card", { has: page.getByRole("heading", { name, exact: true }) })
    await card("Uang masuk").getByText("Rp0", { exact: true }).waitFor()
    const same = await mark(page)
    const { uid, total_amount } = await other.order()
    await card("Sedang berjalan")
      .getByText(/^Belum dibayar: 1 pesanan/)
      .waitFor()
    const money = (amount) => `Rp${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")}`
    const pay = { method: "qris", expected_rev: 1 }
    const key = { "idempotency-key": "paid-elsewhere" }
    await other.call("POST", `/api/v1/admin/orders/${uid}/payments`, pay, { ...till, ...key })
    await card("Uang masuk")
      .locator(".today__sum", { hasText: money(total_amount) })
      .waitFor()
    await card("Uang masuk").locator("dl > div", { hasText: "QRIS" }).getByText(money(total_amount)).waitFor()
    await card("Sedang berjalan").getByText("Belum dibayar").waitFor({ state: "detached" })
    const [item] = (await other.call("GET", "/api/v1/menu")).body.categories[0].items
    await other.call("PUT", `/api/v1/admin/menu/${item.id}/availability`, { is_available: false }, till)
    await card("Habis").getByText(item.name).waitFor()
    assert.equal(await page.getByText("Kasir (Dewi)").count(), 0, "this page is no till")
    await same()

    const groups = page.getByRole("navigation", { name: "Bagian admin" })
    const current = () => groups.locator("[aria-current]").innerText()
    const box = await groups.boundingBox()
    assert.equal(box.y + box.height, 740, "below the thumb")
    await goTo(page, "Cadangan")
    assert.equal(await current(), "Lainnya")
    await page.getByRole("heading", { name: "Cadangan", exact: true }).waitFor({ state: "attached" })
    // An address from before there were groups.
    await page.goto(`${other.url}/admin#settings`)
    await page.getByLabel("Nama toko", { exact: true }).waitFor()
    assert.equal(await current(), "Toko")
    await page.setViewportSize({ width: 1280, height: 800 })
    const side = await groups.boundingBox()
    assert.ok(side.x === 0 && side.width < 300, "at the left")
    await page.goBack()
    await page.waitForURL(/#backups$/)
    assert.equal(await current(), "Lainnya")
    assertUnbroken(page)
    await page.context().close()
  } finally {
    await other.end()
  }
})

test("on the smallest phone the sections of each group are one row, with the present one in sight", async () => {
  const page = await owner("today", { width: 360, height: 740 })
  for (const section of ["tax", "choices", "settings", "phone", "devices", "history", "health"]) {
    await page.goto(`${shop.url}/admin#${section}`)
    const here = page.locator(".parts [aria-current]")
    await page.locator(`.parts [href$="#${section}"][aria-current]`).waitFor()
    const tops = await page
      .locator(".parts a")
      .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top))
    assert.equal(new Set(tops).size, 1, `${section}: ${tops}`)
    const { x, width } = await here.boundingBox()
    assert.ok(x >= 0 && x + width <= 360, `${section}: ${x} to ${x + width}`)
  }
  assertUnbroken(page)
  await page.context().close()
})
