// Parts of the kitchen: tickets, to be read from two metres away.

import { html } from "../../vendor/preact/standalone.js"
import { serverNow } from "../../lib/time.js"
import { CancelledTicket, OrderTicket } from "../kitchen/order-ticket.js"
import { say } from "./say.js"
import { Chapter } from "./show.js"
import * as sample from "./sample.js"

const nothing = () => {}
const laterMarks = new Map([
  [2, "void"],
  [4, "added"],
])

export function Kitchen() {
  const now = serverNow()
  const tickets = [
    { number: "C-047", minutes: 2, changed: undefined },
    { number: "A-021", minutes: 9, changed: new Map([[3, "changed"]]) },
    { number: "K-008", minutes: 17, changed: undefined },
  ]
  const order = sample.order({ number: "B-031", table_number: "9" })
  const [rice, chicken, tea] = order.lines
  const later = {
    ...order,
    lines: [rice, { ...chicken, status: /** @type {const} */ ("void") }, tea, { ...tea, id: 4, round: 2 }],
  }
  const cancelled = sample.order({
    number: "B-020",
    status: "cancelled",
    cancel_reason: say("Pelanggan batal", "Customer changed their mind"),
  })
  return html`
    <${Chapter} id="tickets" title=${say("Tiket dapur", "Kitchen tickets")}
      why=${say(
        "Umur terlihat dari menit, ikon, warna dan tebal bingkai. Yang batal berbingkai ganda dan menunggu “Mengerti”.",
        "Age shows in minutes, icon, colour and thickness. A cancelled one has a double frame, waits for “Understood”.",
      )}>
      <div class="tickets">
        ${tickets.map(({ number, minutes, changed }, at) => {
          const order = sample.order({ number, note: at === 2 ? say("alergi kacang", "peanut allergy") : null })
          return html`<${OrderTicket} key=${number} order=${order} lines=${order.lines} position=${at + 1}
            since=${sample.since(minutes)} now=${now} changed=${changed} onLine=${nothing} onHold=${nothing}
              onReady=${nothing} />`
        })}
        <${OrderTicket} order=${later} lines=${later.lines} position=${4} since=${sample.since(4)} now=${now}
          changed=${laterMarks} was=${{ ...later, table_number: "5" }} onLine=${nothing} onDetails=${nothing}
          onReady=${nothing} />
        <${CancelledTicket} order=${cancelled} lines=${cancelled.lines} position=${5} onSeen=${nothing} />
      </div>
    </${Chapter}>`
}
