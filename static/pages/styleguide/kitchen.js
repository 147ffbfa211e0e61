// Tickets: read from two metres by a cook with wet hands.

import { html } from "../../vendor/preact/standalone.js"
import { serverNow } from "../../lib/time.js"
import { CancelledTicket, OrderTicket } from "../kitchen/order-ticket.js"
import { say } from "./say.js"
import { Chapter } from "./show.js"
import * as sample from "./sample.js"

const nothing = () => {}

export function Kitchen() {
  const now = serverNow()
  const tickets = [
    { number: "C-047", minutes: 2, changed: undefined },
    { number: "A-021", minutes: 9, changed: new Map([[3, "changed"]]) },
    { number: "K-008", minutes: 17, changed: undefined },
  ]
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
        <${CancelledTicket} order=${cancelled} lines=${cancelled.lines} position=${4} onSeen=${nothing} />
      </div>
    </${Chapter}>`
}
