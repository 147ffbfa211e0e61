// A message about what has just happened. It disappears by itself, and has an undo where there is one.

import { html, signal, useEffect, useLayoutEffect } from "../vendor/preact/standalone.js"
import { Icon } from "./icon.js"
import { useLocalNow } from "./use-now.js"
import { textOf } from "./words.js"

/** @import { Message } from "./words.js" */

/**
 * @typedef {object} Toast
 * @property {Message} text
 * @property {string} [icon]
 * @property {{label: Message, run: () => void}} [action]
 * @property {number} [seconds]
 */

/** The part of the page that is open: an undo belongs to what was done there. */
let pane = ""

const LASTS = 5
const shown = signal(/** @type {(Toast & {until: number, pane: string}) | null} */ (null))

/** @param {Toast} toast */
export function showToast(toast) {
  shown.value = { ...toast, pane, until: Date.now() + (toast.seconds ?? LASTS) * 1000 }
}

/** Takes it away, with its undo. */
export function hideToast() {
  shown.value = null
}

/**
 * Says where one is now. Leaving takes the undo away: next to another order it would look like an undo of that one.
 * @param {string} here
 */
export function useToastScope(here) {
  useLayoutEffect(() => {
    pane = here
    if (shown.value?.action && shown.value.pane !== here) hideToast()
  }, [here])
}

export function ToastRegion() {
  const toast = shown.value
  const left = Math.ceil(((toast?.until ?? 0) - useLocalNow(500)) / 1000)
  useEffect(() => {
    if (toast && left <= 0) shown.value = null
  }, [toast, left])

  // The region itself is always there: a live region that arrives with its words is often not read.
  return html`
    <div class="toast-region">
      <p class="sr" role="status">${textOf(toast?.text)}</p>
      ${
        toast &&
        left > 0 &&
        html`
        <div class="toast">
          <${Icon} name=${toast.icon ?? "check"} />
          <p aria-hidden="true">${textOf(toast.text)}</p>
          ${
            toast.action &&
            html`
            <span class="toast__time" aria-hidden="true">${left}</span>
            <button type="button" class="button" onClick=${() => {
              shown.value = null
              toast.action?.run()
            }}>
              <${Icon} name="undo" />${textOf(toast.action.label)}
            </button>`
          }
        </div>`
      }
    </div>`
}
