// The wire between a screen and the shop, in a test's hands: it can be cut, go dead without a word, or refuse sockets
// only.

import { connect, createServer } from "node:net"

/** Lays a wire to the shop's address; screens use the wire's own. */
export async function openWire(shop) {
  const wire = new Wire(Number(new URL(shop.url).port))
  await new Promise((resolve) => wire.server.listen(0, "127.0.0.1", resolve))
  wire.url = `http://127.0.0.1:${wire.server.address().port}`
  return wire
}

class Wire {
  /** Nothing gets through and no end is told: connections stay as they are, and new ones wait. */
  silent = false
  /** Sockets are not let through; everything else is. */
  refusesSockets = false
  /** What is asked like this arrives, and its answer does not. @type {RegExp | null} */
  losesAnswerTo = null
  /** How often an answer was lost. */
  lost = 0
  /** How many sockets were refused. */
  refused = 0
  /** What went over the wire to the screens, in bytes. */
  bytes = 0

  constructor(port) {
    this.port = port
    this.pairs = new Set()
    this.server = createServer((screen) => this.lay(screen))
  }

  lay(screen) {
    const pair = { screen, shop: connect(this.port, "127.0.0.1"), lose: false }
    this.pairs.add(pair)
    const end = () => {
      // A dead wire does not say that the other end is gone.
      if (this.silent) return
      this.pairs.delete(pair)
      screen.destroy()
      pair.shop.destroy()
    }
    for (const side of [screen, pair.shop]) side.on("error", end).on("close", end)
    screen.on("data", (data) => {
      if (this.silent) return
      const head = data.toString("latin1", 0, 400)
      if (this.refusesSockets && /^GET \/ws/.test(head)) {
        this.refused++
        return end()
      }
      pair.lose = Boolean(this.losesAnswerTo?.test(head))
      pair.shop.write(data)
    })
    pair.shop.on("data", (data) => {
      if (this.silent) return
      if (pair.lose) {
        this.lost++
        return end()
      }
      this.bytes += data.length
      screen.write(data)
    })
  }

  /** Every connection there is breaks, as when the router is switched off and on. */
  cut() {
    for (const { screen, shop } of [...this.pairs]) {
      screen.destroy()
      shop.destroy()
    }
  }

  /** The shop loses everybody, and the screens are not told. */
  goDead() {
    this.silent = true
    for (const { shop } of [...this.pairs]) shop.destroy()
  }

  /** Carries again; what was sent meanwhile is lost, and so are the connections that were dead. */
  comeBack({ dead = false } = {}) {
    this.silent = false
    if (!dead) this.cut()
  }

  async close() {
    this.silent = false
    this.cut()
    await new Promise((resolve) => this.server.close(resolve))
  }
}

/** Lets a page's sockets fall silent without closing, as on a tablet that sleeps. */
export async function sleeping(page) {
  let deaf = false
  await page.clock.install()
  await page.routeWebSocket(/\/ws/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((text) => {
      if (!deaf) server.send(text)
    })
    server.onMessage((text) => {
      if (!deaf) socket.send(text)
    })
  })
  return {
    sleep: () => {
      deaf = true
    },
    wake: () => {
      deaf = false
    },
  }
}
