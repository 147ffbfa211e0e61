// How the shop is, without a browser: what is said first, in whose words, and how sizes are written.

import assert from "node:assert/strict"
import { test } from "node:test"
import { figures, size } from "../../../static/pages/admin/shared/number.js"
import { mustReprint, noticesOf } from "../../../static/lib/shop-notices.js"
import { FAR_BEHIND, findingsOf, inOrder, shareTaken, stateOf } from "../../../static/pages/admin/health/findings.js"

const screen = (room, more = {}) => ({
  id: room,
  room,
  name: null,
  address: "10.0.0.7",
  connected: true,
  current: true,
  last_seen: "2026-11-22T02:00:00Z",
  seq: 40,
  behind: 0,
  delay_ms: 4,
  ...more,
})
const well = {
  status: "ok",
  disk: { space: "plenty", free_bytes: 24e9, total_bytes: 31e9 },
  clock_ok: true,
  backup_trouble: null,
  last_backup: { at: "2026-11-22T02:00:00Z", name: "siap-20261122T020000Z.db", bytes: 1, reason: "routine" },
  screens: [screen("kitchen"), screen("board")],
}
const kinds = (more) => findingsOf({ ...well, ...more }).map(({ kind }) => kind)
const lost = { connected: false, seq: null, behind: null, delay_ms: null }

test("of a shop that is well nothing is said", () => {
  assert.deepEqual(findingsOf(well), [])
})

test("what is refused stands before what can wait, and a hint stands last", () => {
  const all = findingsOf({
    status: "cannot_write",
    disk: { ...well.disk, space: "short" },
    clock_ok: false,
    last_backup: null,
    backup_trouble: null,
    screens: [screen("board", lost), screen("kitchen", { current: false })],
  })
  assert.deepEqual(
    all.map(({ kind }) => kind),
    ["cannot_write", "disk_short", "clock", "screen_silent", "screen_lost", "no_backup"],
  )
  assert.deepEqual(
    all.map(({ level }) => level),
    ["danger", "danger", "wait", "wait", "wait", "hint"],
  )
})

test("a disk is full, short or low, and only one of them", () => {
  assert.deepEqual(kinds({ status: "disk_full", disk: { ...well.disk, space: "short" } }), ["disk_full"])
  assert.deepEqual(kinds({ disk: { ...well.disk, space: "short" } }), ["disk_short"])
  assert.deepEqual(kinds({ disk: { ...well.disk, space: "low" } }), ["disk_low"])
})

test("a screen is lost, silent or far behind, in that order, and a little behind is nothing", () => {
  assert.equal(stateOf(screen("kitchen", { ...lost, current: false })), "lost")
  assert.equal(stateOf(screen("kitchen", { current: false, behind: 99 })), "silent")
  assert.equal(stateOf(screen("kitchen", { behind: FAR_BEHIND })), "behind")
  assert.equal(stateOf(screen("kitchen", { behind: FAR_BEHIND - 1 })), "on")
  assert.equal(stateOf(screen("board", { behind: null })), "on")
})

test("a till that is closed is no trouble, a kitchen screen that is lost is named", () => {
  assert.deepEqual(kinds({ screens: [screen("cashier", lost)] }), [])
  const [finding] = findingsOf({ ...well, screens: [screen("kitchen", { ...lost, name: "Dapur" })] })
  assert.deepEqual([finding.kind, finding.screen.name], ["screen_lost", "Dapur"])
})

test("screens stand in the same order however they are told", () => {
  const some = [
    screen("board"),
    screen("kitchen", { id: "b" }),
    screen("cashier", { name: "Rina" }),
    screen("kitchen", { id: "a" }),
    screen("cashier", { name: "Ani" }),
  ]
  const order = (list) => inOrder(list).map(({ id, name }) => name ?? id)
  assert.deepEqual(order(some), ["Ani", "Rina", "a", "b", "board"])
  assert.deepEqual(order([...some].reverse()), order(some))
})

test("how much of the disk is taken is known where both sizes are", () => {
  assert.equal(shareTaken({ space: "plenty", free_bytes: 25, total_bytes: 100 }), 0.75)
  assert.equal(shareTaken({ space: "plenty", free_bytes: 120, total_bytes: 100 }), 0)
  assert.equal(shareTaken({ space: "plenty", free_bytes: null, total_bytes: null }), null)
  assert.equal(shareTaken({ space: "short", free_bytes: 0, total_bytes: 0 }), null)
})

test("the counter is told what is wrong with the machine, worst first, and nothing while nothing is known", () => {
  assert.deepEqual(noticesOf(null), [])
  assert.deepEqual(noticesOf({ disk_space: "plenty", clock_ok: true, backup_trouble: null }), [])
  assert.deepEqual(noticesOf({ disk_space: "low", clock_ok: true, backup_trouble: null }), ["disk_low"])
  assert.deepEqual(noticesOf({ disk_space: "short", clock_ok: false, backup_trouble: "place_missing" }), [
    "disk_short",
    "clock",
    "backup_place_missing",
  ])
  assert.deepEqual(noticesOf({ disk_space: "low", clock_ok: false, network_ok: false, backup_trouble: null }), [
    "network",
    "disk_low",
    "clock",
  ])
})

test("cards are printed again when they lead elsewhere, not before there are any or where to is unknown", () => {
  const [here, there] = ["http://192.168.1.10:8080", "http://192.168.1.77:8080"]
  assert.equal(mustReprint({ public_url: here, printed_url: there, network_ok: true }), true)
  assert.equal(mustReprint({ public_url: here, printed_url: here, network_ok: true }), false)
  assert.equal(mustReprint({ public_url: here, printed_url: null, network_ok: true }), false)
  assert.equal(mustReprint({ public_url: here, printed_url: there, network_ok: false }), false)
})

test("sizes and figures are written as each language writes them", () => {
  assert.equal(size(0, "id"), "0 B")
  assert.equal(size(999, "id"), "999 B")
  assert.equal(size(1_482_752, "id"), "1,5 MB")
  assert.equal(size(1_482_752, "en"), "1.5 MB")
  assert.equal(size(24_100_000_000, "id"), "24 GB")
  assert.equal(size(999_999_999, "en"), "1 GB")
  assert.equal(size(9_960, "en"), "10 kB")
  assert.equal(size(5e15, "id"), "5.000 TB")
  assert.equal(figures(1_042, "id"), "1.042")
  assert.equal(figures(1_042.56, "en", 1), "1,042.6")
})
