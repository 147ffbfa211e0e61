import assert from "node:assert/strict"
import { test } from "node:test"
import { choices, dishCount, filterOrders, activeLines, ordersByUid, withOrder } from "../../../static/lib/orders.js"

const order = (uid, rev, status = "preparing") => ({ uid, rev, status, lines: [] })

test("an older word about an order never replaces a newer one", () => {
  const orders = ordersByUid([order("a", 3, "ready")])
  assert.equal(withOrder(orders, order("a", 2)).get("a").status, "ready")
  assert.equal(withOrder(orders, order("a", 4, "completed")).get("a").status, "completed")
})

test("hearing the same order twice changes nothing", () => {
  const once = withOrder(ordersByUid([]), order("a", 1))
  assert.deepEqual([...withOrder(once, order("a", 1))], [...once])
})

test("an order keeps its turn when it changes", () => {
  let orders = ordersByUid([order("a", 1), order("b", 1)])
  orders = withOrder(withOrder(orders, order("a", 2)), order("c", 1))
  assert.deepEqual(
    filterOrders(orders, () => true).map((each) => each.uid),
    ["a", "b", "c"],
  )
})

test("a void line is neither shown nor counted", () => {
  const whole = {
    ...order("a", 1),
    lines: [
      { id: 1, quantity: 2, status: "queued", modifiers: [{ name: "Pedas" }, { name: "Telur" }] },
      { id: 2, quantity: 3, status: "void", modifiers: [] },
    ],
  }
  assert.equal(activeLines(whole).length, 1)
  assert.equal(dishCount(whole), 2)
  assert.equal(choices(whole.lines[0]), "Pedas · Telur")
})
