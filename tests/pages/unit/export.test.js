// Which days are meant, and where the files are.

import assert from "node:assert/strict"
import { test } from "node:test"
import { exportAddress, fetchExport, MAX_ROWS } from "../../../static/pages/admin/export/file-rules.js"
import { businessDay, daysOf } from "../../../static/pages/admin/export/day-range.js"

test("a file is asked for by its days, and the open ends are left out", () => {
  assert.equal(
    exportAddress("orders", { format: "csv", from: "2026-11-01", to: "2026-11-30" }),
    "/api/v1/admin/export/orders?format=csv&from=2026-11-01&to=2026-11-30",
  )
  assert.equal(exportAddress("menu", { format: "json", from: "", to: "" }), "/api/v1/admin/export/menu?format=json")
})

test("the day is the shop's own, and begins at its own hour", () => {
  const at = (text) => businessDay(Date.parse(text), "Asia/Jakarta", 240)
  assert.equal(at("2026-11-22T20:59:59Z"), "2026-11-22")
  assert.equal(at("2026-11-22T21:00:00Z"), "2026-11-23")
})

test("months and weeks are those of the shop's calendar, over the turn of the year, too", () => {
  const own = { from: "2026-02-03", to: "2026-02-04" }
  const of = (range, today) => {
    const { from, to } = daysOf(range, today, own)
    return `${from} ${to}`
  }
  assert.equal(of("today", "2026-01-01"), "2026-01-01 2026-01-01")
  assert.equal(of("yesterday", "2026-01-01"), "2025-12-31 2025-12-31")
  assert.equal(of("week", "2026-01-03"), "2025-12-28 2026-01-03")
  assert.equal(of("month", "2026-01-03"), "2026-01-01 2026-01-03")
  assert.equal(of("last_month", "2026-01-03"), "2025-12-01 2025-12-31")
  assert.equal(of("last_month", "2028-03-31"), "2028-02-01 2028-02-29")
  assert.equal(of("all", "2026-01-03"), " ")
  assert.equal(of("own", "2026-01-03"), "2026-02-03 2026-02-04")
})

/** Answers as the shop does, in parts. */
function answering(rows, parts, breaks = false) {
  const bytes = new TextEncoder()
  const body = new ReadableStream({
    pull(to) {
      const part = parts.shift()
      if (part !== undefined) to.enqueue(bytes.encode(part))
      else if (breaks) to.error(new TypeError("network"))
      else to.close()
    },
  })
  globalThis.fetch = async () =>
    new Response(body, {
      headers: { "Siap-Rows": String(rows), "Content-Disposition": 'attachment; filename="siap-orders.csv"' },
    })
}

test("rows are counted as they come, and half a file is none", async () => {
  globalThis.document ??= { documentElement: { lang: "id" } }
  const heard = []
  answering(3, ["uid\r\na\r\n", "b\r\nc\r\n"])
  const whole = await fetchExport("/", new AbortController().signal, (done, rows) => heard.push([done, rows]))
  assert.deepEqual(heard, [
    [0, 3],
    [2, 3],
    [3, 3],
  ])
  assert.equal(whole.name, "siap-orders.csv")
  assert.equal(await whole.file.text(), "uid\r\na\r\nb\r\nc\r\n")
  answering(3, ["uid\r\na\r\n"], true)
  await assert.rejects(fetchExport("/", new AbortController().signal, () => {}))
})

test("a file too large for a phone's memory is left to the browser", async () => {
  answering(MAX_ROWS + 1, ["uid\r\n"])
  assert.equal((await fetchExport("/", new AbortController().signal, () => {})).file, null)
})
