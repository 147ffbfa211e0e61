// After an upgrade of the shop each page reloads itself as soon as it is not in use; until then it shows a notice.

import { html, useEffect, useRef, useState } from "../vendor/preact/standalone.js"
import { fetchShop } from "../lib/api.js"
import { isConnected } from "../lib/live/connection.js"
import {
  ASK_EVERY,
  isIdle,
  isOutdated,
  noteVersion,
  notifyListeners,
  onUpdate,
  registerUse,
  reloadOnce,
} from "../lib/program.js"
import { Icon } from "./icon.js"
import { t } from "./words.js"

const LOOK_EVERY = 1_000

/**
 * Says whether the page is in use.
 * @param {boolean} busy
 * @param {boolean} [knows] when it is not busy it is not in use, also right after a touch
 */
export function useBusy(busy, knows = false) {
  const latest = useRef(busy)
  latest.current = busy
  useEffect(() => registerUse({ busy: () => latest.current, knows }), [])
  useEffect(notifyListeners, [busy])
}

export function UpdateNotice() {
  const [, draw] = useState(0)
  const outdated = isOutdated()
  const look = () => {
    if (isOutdated() && isIdle()) reloadOnce()
    draw((times) => times + 1)
  }
  useEffect(() => onUpdate(look), [])
  useEffect(() => {
    // A page with a socket is told by the room of the shop.
    const ask = () => {
      if (!isConnected())
        fetchShop().then(
          (shop) => noteVersion(shop.version),
          () => {},
        )
    }
    const timer = setInterval(ask, ASK_EVERY)
    return () => clearInterval(timer)
  }, [])
  useEffect(() => {
    if (!outdated) return
    const timer = setInterval(look, LOOK_EVERY)
    return () => clearInterval(timer)
  }, [outdated])

  // The region itself is always there: a live region that arrives with its words is often not read.
  return html`
    <div role="status">
      ${
        outdated &&
        html`
        <p class="update-notice"><${Icon} name="reconnect" small /><span>${t("program.new")}</span>
          <button type="button" class="button" onClick=${reloadOnce}>${t("program.now")}</button></p>`
      }
    </div>`
}
