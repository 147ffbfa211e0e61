// The pickup board's screens, on the demo's day.

import * as support from "../browser/support.js"
import { lost, mockRoom, touch } from "./mocks.js"

const numbers = (letter, count) =>
  Array.from({ length: count }, (_, n) => `${letter}-${String(count - n + 20).padStart(3, "0")}`)

export async function open({ openDemo } = support) {
  const shop = await openDemo()
  const plain = async (page) => {
    await page.goto(`${shop.url}/board`)
    await support.isLive(page)
  }
  const calling = (board) => async (page) => {
    await mockRoom(page, "board", () => board)
    await plain(page)
    await page.locator(".newest, .none").first().waitFor()
  }
  const screens = {
    "the board": plain,
    "the board with nothing on it": calling({ preparing: [], ready: [] }),
    "the board of a busy shop": calling({ preparing: numbers("C", 11), ready: numbers("A", 7) }),
    "the board that turns its pages": calling({ preparing: numbers("C", 29), ready: numbers("B", 40) }),
    "the board set up": async (page) => {
      await plain(page)
      await touch(page, ".foot__sound", "dialog")
    },
    "the board without the server": async (page) => {
      await plain(page)
      await lost(page)
    },
  }
  return { screens, shops: [shop] }
}
