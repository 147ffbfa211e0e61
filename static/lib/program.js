// Notices that the shop runs another version than this page, and reloads the page: at once if it is not in use, else at
// the next quiet moment. The server says its version; a file that no longer exists is a sign as well.

/** A page that does not say itself whether it is in use counts as idle after so long without a touch. */
const IDLE_AFTER = 20_000
/** A page without a socket asks this often. */
export const ASK_EVERY = 60_000
const KEY = "program_taken_up"

let version = ""
/** A file of this page's program that the shop no longer has. */
let gone = ""
let touchedAt = -Infinity
/** @type {Set<() => void>} */
const listeners = new Set()
/** What a part of the page says of itself. @typedef {{busy: () => boolean, knows: boolean}} Use */
/** @type {Set<Use>} */
const uses = new Set()

/** The program that this page came from, as its first line says. */
const mine = () => document.documentElement.dataset.program ?? ""

/** Takes note of the program that answers. @param {string | undefined} told */
export function noteVersion(told) {
  if (!told || told === version) return
  version = told
  notifyListeners()
}

/** Takes note of a file that is not there any more. @param {string} address */
export function noteMissingFile(address) {
  gone = address
  notifyListeners()
}

/** What tells that another program answers than the one this page came from: its version, or what it has no more. */
const news = () => gone || (mine() !== "" && version !== mine() ? version : "")

/** Whether the server runs another version than this page. A reload helps once, or not at all. */
export function isOutdated() {
  return news() !== "" && reloadedFor() !== news()
}

/** @param {() => void} listener @returns {() => void} */
export function onUpdate(listener) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/**
 * Registers a part of the page that can be in use; one that `knows` also says when the page is not.
 * @param {Use} use
 * @returns {() => void}
 */
export function registerUse(use) {
  uses.add(use)
  return () => {
    uses.delete(use)
  }
}

/** The page may have become idle just now. */
export function notifyListeners() {
  for (const listener of listeners) listener()
}

/** From now on it is known when the page was touched last. */
export function watchActivity() {
  for (const kind of ["pointerdown", "keydown", "input"])
    addEventListener(
      kind,
      () => {
        touchedAt = Date.now()
      },
      { capture: true, passive: true },
    )
}

/** Whether this page was touched since it was loaded. */
export const wasTouched = () => touchedAt > -Infinity

/** Whether the page is idle: no dialog, no payment, no text half written. */
export function isIdle() {
  const all = [...uses]
  if (all.some((each) => each.busy()) || document.querySelector("dialog[open], [role=alertdialog]")) return false
  if (all.some((each) => each.knows)) return true
  const field = document.activeElement
  if (
    field instanceof HTMLElement &&
    field.matches("input, textarea, select") &&
    /** @type {HTMLInputElement} */ (field).value !== ""
  )
    return false
  return document.hidden || Date.now() - touchedAt >= IDLE_AFTER
}

/** Reloads the page, once for each program. */
export function reloadOnce() {
  try {
    sessionStorage.setItem(KEY, news())
  } catch {
    // Without it a page that comes back unchanged would reload forever.
    return
  }
  location.reload()
}

function reloadedFor() {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}
