// Where phones find the shop: cards that lead elsewhere are said on every screen of the staff until they are printed
// anew, and the owner tries with a phone, says which network it is in and what the shop is called there.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { assertUnbroken, axe, decode, device, enterAs, isLive, openBrowser, openShop, PIN, signIn } from "./support.js"

let shop, browser
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

async function owner(hash, own = shop) {
  const page = await device(browser, { width: 1280, height: 900 })
  await enterAs(page, own, "Dewi", `/admin#${hash}`)
  return page
}

test("cards with an old address are said on every screen of the staff until somebody has printed them", async () => {
  const own = await openShop()
  try {
    const { port } = new URL(own.url)
    assert.equal((await own.call("POST", "/api/v1/setup/finish", {}, await own.token("Dewi"))).status, 204)
    const till = await device(browser, { width: 1024, height: 768 })
    await signIn(till, `${own.url}/cashier`, "Rina")
    const admin = await owner("menu", own)
    const notice = (page) => page.locator(".reprint")
    assert.equal((await notice(till).count()) + (await notice(admin).count()), 0)

    // The router gave another address, as far as the shop's screens can tell.
    await own.close()
    await own.start([
      "serve",
      "--listen",
      `127.0.0.1:${port}`,
      "--data",
      own.data,
      "--public-url",
      `http://localhost:${port}`,
    ])
    await notice(till).waitFor()
    await notice(admin).waitFor()
    const words = await notice(till).textContent()
    assert.match(words, /cetak ulang kartu QR/)
    assert.ok(words.includes(`127.0.0.1:${port}`) && words.includes(`localhost:${port}`), words)
    assert.equal(await notice(till).getByRole("link", { name: "Kartu QR" }).getAttribute("href"), "/admin/cards")
    await isLive(till)
    await isLive(admin)
    assert.deepEqual(await axe(till), [])
    assert.deepEqual(await axe(admin), [])

    await notice(till).getByRole("button", { name: "Sudah dicetak" }).click()
    await till.getByText(`Tercatat: kartu QR memakai localhost:${port}.`).first().waitFor()
    await notice(till).waitFor({ state: "detached" })
    await notice(admin).waitFor({ state: "detached" })
    // A slip of the finger is taken back, and the page of the cards has the notice, too.
    await till.getByRole("button", { name: "Urungkan" }).click()
    await notice(till).waitFor()
    await notice(admin).waitFor()
    await till.goto(`${own.url}/admin/cards`)
    await isLive(till)
    assert.equal(await notice(till).getByRole("link").count(), 0, "it leads to where one is")
    assert.deepEqual(await axe(till), [])
    await notice(till).getByRole("button", { name: "Sudah dicetak" }).click()
    await notice(till).waitFor({ state: "detached" })
    await notice(admin).waitFor({ state: "detached" })
    await admin.goto(`${own.url}/admin#history`)
    await admin.getByText("Alamat di kartu QR").first().waitFor()
    assertUnbroken(till, admin)
    await till.context().close()
    await admin.context().close()
  } finally {
    await own.end()
  }
})

test("a phone that gets here turns the owner's page green, and the next can be tried by another address", async () => {
  const page = await owner("phone")
  const code = page.getByRole("img", { name: "Kode QR untuk tes HP" })
  const scanned = async () => {
    await code.waitFor()
    return decode(await code.screenshot())
  }
  const green = page.getByRole("status").filter({ hasText: "HP tersambung" })
  await page.getByText("Menunggu HP…").waitFor()
  const address = await scanned()
  assert.ok(address.startsWith(`${shop.url}/hp/`), address)

  const phone = await device(browser)
  await phone.goto(address)
  await phone.getByRole("heading", { name: "HP ini tersambung" }).waitFor()
  await green.waitFor()
  assert.match(await green.textContent(), new RegExp(`127\\.0\\.0\\.1 · lewat ${new URL(shop.url).host}`))
  assert.deepEqual(await axe(page), [])

  await page.getByRole("button", { name: "Coba HP lain" }).click()
  await green.waitFor({ state: "detached" })
  await page.getByText("Menunggu HP…").waitFor()
  const others = page.getByLabel("Alamat yang dicoba").locator("option")
  assert.equal(await others.first().textContent(), `${new URL(shop.url).host} (di kode QR)`)
  if ((await others.count()) > 1) {
    const other = await others.nth(1).getAttribute("value")
    await page.getByLabel("Alamat yang dicoba").selectOption(other)
    await page.waitForFunction(
      (url) => document.querySelector(".reach img")?.src.includes(encodeURIComponent(`${url}/hp/`)),
      other,
    )
    assert.ok((await scanned()).startsWith(`${other}/hp/`))
  }
  assertUnbroken(page, phone)
  await page.context().close()
  await phone.context().close()
})

test("when no phone comes, the usual causes are told", async () => {
  const page = await device(browser)
  await page.clock.install()
  await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name: "Dewi", pin: PIN } })
  await page.goto(`${shop.url}/admin#phone`)
  await page.locator(".reach img").waitFor()
  assert.equal(await page.locator(".causes").count(), 0)
  await page.clock.fastForward(21_000)
  for (const cause of ["data seluler", "Wi-Fi lain", "Wi-Fi tamu", "tetap terhubung", "VPN", "Firewall"]) {
    await page.locator(".causes li", { hasText: cause }).waitFor()
  }
  assert.deepEqual(await axe(page), [])
  assertUnbroken(page)
  await page.context().close()
})

test("the owner names the shop in its network, and what cannot be a name is not sent", async () => {
  const page = await owner("network")
  const card = page.locator("form", { has: page.getByRole("heading", { name: "Alamat untuk HP" }) })
  await card.getByText(new URL(shop.url).host, { exact: true }).waitFor()
  const name = card.getByLabel("Nama toko di jaringan")
  assert.equal(await name.inputValue(), "siap")
  await name.fill("warung dewi")
  await card.getByRole("button", { name: /Simpan/ }).click()
  await card.getByText("Hanya huruf, angka, dan strip; tanpa spasi dan titik.").waitFor()
  await name.fill("Warung-Dewi")
  await card.getByRole("button", { name: /Simpan/ }).click()
  await card.getByText("Tersimpan").waitFor()
  const { body } = await shop.call("GET", "/api/v1/admin/settings", undefined, await shop.token("Dewi"))
  assert.equal(body.local_name, "warung-dewi")
  assertUnbroken(page)
  await page.context().close()
})
