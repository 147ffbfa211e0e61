// The first start's own rules: its steps, its test order and the way that one takes.

import assert from "node:assert/strict"
import { test } from "node:test"
import { normalizeCode } from "../../../static/lib/address-code.js"
import { asProblem, isFinal, isRateLimited, Refusal, Unreachable } from "../../../static/lib/api.js"
import {
  billOf,
  firstDish,
  passed,
  fieldOf,
  stepsOf,
  testOrder,
  unfitRates,
} from "../../../static/pages/setup/first-start.js"
import { isDone, isPhoneThatCame, NEXT, working } from "../../../static/lib/next-steps.js"
import { pinProblem } from "../../../static/lib/pin.js"

test("whoever sits at the machine itself has one step less", () => {
  assert.deepEqual(stepsOf(false), ["shop", "owner", "bill", "menu", "phone", "order"])
  assert.equal(stepsOf(true)[0], "code")
})

test("a PIN has four to ten figures, and is typed twice the same", () => {
  for (const short of ["", "123", "12a4", "12345678901", "١٢٣٤"]) assert.equal(pinProblem(short, short), "short", short)
  for (const other of ["1235", ""]) assert.equal(pinProblem("1234", other), "different")
  for (const fit of ["1234", "1234567890"]) assert.equal(pinProblem(fit, fit), "")
})

test("each refusal leads to its step and field", () => {
  const found = (code, field) => Object.values(fieldOf({ ...asProblem(422, "{}"), code, field })).join(" ")
  assert.equal(found("unfit_setting", "shop_name"), "shop shop_name")
  assert.equal(found("unfit_name", "name"), "owner owner_name")
  assert.equal(found("unfit_pin", "pin"), "owner pin")
  assert.equal(found("wrong_setup_code"), "code code")
  assert.equal(found("unfit_setting", "bill.restaurant_tax_bp"), "bill tax_bp")
  assert.equal(found("internal"), "menu ")
})

test("an owner's answers are the settings of a bill, and nothing is asked of who charges nothing", () => {
  const said = { tax: "none", tax_bp: 1_000, service: false, service_bp: 500 }
  const bill = (more) => Object.values(billOf({ ...said, ...more }))
  assert.deepEqual(bill({}), [0, 0, "nothing"])
  assert.deepEqual(bill({ service: true }), [0, 500, "nothing"])
  assert.deepEqual(bill({ tax: "added", tax_bp: 550 }), [550, 0, "nothing"])
  assert.deepEqual(bill({ tax: "added", service: true }), [1_000, 500, "nothing"])
  assert.deepEqual(bill({ tax: "included" }), [1_000, 0, "tax"])
  assert.deepEqual(bill({ tax: "included", service: true }), [1_000, 500, "tax_and_service"])
  const unfit = (more) => unfitRates({ ...said, ...more }).join()
  assert.equal(unfit({ tax_bp: null, service_bp: null }), "")
  for (const tax_bp of [null, 0, 2_501]) assert.equal(unfit({ tax: "included", tax_bp }), "tax_bp")
  assert.equal(unfit({ tax: "added", service: true, service_bp: null }), "service_bp")
  assert.equal(unfit({ tax: "added", tax_bp: 2_500 }), "")
})

test("a code is read as people type it", () => {
  assert.equal(normalizeCode("#k7pq-2m4x"), "K7PQ-2M4X")
  assert.equal(normalizeCode(" k7pq 2m4x\n"), "K7PQ2M4X")
  assert.equal(normalizeCode("#<b>%20"), "B20")
})

const option = (id, more = {}) => ({ id, name: `o${id}`, price: 0, is_available: true, is_default: false, ...more })
const dish = (id, more = {}) => ({
  id,
  name: `d${id}`,
  description: null,
  price: 1000,
  is_available: true,
  photo_url: null,
  station: null,
  modifier_groups: [],
  ...more,
})
const menu = (...items) => ({
  categories: [
    { id: 1, name: "c", items: [] },
    { id: 2, name: "k", items },
  ],
})

test("the test order is the first dish that can be had, with what must be chosen", () => {
  assert.equal(firstDish(menu()), null)
  assert.equal(firstDish(menu(dish(1, { is_available: false }))), null)
  assert.deepEqual(firstDish(menu(dish(1, { is_available: false }), dish(2)))?.options, [])
  const usual = { id: 1, name: "g", min: 1, max: 1, options: [option(1), option(2, { is_default: true })] }
  const none = {
    id: 2,
    name: "h",
    min: 2,
    max: 3,
    options: [option(3, { is_available: false }), option(4), option(5), option(6)],
  }
  const maybe = { id: 3, name: "i", min: 0, max: 1, options: [option(7, { is_default: true })] }
  assert.deepEqual(firstDish(menu(dish(3, { modifier_groups: [usual, none, maybe] })))?.options, [2, 4, 5])
  const over = { id: 4, name: "j", min: 1, max: 1, options: [option(8, { is_available: false })] }
  assert.equal(
    firstDish(menu(dish(4, { modifier_groups: [over] }), dish(5)))?.item.id,
    5,
    "a dish nobody can order is passed over",
  )
})

test("the test order says what it is, and is paid in cash where one can", () => {
  const found = firstDish(
    menu(dish(2, { modifier_groups: [{ id: 1, name: "g", min: 1, max: 1, options: [option(9)] }] })),
  )
  const placed = testOrder(found, { payment_methods: ["qris", "cash"] }, "Pesanan percobaan")
  assert.deepEqual(placed.items, [{ menu_item_id: 2, quantity: 1, modifiers: [{ option_id: 9 }], note: "" }])
  assert.deepEqual([placed.payment_method, placed.note], ["cash", "Pesanan percobaan"])
  assert.equal(testOrder(found, { payment_methods: ["qris"] }, "").payment_method, "qris")
})

test("a station is passed when the order says so, and not before", () => {
  const at = (status, payment_status, board = null) =>
    Object.entries(passed({ number: "C-001", status, payment_status }, board))
      .filter(([, done]) => done)
      .map(([name]) => name)
      .join(" ")
  const shows = { preparing: [], ready: ["C-001"] }
  assert.equal(at("awaiting_payment", "unpaid"), "")
  assert.equal(at("preparing", "paid", { preparing: ["C-001"], ready: [] }), "cashier")
  assert.equal(at("ready", "paid", { preparing: [], ready: [] }), "cashier kitchen phone")
  assert.equal(at("ready", "paid", shows), "cashier kitchen board phone")
  assert.equal(at("ready", "unpaid", shows), "kitchen board phone", "where one pays when picking up")
  assert.equal(
    at("completed", "paid", { preparing: [], ready: [] }),
    "cashier kitchen board phone",
    "picked up it has left the board",
  )
})

test("what asked for too much did nothing; what was sent before it may have arrived all the same", () => {
  const no = (status, code) => new Refusal({ type: "", title: "", status, code })
  assert.equal(isFinal(no(422, "sold_out")), true)
  for (const open of [new Unreachable(), no(500, "internal"), no(401, "unauthorized"), no(429, "unknown")])
    assert.equal(isFinal(open, false), false)
  assert.equal(isFinal(no(429, "too_many_orders"), false), true)
  assert.equal(isFinal(no(429, "too_many_orders"), true), false)
  assert.equal(isFinal(no(429, "too_many_orders")), false, "in doubt it may have arrived")
  assert.equal(isFinal(no(429, "too_many_unpaid"), true), true)
  assert.deepEqual(
    [isRateLimited(no(429, "too_many_orders")), isRateLimited(no(429, "unknown")), isRateLimited(no(409, "conflict"))],
    [true, false, false],
  )
})

test("each thing that a new shop lacks is on its list until the shop has it", () => {
  const bare = { staff: 1, tables: 0, printers: 0, place: "", qris: "", sound: false, printed: false }
  const has = { staff: 2, tables: 1, printers: 1, place: "/media/usb", qris: "0002", sound: true, printed: true }
  const lacks = (facts) => NEXT.map(({ name }) => name).filter((name) => !isDone(name, facts))
  assert.equal(lacks(bare).length, NEXT.length)
  assert.deepEqual(lacks(has), [])
  for (const fact of Object.keys(bare)) assert.equal(lacks({ ...has, [fact]: bare[fact] }).length, 1, fact)
})

test("a phone that opened the page over the network has reached the shop, and the machine itself has not", () => {
  const PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36"
  const came = (hostname, userAgent) => isPhoneThatCame({ hostname, userAgent })
  assert.ok(came("192.168.1.10", PHONE))
  assert.ok(came("siap.local", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"))
  for (const machine of ["localhost", "127.0.0.1", "[::1]"]) assert.ok(!came(machine, PHONE), machine)
  assert.ok(!came("192.168.1.10", "Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0 Safari/537.36"))
})

test("who left the shop is not counted among those who work here", () => {
  assert.equal(working([{ retired_at: null }, { retired_at: "2026-11-22T21:39:24.705Z" }]), 1)
})
