// Which screens of the kitchen, over the counter and of the tills' guests are there, in the words of the strip at the
// till's foot.

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Screen } from "../../lib/types.js" */

/**
 * - `on`      connected, and answered the last time it was asked
 * - `silent`  connected, but did not answer
 * - `lost`    gone; `since` says when it was last heard of
 * @typedef {{id: string, room: Screen["room"], who: string, state: "on" | "silent" | "lost", since: string}}
 *   ScreenStatus
 */

/** The strip names them in this order. @type {Record<Screen["room"], true>} */
const NAMED = { kitchen: true, board: true, display: true }
/** @type {Record<Screen["room"], boolean>} */
const COOKS = { kitchen: true, board: false, display: false }
const ROOMS = /** @type {Screen["room"][]} */ (Object.keys(NAMED))

/**
 * One sign for each screen, the kitchen first; told apart only where there are several of a kind.
 * @param {Screen[]} screens
 * @returns {ScreenStatus[]}
 */
export function screenStatuses(screens) {
  return ROOMS.flatMap((room) => {
    const alike = screens.filter((screen) => screen.room === room)
    return alike.map((screen) => ({
      id: screen.id,
      room,
      who: alike.length > 1 ? nameAmong(alike, screen) : "",
      state: !screen.connected ? "lost" : screen.current ? "on" : "silent",
      since: screen.last_seen,
    }))
  })
}

/**
 * Who stands there; where that does not tell them apart, the address.
 * @param {Screen[]} screens
 * @param {Screen} screen
 */
function nameAmong(screens, screen) {
  const namesakes = screens.filter((other) => other.name === screen.name)
  return screen.name && namesakes.length === 1 ? screen.name : screen.address
}

/** Whether food that is paid for can reach a cook at all. @param {Screen[]} screens */
export function hasKitchen(screens) {
  return screens.some((screen) => COOKS[screen.room])
}

/** Whether a till in this state is not told which screens there are. @type {Record<LiveState["name"], boolean>} */
const IS_UNTOLD = { connecting: false, live: false, reconnecting: false, slow: true, "signed-out": false, gone: false }

/**
 * Whether the guest at this till has a screen that hears, or may have one.
 * @param {Screen[]} screens
 * @param {number} till
 * @param {{name: LiveState["name"]}} state of this page
 */
export function mayHaveDisplay(screens, till, { name }) {
  return IS_UNTOLD[name] || screens.some((screen) => screen.till === till && screen.connected)
}
