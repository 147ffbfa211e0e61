// The same work on Node: Hono, its WebSocket adapter and better-sqlite3, as the bare server does it (../load/bare.rs).
// Started by the load program with the folder of a closed shop and a folder of its own.

import { copyFileSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { serve } from "@hono/node-server"
import { createNodeWebSocket } from "@hono/node-ws"
import Database from "better-sqlite3"
import { Hono } from "hono"

const MENU = `{"categories":[{"items":[{"id":1,"is_available":true,"modifier_groups":[]}]}]}`
const MIGRATIONS = join(import.meta.dirname, "../../migrations")
/** The tables an order is written to, with what is new in each row. */
const TABLES = {
  orders: { id: "order", uid: "uid", counter: "order" },
  order_lines: { order_id: "order" },
  events: { seq: "order", order_id: "order" },
  idempotency_keys: { key: "key", order_id: "order" },
}

const [shop, folder] = process.argv.slice(2)
const db = open()
const rows = Object.entries(TABLES).map(([table, fresh]) => rowOf(table, fresh))
const body = db.prepare("select body from shop.events limit 1").pluck().get()
/** What a screen is told of an order: about as long as the shop's. */
const told = JSON.stringify({
  ...db.prepare("select * from shop.orders limit 1").get(),
  lines: db.prepare("select * from shop.order_lines limit 1").all(),
  modifiers: [],
  payment: null,
})
db.exec("detach shop")

const update = db.prepare("insert into events (order_id, rev, type, at, body) values (?, ?, 'order_status_update', 0, ?)")
const journal = db.prepare("select seq, order_id from events where seq > ? order by seq limit 1000")
/** How many events each order has had. */
const revs = [0]
/** Orders by their uid, and sockets by the room they are in. */
const orders = new Map()
const rooms = new Map()
let seq = 0

const place = db.transaction((order) => {
  for (const { insert, values, fresh } of rows) {
    for (const [at, kind] of fresh) values[at] = kind === "order" ? order : `${kind}${String(order).padStart(kind === "uid" ? 23 : 18, "0")}`
    insert.run(values)
  }
})

const app = new Hono()
const { injectWebSocket, upgradeWebSocket } = createNodeWebSocket({ app })
app.post("/api/v1/orders", async (c) => {
  const { items } = await c.req.json()
  if (!items.every(({ quantity }) => quantity > 0)) return c.json({}, 422)
  const order = revs.push(1) - 1
  place(order)
  const uid = uidOf(order)
  orders.set(uid, order)
  tell("new_order", uid, 1)
  return c.json({ uid, rev: 1 }, 201)
})
app.put("/api/v1/admin/orders/:uid/*", (c) => {
  const order = orders.get(c.req.param("uid"))
  const rev = ++revs[order]
  update.run(order, rev, body)
  tell("order_status_update", uidOf(order), rev)
  return c.json({ uid: uidOf(order), rev })
})
app.get("/api/v1/menu", (c) => c.body(MENU, 200, { "content-type": "application/json" }))
app.post("/api/v1/admin/login", (c) => c.json({ token: "none" }))
app.get("/api/v1/admin/events", (c) => {
  const events = journal.all(Number(c.req.query("since") ?? 0))
  return c.json({ events: events.map(({ seq, order_id: order }) => ({ seq, data: { order: { uid: uidOf(order), rev: 1 } } })) })
})
app.get("/ws", upgradeWebSocket((c) => {
  const room = c.req.query("room") ?? ""
  return {
    onOpen(_, socket) {
      if (!rooms.has(room)) rooms.set(room, new Set())
      rooms.get(room).add(socket.raw)
      socket.raw.on("close", () => rooms.get(room).delete(socket.raw))
      socket.send(JSON.stringify({ type: "snapshot", room, seq: room === "cashier" ? seq : 1 }))
    },
  }
}))
app.all("*", (c) => c.json({}))

injectWebSocket(serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => console.log(`listening on http://127.0.0.1:${port}`)))

function tell(type, uid, rev) {
  seq += 1
  for (const [room, number] of [["cashier", seq], [`order:${uid}`, rev]]) {
    const sockets = rooms.get(room)
    if (!sockets?.size) continue
    const text = `{"type":"${type}","room":"${room}","seq":${number},"data":{"order":{"uid":"${uid}","rev":${rev},"as":${told}}}}`
    for (const socket of sockets) socket.send(text)
  }
}

function uidOf(order) {
  return `uid${String(order).padStart(23, "0")}`
}

/** A file with the shop's own tables and its menu, opened as the shop opens it. */
function open() {
  const db = new Database(join(folder, "hono.db"))
  for (const pragma of ["journal_mode = wal", "synchronous = full", "foreign_keys = on"]) db.pragma(pragma)
  const steps = readdirSync(MIGRATIONS).filter((name) => name.endsWith(".sql")).sort((a, b) => parseInt(a.slice(1)) - parseInt(b.slice(1)))
  for (const step of steps) db.exec(readFileSync(join(MIGRATIONS, step), "utf8"))
  copyFileSync(join(shop, "siap.db"), join(folder, "shop.db"))
  db.prepare("attach ? as shop").run(join(folder, "shop.db"))
  for (const table of ["categories", "menu_items"]) db.exec(`insert into ${table} select * from shop.${table}`)
  return db
}

/** A row as the shop wrote it, to be written again and again. */
function rowOf(table, fresh) {
  const row = db.prepare(`select * from shop.${table} limit 1`).raw()
  const names = row.columns().map(({ name }) => name)
  return {
    insert: db.prepare(`insert into ${table} (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`),
    values: row.get(),
    fresh: Object.entries(fresh).map(([name, kind]) => [names.indexOf(name), kind]),
  }
}
