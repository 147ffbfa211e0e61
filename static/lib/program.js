// Whether the shop runs another program than the one this page came from, and when the page may reload: at once where
// it is not
// in use, else at the next quiet moment. Another version says so; of the same version, a file that is gone.

/** A page that does not say itself whether it is in use counts as idle after so long without a touch. */
const QUIET_FOR = 20_000
/** A page without a socket asks this often. */
export const ASK_EVERY = 60_000
const KEY = "program_taken_up"

let version = ""
/** A file of this page's program that the shop no longer has. */
let gone = ""
let touchedAt = -Infinity
/** @type {Set<() => void>} */
const listeners = new Set()
/** What a part of the page says of itself. @typedef {{busy: () => boolean, knows: boolean}} Claim */
/** @type {Set<Claim>} */
const claims = new Set()

/** The program that this page came from, as its first line says. */
const mine = () => document.documentElement.dataset.program ?? ""

/** Takes note of the program that answers. @param {string | undefined} told */
export function learnProgram(told) {
  if (!told || told === version) return
  version = told
  freed()
}

/** Takes note of a file that is not there any more. @param {string} address */
export function missed(address) {
  gone = address
  freed()
}

/** What tells that another program answers than the one this page came from: its version, or what it has no more. */
const news = () => gone || (mine() !== "" && version !== mine() ? version : "")

/** Whether another program answers than the one this page came from. A reload helps once, or not at all. */
export function isOutdated() {
  return news() !== "" && takenUp() !== news()
}

/** @param {() => void} listener @returns {() => void} */
export function onProgram(listener) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/**
 * Registers a part of the page that can be in use; one that `knows` also says when the page is not.
 * @param {Claim} claim
 * @returns {() => void}
 */
export function claim(claim) {
  claims.add(claim)
  return () => {
    claims.delete(claim)
  }
}

/** The page may have become idle just now. */
export function freed() {
  for (const listener of listeners) listener()
}

/** From now on it is known when the page was touched last. */
export function watchTouches() {
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
export function isQuiet() {
  const all = [...claims]
  if (all.some((each) => each.busy()) || document.querySelector("dialog[open], [role=alertdialog]")) return false
  if (all.some((each) => each.knows)) return true
  const field = document.activeElement
  if (
    field instanceof HTMLElement &&
    field.matches("input, textarea, select") &&
    /** @type {HTMLInputElement} */ (field).value !== ""
  )
    return false
  return document.hidden || Date.now() - touchedAt >= QUIET_FOR
}

/** Reloads the page, once for each program. */
export function takeUp() {
  try {
    sessionStorage.setItem(KEY, news())
  } catch {
    // Without it a page that comes back unchanged would load itself for ever.
    return
  }
  location.reload()
}

function takenUp() {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}
