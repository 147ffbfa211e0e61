// The test order on its way: four screens of the shop, each with a link, ticked off when the order reaches it.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { fetchBoard } from "../../lib/api.js"
import { listen } from "../../lib/live/connection.js"
import { passed } from "./first-start.js"
import { Icon } from "../../components/icon.js"
import { OrderNumber } from "../../components/order-number.js"
import { TrackingQr } from "../../components/tracking-qr.js"
import { StaleOverlay } from "../../components/stale-overlay.js"
import { t } from "../../components/words.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Station } from "./first-start.js" */
/** @import { Board, Order, Shop } from "../../lib/types.js" */

/** @type {{name: Station, icon: string, address: (uid: string) => string}[]} */
const STATIONS = [
  { name: "cashier", icon: "cash", address: () => "/cashier" },
  { name: "kitchen", icon: "pan", address: () => "/kitchen" },
  { name: "board", icon: "screen", address: () => "/board" },
  { name: "phone", icon: "phone", address: (uid) => `/t/${uid}` },
]

/** @param {{order: Order, shop: Shop | null, state: LiveState}} props */
export function Stations({ order, shop, state }) {
  const done = passed(order, useBoard())
  const names = STATIONS.map(({ name }) => name)
  const count = names.filter((name) => done[name]).length
  const now = names.find((name) => !done[name])
  const values = { number: order.number }
  return html`
    <div class="test stale">
      <div class="test__head">
        <p class="test__number"><span>${t("setup.order.number")}</span><${OrderNumber} number=${order.number} /></p>
        <${TrackingQr} order=${order} shop=${shop} />
      </div>
      <p class="sr" role="status">${
        count > 0 &&
        t("setup.order.passed", {
          n: count,
          all: names.length,
          last: names
            .filter((name) => done[name])
            .map((name) => t(`setup.station.${name}.name`))
            .join(", "),
        })
      }</p>
      <ol class="stations">
        ${STATIONS.map(
          ({ name, icon, address }) => html`
          <li key=${name} class=${`station ${done[name] ? "station--done" : name === now ? "station--now" : ""}`}
            aria-current=${name === now ? "step" : undefined}>
            <span class="station__mark"><${Icon} name=${done[name] ? "check" : icon} /></span>
            <div class="station__say">
              <h2>${t(`setup.station.${name}.name`)}${
                done[name] &&
                html`<span class="station__done">
              ${t("setup.order.done")}</span>`
              }</h2>
              <p>${t(`setup.station.${name}.help`, values)}</p>
            </div>
            <a class="button" href=${address(order.uid)} target="_blank" rel="noopener">
            ${t(`setup.station.${name}.open`)}<span class="sr"> ${t("setup.new_tab")}</span></a>
          </li>`,
        )}
      </ol>
      <${StaleOverlay} state=${state} timeZone=${shop?.time_zone} />
    </div>`
}

/** What hangs over the counter, heard on the order's own socket. */
function useBoard() {
  const [board, setBoard] = useState(/** @type {Board | null} */ (null))
  useEffect(
    () =>
      listen({
        room: "board",
        onSnapshot: setBoard,
        onEvent: (event) => {
          if (event.type === "board_update") setBoard(event.data)
        },
        poll: async () => ({ data: await fetchBoard() }),
      }),
    [],
  )
  return board
}
