// The second screen at a till, for the guest: what is rung up, what is to be paid, the change, and the shop's pictures
// in between.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { fetchDisplay } from "../../lib/api.js"
import { screenName } from "../../lib/storage.js"
import { clockTime, serverNow } from "../../lib/time.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { mount } from "../../components/page.js"
import { StaleOverlay, useStale } from "../../components/stale-overlay.js"
import { useBusy } from "../../components/update-notice.js"
import { STAFF_STALE_AFTER, useLive } from "../../components/use-live.js"
import { useMenuRoom } from "../../components/use-menu-room.js"
import { usePointer } from "../../components/use-pointer.js"
import { useShop } from "../../components/use-shop.js"
import { language, t } from "../../components/words.js"
import { Idle } from "./idle.js"
import { NotPaired } from "./not-paired.js"
import { Sale } from "./sale.js"
import { Thanks } from "./thanks.js"
import { useTill } from "./use-till.js"

/** @import { Display, DisplayView } from "../../lib/types.js" */

/** Whether a guest stands there: then the page does not load itself again. @type {Record<DisplayView, boolean>} */
const IS_SERVED = { idle: false, cart: true, payment: true, thanks: true }

/** @param {{till: number, onSignedOut: () => void}} props */
function DisplayPage({ till, onSignedOut }) {
  const [shown, setShown] = useState(/** @type {Display | null} */ (null))
  const shop = useShop()
  const lang = language()
  const room = `display:${till}`
  const state = useLive(
    {
      room,
      // The menu is heard on the same socket, in the words of this screen.
      address: `/ws?lang=${lang}`,
      staleAfter: STAFF_STALE_AFTER,
      onSnapshot: setShown,
      onEvent: (event) => {
        if (event.type === "display_update") setShown(event.data)
      },
      onState: (next) => {
        if (next.name === "signed-out") onSignedOut()
      },
      // Under the same name as its socket: the till sends only what a display is there for.
      poll: async () => ({ data: await fetchDisplay(screenName(room)) }),
    },
    [lang],
  )
  const menu = useMenuRoom(shop)
  const stale = useStale(state)
  usePointer()
  // What may be old is not left standing: the next guest would read the sale of another.
  const view = (!stale && shown?.view) || "idle"
  useBusy(IS_SERVED[view], true)
  useEffect(() => {
    document.title = t("display.page_title", { shop: shop?.name ?? "" })
  }, [shop, lang])
  const lostAt = state.lostAt + serverNow() - Date.now()

  return html`
    <main class=${`display display--${view}`}>
      ${
        shown && (view === "cart" || view === "payment")
          ? html`<${Sale} shown=${shown} menu=${menu} shop=${shop} />`
          : shown && view === "thanks"
            ? html`<${Thanks} shown=${shown} shop=${shop} />`
            : html`<${Idle} shop=${shop} menu=${menu} />`
      }
      <div class="display__foot">
        <span class="display__shop">${view === "idle" ? "" : shop?.name}</span>
        <${ConnectionBadge} state=${state} />
        <${LanguageSwitch} />
      </div>
      <${StaleOverlay} state=${state}
        text=${t("display.stale", { time: clockTime(lostAt, lang, shop?.time_zone) })} />
    </main>`
}

/** A paired display, or a second window at the till; until it is one, how it becomes one. */
function Page() {
  const { till, leave } = useTill()
  if (till === null) return html`<${NotPaired} />`
  return html`<${DisplayPage} key=${till} till=${till} onSignedOut=${leave} />`
}

mount(Page)
