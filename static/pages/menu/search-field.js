// The search field of the menu. «/» focuses it from anywhere on the page, Escape clears it, Enter goes to the first
// result.

import { html, useEffect, useRef } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"

/** @param {{label: string, value: string, onText: (text: string) => void, onEnter: () => void}} props */
export function SearchField({ label, value, onText, onEnter }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null))
  useEffect(() => {
    const key = (/** @type {KeyboardEvent} */ event) => {
      const target = /** @type {HTMLElement} */ (event.target)
      if (
        event.key !== "/" ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.matches("input, textarea, select") ||
        target.closest("dialog")
      )
        return
      event.preventDefault()
      field.current?.focus()
    }
    addEventListener("keydown", key)
    return () => removeEventListener("keydown", key)
  }, [])
  const inField = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") onText("")
    // The key that leads here, pressed while the focus is here already.
    if (event.key === "/" && value === "") event.preventDefault()
    if (event.key !== "Enter" || !value.trim()) return
    // Otherwise the same Enter would press what it leads to.
    event.preventDefault()
    onEnter()
  }
  return html`
    <div class="search" role="search">
      <label class="sr" for="wanted">${label}</label>
      <${Icon} name="search" />
      <input class="input" id="wanted" type="search" autocomplete="off" enterkeyhint="search" aria-keyshortcuts="/"
        ref=${field} placeholder=${label} value=${value}
        onInput=${(/** @type {any} */ event) => onText(event.target.value)} onKeyDown=${inField} />
      <kbd aria-hidden="true">/</kbd>
    </div>`
}
