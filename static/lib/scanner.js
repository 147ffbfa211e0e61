// Tells a scanner from a person by typing speed, and an order's code by its form. A USB scanner is a keyboard: it types
// into whatever has the focus, and ends with Enter, Tab or nothing.

// Between two keys of one thing, in milliseconds: many times what a scanner takes, also where the tablet is slow, and
// less than a person who thinks.
export const BURST_GAP = 250
// On average between the keys of a scanner at most. No hand types four keys at more than twenty-five a second.
const HAND = 40
const FEWEST = 4
const ENDINGS = ["Enter", "Tab"]

const UID = "[0-9a-hjkmnp-tv-z]{26}"
const ANY = `(?:https?://\\S+/t/${UID}/?|${UID}|[a-c]-?\\d{3,4})`
const CODE = new RegExp(`^${ANY}$`, "i")
const CODE_AT_END = new RegExp(`${ANY}$`, "i")

/**
 * Whether it can only be an order: the link in its QR code, its uid, or a number as it is called out.
 * @param {string} text
 */
export function isCode(text) {
  return CODE.test(text.trim())
}

/** A field's text without the code that was scanned into it. @param {string} text */
export function withoutCode(text) {
  return text.replace(CODE_AT_END, "")
}

/** Keys that came quickly one after the other. */
export class KeyBurst {
  constructor() {
    this.text = ""
    this.began = 0
    this.at = -Infinity
    /** Counts the bursts. */
    this.id = 0
    /** What stood before the last Enter or Tab, in the same burst. */
    this.ended = ""
  }

  /** Whether a key pressed now would begin another burst. @param {number} at milliseconds */
  isOver(at) {
    return this.text === "" || at - this.at > BURST_GAP
  }

  /** Whether no hand can have typed it. */
  get isMachines() {
    return isMachines(this.text.length, this.at - this.began)
  }

  /**
   * Takes a key; returns the scanned text if this key completed it.
   * @param {string} key
   * @param {number} at
   * @returns {string | null}
   */
  press(key, at) {
    // A scanner holds Shift for a capital letter or a colon.
    if (key === "Shift") return null
    const before = this.isOver(at) ? "" : this.text
    if (before === "") {
      this.began = at
      this.id++
    }
    this.at = at
    this.ended = ""
    if (ENDINGS.includes(key)) {
      this.ended = before
      this.text = ""
      const scanned = isMachines(before.length + 1, at - this.began) || (key === "Enter" && isCode(before))
      return before !== "" && scanned ? before : null
    }
    // A correction in between is a person's.
    this.text = key.length === 1 ? before + key : ""
    return null
  }

  /** The next key begins a new burst. @returns {null} */
  forget() {
    this.text = this.ended = ""
    return null
  }

  /** No key follows: answers what was scanned, or null. @returns {string | null} */
  endBurst() {
    const scanned = this.isMachines ? this.text : null
    this.text = ""
    return scanned
  }
}

/** @param {number} keys @param {number} took */
function isMachines(keys, took) {
  return keys >= FEWEST && took / (keys - 1) < HAND
}

// ---------- the page's own ----------

/** What is being typed on this page. */
export const typing = new KeyBurst()
/**
 * Who hears what is scanned, and whether they want an order's code also out of a field for text.
 * @type {Map<(text: string) => void, boolean>}
 */
const listeners = new Map()

/** Hears what is scanned and belongs to no field. @param {(text: string) => void} listener @returns {() => void} */
export function onScan(listener, wantsCodes = false) {
  listeners.set(listener, wantsCodes)
  return () => {
    listeners.delete(listener)
  }
}

/**
 * Watches all that is typed, before anything on the page acts on it. What a scanner types ends with no act: its Enter
 * presses nothing, and its letters go out again from where they fell, unless that is a field for text.
 */
export function watchTyping() {
  /**
   * The field that got the first letter, and its text before.
   * @type {{field: HTMLInputElement | null, text: string}}
   */
  let before = { field: null, text: "" }
  let silence = 0

  /** Whether it was taken. @param {string} text */
  const take = (text) => {
    const here = fieldOf(document.activeElement)
    const wanted = isCode(text) && [...listeners.values()].includes(true)
    if (here && !here.matches("[data-money]") && !wanted) return false
    const { field, text: stood } = before
    const without = field ? withoutCode(field.value) : ""
    // A short field may have cut it off, and a price field formats it again at each digit.
    putBack(field, field && without !== field.value && !field.matches("[data-money]") ? without : stood)
    for (const listener of [...listeners.keys()]) listener(text)
    return true
  }
  addEventListener(
    "keydown",
    (event) => {
      clearTimeout(silence)
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (typing.isOver(event.timeStamp)) {
        const field = fieldOf(/** @type {Element} */ (event.target))
        before = { field, text: field?.value ?? "" }
      }
      // A key that is held down is a hand's, as quick as it comes.
      const scanned = event.repeat ? typing.forget() : typing.press(event.key, event.timeStamp)
      if (typing.isMachines)
        silence = window.setTimeout(() => {
          const text = typing.endBurst()
          if (text !== null) take(text)
        }, BURST_GAP)
      // A person does not type that much and then press the button that happens to have the focus.
      const pressed =
        typing.ended.length >= FEWEST && /** @type {Element} */ (event.target).closest("button, a, summary") !== null
      if (scanned === null ? !pressed : !take(scanned)) return
      event.preventDefault()
      event.stopImmediatePropagation()
    },
    true,
  )
}

/** @param {Element | null} element @returns {HTMLInputElement | null} */
function fieldOf(element) {
  return /** @type {HTMLInputElement | null} */ (
    element?.closest("input:not([type=radio], [type=checkbox]), textarea, select") ?? null
  )
}

/** @param {HTMLInputElement | null} field @param {string} text */
export function putBack(field, text) {
  if (!field?.isConnected || field.value === text) return
  field.value = text
  field.dispatchEvent(new Event("input", { bubbles: true }))
}
