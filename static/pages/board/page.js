// The pickup board: numbers being made and numbers to pick up, the newest largest.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { fetchBoard } from "../../lib/api.js"
import { clockTime, serverNow } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { useBusy } from "../../components/update-notice.js"
import { mount } from "../../components/page.js"
import { OrderNumber } from "../../components/order-number.js"
import { STAFF_STALE_AFTER, useLive } from "../../components/use-live.js"
import { useNow } from "../../components/use-now.js"
import { usePointer } from "../../components/use-pointer.js"
import { useShop } from "../../components/use-shop.js"
import { useShopSound } from "../../components/use-shop-sound.js"
import { useSound } from "../../components/use-sound.js"
import { StaleOverlay } from "../../components/stale-overlay.js"
import { language, t } from "../../components/words.js"
import { NoNumbers, Numbers, PageMark, usePages } from "./numbers.js"
import { Settings } from "./settings.js"
import { useArrivals } from "./use-arrivals.js"

/** @import { Board } from "../../lib/types.js" */

/** @type {string[]} */
const NONE = []

function BoardPage() {
  // Null before the first snapshot, when the board shows neither numbers nor that there are none.
  const [board, setBoard] = useState(/** @type {Board | null} */ (null))
  const [setting, setSetting] = useState(false)
  const shop = useShop()
  useShopSound(shop, "board")
  const { sound } = useSound()
  const state = useLive(
    {
      room: "board",
      staleAfter: STAFF_STALE_AFTER,
      onSnapshot: setBoard,
      onEvent: (event) => {
        if (event.type === "board_update") setBoard(event.data)
      },
      poll: async () => ({ data: await fetchBoard() }),
    },
    [],
  )
  useBusy(setting, true)
  const now = useNow()
  usePointer()
  useEffect(() => {
    document.title = t("board.page_title", { shop: shop?.name ?? "" })
  }, [shop, language()])

  const { arrived, speaks, turnSpeech } = useArrivals(board?.ready, sound === "off" || sound === "silenced")
  // On the shop's clock, as every other time on the screen.
  const lostAt = state.lostAt + serverNow() - Date.now()
  const [newest, ...others] = board?.ready ?? NONE
  const preparing = board?.preparing ?? NONE
  const made = usePages(preparing)
  const ready = usePages(others)

  return html`
    <main class="board stale">
      <section class="prep" aria-labelledby="preparing-title">
        <h1><${Icon} name="pan" /><span id="preparing-title">${t("board.preparing")}</span></h1>
        ${
          board && preparing.length === 0
            ? html`<${NoNumbers} icon="bowl" title=${t("board.none_preparing")}
              help=${t("board.none_preparing_help")} />`
            : html`<${Numbers} shown=${made.shown} many=${preparing.length} labelledBy="preparing-title" />`
        }
        <div class="foot"><span class="foot__shop">${shop?.name}</span><${PageMark} ...${made} /></div>
      </section>
      <section class="ready on-fill" aria-labelledby="ready-title">
        <h2><${Icon} name="bell" /><span id="ready-title">${t("board.ready")}</span><${PageMark} ...${ready} /></h2>
        <p class="sr" role="status">${newest && t("board.is_ready", { number: newest })}</p>
        ${
          newest &&
          html`<p class=${`newest ${newest === arrived ? "newest--fresh" : ""}`} key=${newest}>
        <${OrderNumber} number=${newest} look="paper" /></p>`
        }
        ${
          board && !newest
            ? html`<${NoNumbers} icon="bell" title=${t("board.none_ready")} help=${t("board.none_ready_help")} />`
            : html`<${Numbers} shown=${ready.shown} many=${others.length} labelledBy="ready-title" />`
        }
        <div class="foot">
          <${ConnectionBadge} state=${state} />
          <button type="button" class=${`foot__sound foot__sound--${sound}`} aria-haspopup="dialog"
            onClick=${() => setSetting(true)}>
            <${Icon} name=${sound === "on" ? "sound" : "mute"} /><span class=${sound === "waiting" ? "" : "sr"}>
            ${sound === "waiting" ? t("sound.waiting") : t("board.settings")}</span>
          </button>
          <time>${clockTime(now, language(), shop?.time_zone)}</time>
        </div>
      </section>
      <${StaleOverlay} state=${state}
        text=${t("board.stale", { time: clockTime(lostAt, language(), shop?.time_zone) })} />
    </main>
    ${setting && html`<${Settings} speaks=${speaks} turnSpeech=${turnSpeech} onClose=${() => setSetting(false)} />`}`
}

mount(BoardPage)
