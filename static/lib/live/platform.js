// What a connection needs of the browser, so that tests can supply their own clock and sockets.

/**
 * @typedef {object} Platform
 * @property {() => number} now
 * @property {(run: () => void, after: number) => any} after
 * @property {(timer: any) => void} cancel
 * @property {() => number} random
 * @property {(address: string) => WebSocket} socket
 * @property {(wake: () => void, sleep: () => void) => (() => void)} watch
 */

/** @type {Platform} */
export const browser = {
  // The wall clock and not the monotonic one: a phone's monotonic clock stands still in its sleep, and what was
  // fresh before an hour in the pocket must not look fresh after it.
  now: () => Date.now(),
  after: (run, after) => setTimeout(run, after),
  cancel: (timer) => clearTimeout(timer),
  random: () => Math.random(),
  socket: (address) => new WebSocket(`${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}${address}`),
  watch(wake, sleep) {
    const seen = () => document.visibilityState === "visible" && wake()
    document.addEventListener("visibilitychange", seen)
    addEventListener("pageshow", wake)
    addEventListener("online", wake)
    // A page with an open socket is not kept for «Back»; one that closed it comes back at once.
    addEventListener("pagehide", sleep)
    return () => {
      document.removeEventListener("visibilitychange", seen)
      removeEventListener("pageshow", wake)
      removeEventListener("online", wake)
      removeEventListener("pagehide", sleep)
    }
  },
}
