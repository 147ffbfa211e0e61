// A disk that fills up: whoever stands at the counter reads it before a customer does, and it is gone when there is
// room again.

import assert from "node:assert/strict"
import { execFileSync } from "node:child_process"
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, test } from "node:test"
import { assertUnbroken, axe, device, enterAs, openBrowser, openOrder, openShop, PIN, signIn } from "./support.js"

const MIB = 1024 * 1024
// The shop looks at its disk every few seconds.
const A_LOOK = { timeout: 30_000 }

/** A disk of its own, with room enough for a shop; none where this user may not have one. */
function openDisk() {
  const folder = mkdtempSync(join(tmpdir(), "siap-disk-"))
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=640m", "tmpfs", folder], { stdio: "pipe" })
    return folder
  } catch {
    rmdirSync(folder)
    return null
  }
}

const disk = openDisk()
const skip = disk ? false : "only root may have a small disk to fill"
const ballast = () => join(disk, "ballast")
/** Leaves so many MiB free. */
function leave(mebibytes) {
  rmSync(ballast(), { force: true })
  const { bavail, bsize } = statfsSync(disk)
  const file = openSync(ballast(), "w")
  const block = Buffer.alloc(MIB, 7)
  for (let left = bavail * bsize - mebibytes * MIB; left > 0; left -= MIB)
    writeSync(file, block, 0, Math.min(left, MIB))
  closeSync(file)
}

let shop, browser
before(async () => {
  if (!disk) return
  shop = await openShop({ folder: disk })
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await shop?.end()
  if (!disk) return
  execFileSync("umount", ["-l", disk])
  rmdirSync(disk)
})

// More than 10 s: the shop looks at its disk every few seconds, and is awaited three times.
test(
  "low is a quiet line, short a warning that cannot be overlooked, and with room again both are gone by themselves",
  { skip },
  async () => {
    const till = await device(browser, { width: 1280, height: 800 })
    await signIn(till, `${shop.url}/cashier`, "Rina")
    const owner = await device(browser, { width: 1280, height: 800 })
    await enterAs(owner, shop, "Dewi", "/admin#menu")
    const health = await device(browser)
    await health.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name: "Dewi", pin: PIN } })
    await health.goto(`${shop.url}/admin#health`)
    await health.locator(".finding--good").waitFor()
    const notice = (page, text) => page.locator(".shop-notice", { hasText: text })
    const open = await shop.order()
    assert.equal(await till.locator(".shop-notice").count(), 0)

    leave(200)
    await notice(till, "tinggal sedikit").waitFor(A_LOOK)
    await notice(till, "Minta pemilik menghapus berkas").waitFor()
    await notice(owner, "tinggal sedikit").waitFor()
    await health.locator(".finding--wait", { hasText: "Penyimpanan tinggal sedikit" }).waitFor()
    // Little room refuses nobody.
    await shop.order()

    leave(20)
    await notice(till, "pesanan baru ditolak").waitFor(A_LOOK)
    await till.getByRole("status").filter({ hasText: "masih bisa dibayar dan diselesaikan" }).waitFor()
    await health.locator(".finding--danger", { hasText: "pesanan baru ditolak" }).waitFor()
    assert.deepEqual(await axe(till), [])
    const items = [{ menu_item_id: (await shop.dish("Kopi Tubruk")).id, quantity: 1 }]
    const refused = await shop.call("POST", "/api/v1/orders", {
      items,
      payment_method: "cash",
      order_type: "dine_in",
      table_number: "5",
    })
    assert.deepEqual([refused.status, refused.body.code], [507, "disk_full"])
    // And it is as it says: what is open is paid, on this very page.
    await openOrder(till, open)
    await till.getByRole("button", { name: /Terima pembayaran/ }).click()
    await till.getByRole("button", { name: /Tandai lunas/ }).click()
    await till.locator(".detail .chip--prep").waitFor()
    await owner.getByRole("link", { name: "Lihat Kesehatan" }).click()
    await owner.locator(".finding--danger").waitFor()
    // Said once, not twice.
    assert.equal(await owner.locator(".shop-notice").count(), 0)

    rmSync(ballast())
    await till.locator(".shop-notice").waitFor({ state: "detached", ...A_LOOK })
    for (const page of [owner, health]) await page.locator(".finding--good").waitFor()
    await shop.order()
    assertUnbroken(till, owner, health)
  },
)
