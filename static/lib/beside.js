// Rooms heard beside the page's own, on the same socket: the shop's facts, the menu. They have no past to follow: each joining
// begins with their whole present, and what follows is whole as well. A page without a socket is not given one for them.

/** @import { RoomEvent } from "./types.js" */

/**
 * @typedef {object} BesideRoom
 * @property {string} room
 * @property {(data: any) => void} onSnapshot
 * @property {(event: RoomEvent) => void} onEvent
 * @property {() => Promise<any>} [poll] its present over plain HTTP, for when no socket works
 */

/** @typedef {{say: (message: object) => void}} Line a socket of this page, open or about to be */

/** @type {Set<BesideRoom>} */
const rooms = new Set()
/** The newest is last, and the one that carries. @type {Line[]} */
const lines = []

/** Hears a room for as long as some socket of the page is open; answers how to leave. @param {BesideRoom} wanted */
export function beside(wanted) {
  rooms.add(wanted)
  // Joined a second time, a room tells its present again: whoever was there before hears nothing wrong.
  lines.at(-1)?.say({ type: "join", room: wanted.room })
  return () => {
    rooms.delete(wanted)
    if (!isWanted(wanted.room)) lines.at(-1)?.say({ type: "leave", room: wanted.room })
  }
}

const isWanted = (/** @type {string | undefined} */ room) => [...rooms].some((each) => each.room === room)

/** Whether this page has a socket, or is about to have one. */
export const hasLine = () => lines.length > 0

// ---------- what lib/live.js tells of its sockets ----------

/** @param {Line} line */
export function openLine(line) {
  lines.push(line)
}

/** @param {Line} line */
export function closeLine(line) {
  const at = lines.indexOf(line)
  if (at < 0) return
  const carried = at === lines.length - 1
  lines.splice(at, 1)
  const next = lines.at(-1)
  if (carried && next) joinBeside(next)
}

/** @param {Line} line one whose socket has just opened */
export function joinBeside(line) {
  if (line !== lines.at(-1)) return
  for (const room of new Set([...rooms].map((each) => each.room))) line.say({ type: "join", room })
}

/** @param {Line} line @param {RoomEvent} message a refusal, as from an older server, is none: what was read once stays */
export function hearBeside(line, message) {
  if (line !== lines.at(-1) || message.type === "joined") return
  for (const each of [...rooms]) {
    if (each.room !== message.room) continue
    if (message.type === "snapshot") each.onSnapshot(message.data)
    else each.onEvent(message)
  }
}

/** @param {Line} line one that is in slow mode */
export function pollBeside(line) {
  if (line !== lines.at(-1)) return
  // Silence here is told by the page's own room.
  for (const each of [...rooms]) each.poll?.().then((data) => rooms.has(each) && each.onSnapshot(data), () => {})
}
