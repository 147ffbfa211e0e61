// The browser as a live room sees it, for tests: a clock that is moved by hand and sockets that do as they are told.

/** A clock that stands still until it is moved. */
export function fakePlatform() {
  let now = 1_000_000
  let timers = []
  const sockets = []
  const hooks = {}
  const platform = {
    now: () => now,
    after(run, after) {
      const timer = { run, at: now + after }
      timers.push(timer)
      return timer
    },
    cancel(timer) {
      timers = timers.filter((each) => each !== timer)
    },
    random: () => 1,
    socket(address) {
      const socket = new FakeSocket(address)
      sockets.push(socket)
      return socket
    },
    watch(wake, sleep) {
      Object.assign(hooks, { wake, sleep })
      return () => {
        hooks.unwatched = true
      }
    },
  }
  const pass = (ms) => {
    const end = now + ms
    for (;;) {
      const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      now = Math.max(now, next.at)
      platform.cancel(next)
      next.run()
    }
    now = end
  }
  /** Time goes by, but the page is asleep and hears no timer until it wakes. */
  const sleepThrough = (ms) => {
    now += ms
  }
  return { platform, sockets, hooks, pass, sleepThrough, last: () => sockets.at(-1), pending: () => timers.length }
}

class FakeSocket {
  constructor(address) {
    this.address = address
    this.readyState = 0
    this.sent = []
  }
  send(text) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.readyState = 3
  }
  opens() {
    this.readyState = 1
    this.onopen?.()
  }
  says(...messages) {
    for (const message of messages) this.onmessage?.({ data: JSON.stringify(message) })
  }
  closes(code = 1006) {
    this.readyState = 3
    this.onclose?.({ code })
  }
}
