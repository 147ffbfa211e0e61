// The kitchen's screens, on the demo's day.

import * as support from "../browser/support.js"
import { lost, mockRoom, staff, touch } from "./mocks.js"

const AGES = [19, 16, 12, 9, 6, 4, 1]
const paid = (n) => new Date(Date.now() - (AGES[n] ?? 0) * 60_000 - 9_000).toISOString()
const aged = ({ orders }) => ({
  orders: orders.map((order, n) => ({ ...order, payment: { ...order.payment, paid_at: paid(n) } })),
})
const forty = ({ orders }) => {
  const cooking = orders.filter(({ status }) => status === "preparing")
  return aged({
    orders: Array.from({ length: 40 }, (_, n) => ({
      ...cooking[n % 7],
      uid: `copy-${n}`,
      number: `C-${String(n + 31).padStart(3, "0")}`,
    })),
  })
}
const NOTE = "sambalnya dipisah, jangan pakai kecap karena anak saya alergi kedelai"
const banquet = ({ orders }) => {
  const lines = Array.from({ length: 50 }, (_, id) => ({
    ...orders[id % 7].lines[0],
    id,
    status: "queued",
    note: id === 4 ? NOTE : null,
  }))
  return { orders: aged({ orders }).orders.map((order, n) => (n ? order : { ...order, lines })) }
}

export async function open({ openDemo } = support) {
  const shop = await openDemo()
  const cooking =
    (change = aged) =>
    async (page) => {
      const tell = await mockRoom(page, "kitchen", (data) => (page.told = change(data)))
      await staff(shop, "/kitchen", "Budi")(page)
      await page.locator(".empty-state use[href='#i-reconnect']").waitFor({ state: "detached" })
      return tell
    }
  const news = async (page) => {
    const tell = await cooking()(page)
    const [first, second, third] = page.told.orders.filter(({ status }) => status === "preparing")
    const about = (order, previous_status) =>
      tell({ type: "order_status_update", data: { order, previous_status, cause: null } })
    about({ ...first, rev: 90, lines: first.lines.map((line) => ({ ...line, status: "done" })) }, "preparing")
    about({ ...first, rev: 91, lines: first.lines.map((line) => ({ ...line, status: "queued" })) }, "preparing")
    about(
      {
        ...second,
        rev: 90,
        status: "cancelled",
        cancel_cause: "cancelled",
        cancel_reason: "Pelanggan batal, salah pesan",
      },
      "preparing",
    )
    about({ ...third, rev: 90, status: "ready" }, "preparing")
    about({ ...third, rev: 91 }, "ready")
    await page.locator(".ticket--cancelled").waitFor()
    await page.locator(".line--changed").nth(1).waitFor()
  }
  /** Rounds, dishes that were taken off and another table: to be looked at, and looked at. */
  const changed = async (page) => {
    const tell = await cooking()(page)
    const [first, second, third] = page.told.orders.filter(({ status }) => status === "preparing")
    const about = (order) => tell({ type: "order_lines_added", data: { order, round: 2 } })
    const round = (number) =>
      second.lines.map((line, n) => ({ ...line, id: number * 10 + n, round: number, status: "queued" }))
    const made = first.lines.map((line) => ({ ...line, status: "done" }))
    about({ ...first, rev: 90, lines: [...made, ...round(2)] })
    await page.locator(".ticket__round").first().waitFor()
    await page.locator(".ticket__round + li .line:not(.line--new)").first().click()
    about({ ...first, rev: 91, lines: [...made, ...round(2), ...round(3)] })
    const off = (order) => order.lines.map((line, n) => (n ? line : { ...line, status: "void", note: NOTE }))
    about({ ...second, rev: 90, lines: [...second.lines, ...round(2)] })
    about({ ...second, rev: 91, lines: [...off(second), ...round(2)] })
    about({
      ...third,
      rev: 90,
      order_type: third.order_type === "take_away" ? "dine_in" : "take_away",
      table_number: "Teras 12",
      note: NOTE,
    })
    await page.locator(".ticket__moved").nth(1).waitFor()
    await page.locator(".line--void").waitFor()
  }
  const screens = {
    "the kitchen": cooking(),
    "the kitchen with nothing to cook": cooking(() => ({ orders: [] })),
    "the kitchen with changed and cancelled orders": news,
    "the kitchen with rounds and dishes taken off": changed,
    "the kitchen with rounds and dishes taken off, in light colours": async (page) => {
      await page.addInitScript(() => localStorage.setItem("kitchen_theme", '"light"'))
      await changed(page)
    },
    "the kitchen with what was taken off acknowledged": async (page) => {
      await changed(page)
      await page.locator("button.line--void:not(.line--new)").first().click()
      await page.locator("div.line--void").waitFor()
    },
    "the kitchen in light colours": async (page) => {
      await page.addInitScript(() => localStorage.setItem("kitchen_theme", '"light"'))
      await news(page)
    },
    "the kitchen with forty orders": cooking(forty),
    "the kitchen with fifty dishes in one order": cooking(banquet),
    "the kitchen's history": async (page) => {
      await cooking()(page)
      await touch(page, ".bar__actions [aria-haspopup]", "dialog")
    },
    "all dishes to be made": async (page) => {
      await cooking()(page)
      await touch(page, ".to-make button:visible, .bar__totals:visible", "dialog")
    },
    "the kitchen set up": async (page) => {
      await cooking()(page)
      await touch(page, ".bar__actions .button:last-child", "dialog")
    },
    "the kitchen without the server": async (page) => {
      await cooking()(page)
      await lost(page)
    },
  }
  return { screens, shops: [shop] }
}
