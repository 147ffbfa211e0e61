// The sign on the wall: numbers being made, numbers to pick up, the newest largest.

import { html, useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { fetchBoard } from "../../lib/api.js"
import { arm, play } from "../../lib/sound.js"
import { clockTime } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { LiveMark } from "../../components/live-mark.js"
import { mount } from "../../components/page.js"
import { OrderNumber } from "../../components/order-number.js"
import { STAFF_PATIENCE, useLive } from "../../components/use-live.js"
import { useNow } from "../../components/use-now.js"
import { useShop } from "../../components/use-shop.js"
import { Veil } from "../../components/veil.js"
import { language, t } from "../../components/words.js"

/** @import { Board } from "../../lib/types.js" */

// More than fit are shown in turn.
const READY_AT_ONCE = 12
const PREPARING_AT_ONCE = 12
// Up to here they stand in the largest figures.
const FEW = 6
const TURN_EVERY = 8_000

function BoardPage() {
  const [board, setBoard] = useState(/** @type {Board} */ ({ preparing: [], ready: [] }))
  const shop = useShop()
  const state = useLive({
    room: "board",
    patience: STAFF_PATIENCE,
    onSnapshot: setBoard,
    onEvent: (event) => { if (event.type === "board_update") setBoard(event.data) },
    poll: async () => ({ data: await fetchBoard() }),
  }, [])
  const now = useNow()

  useEffect(() => { document.title = t("board.page_title", { shop: shop?.name ?? "" }) }, [shop, language()])
  // A screen in kiosk mode may sound without a tap; any other at the first touch.
  useEffect(() => {
    arm()
    addEventListener("pointerdown", arm, { once: true })
    return () => removeEventListener("pointerdown", arm)
  }, [])
  const newest = board.ready[0]
  useChime(newest)

  return html`
    <main class="board stale">
      <section class="prep" aria-labelledby="preparing-title">
        <h1 id="preparing-title"><${Icon} name="pan" />${t("board.preparing")}</h1>
        <${Numbers} numbers=${board.preparing} atOnce=${PREPARING_AT_ONCE} />
        <p class="foot"><span>${shop?.name}</span></p>
      </section>
      <section class="ready" aria-labelledby="ready-title">
        <h2 id="ready-title"><${Icon} name="bell" />${t("board.ready")}</h2>
        <p class="newest" role="status" key=${newest}>${newest && html`<${OrderNumber} number=${newest} look="paper" />`}</p>
        <${Numbers} numbers=${board.ready.slice(1)} atOnce=${READY_AT_ONCE} />
        <p class="foot"><${LiveMark} state=${state} /><time>${clockTime(now, language(), shop?.time_zone)}</time></p>
      </section>
      <${Veil} state=${state} timeZone=${shop?.time_zone} />
    </main>`
}

/** @param {{numbers: string[], atOnce: number}} props */
function Numbers({ numbers, atOnce }) {
  const pages = Math.max(1, Math.ceil(numbers.length / atOnce))
  const page = Math.floor(useNow() / TURN_EVERY) % pages
  return html`<ul class=${numbers.length > FEW ? "many" : ""}>${numbers.slice(page * atOnce, (page + 1) * atOnce).map((number) => html`<li key=${number}>${number}</li>`)}</ul>`
}

/** Rings when another number is the newest, but not for the first one after a start. @param {string | undefined} newest */
function useChime(newest) {
  const before = useRef(/** @type {string | undefined | null} */ (null))
  useEffect(() => {
    if (before.current !== null && newest && newest !== before.current) play("ready")
    before.current = newest
  }, [newest])
}

mount(BoardPage)
