// A USB scanner is a quick typist that ends with Enter. This hears it out among what people type: by its speed, and because
// what it types can only be an order: the link in its QR code, its uid, or a number as it is called out.

// Between two letters, in milliseconds: many times what a scanner takes, also where the tablet is slow, and less than somebody
// who thinks.
const QUICK = 250
const UID = "[0-9a-hjkmnp-tv-z]{26}"
const ANY = `(?:https?://\\S+/t/${UID}/?|${UID}|[a-c]-?\\d{3,4})`
const CODE = new RegExp(`^${ANY}$`, "i")
const CODE_AT_END = new RegExp(`${ANY}$`, "i")

/** @param {string} text */
export function isCode(text) {
  return CODE.test(text.trim())
}

/** A field's text without the code that was scanned into it. @param {string} text */
export function withoutCode(text) {
  return text.replace(CODE_AT_END, "")
}

export class Burst {
  constructor() {
    this.text = ""
    this.at = -Infinity
  }

  /** Whether a key pressed now would begin another burst. @param {number} at milliseconds */
  isOver(at) {
    return this.text === "" || at - this.at > QUICK
  }

  /** Takes a key; answers the code when it was the last one of it. @param {string} key @param {number} at @returns {string | null} */
  press(key, at) {
    // A scanner holds Shift for a capital letter or a colon.
    if (key === "Shift") return null
    const before = this.isOver(at) ? "" : this.text
    this.at = at
    this.text = key.length === 1 ? before + key : ""
    return key === "Enter" && isCode(before) ? before : null
  }
}
