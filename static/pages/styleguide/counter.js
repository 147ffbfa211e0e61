// Parts of the till: the list, one order, and its money.

import { html, useState } from "../../vendor/preact/standalone.js"
import { serverNow } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { Change } from "../cashier/change.js"
import { MoneyPad, typed } from "../cashier/money-pad.js"
import { OrderDetail } from "../cashier/order-detail.js"
import { OrderRow } from "../cashier/order-row.js"
import { QuickCash } from "../cashier/quick-cash.js"
import { ReasonSheet } from "../cashier/reason-sheet.js"
import { say } from "./say.js"
import { Chapter, Part } from "./show.js"
import * as sample from "./sample.js"
import { shop } from "./sample-shop.js"

const nothing = () => {}
const TOTAL = 63_000

export function Counter() {
  const now = serverNow()
  const [tendered, setTendered] = useState(100_000)
  const [asking, setAsking] = useState(false)
  const [tab, setTab] = useState(0)
  const tabs = [
    [say("Menunggu bayar", "To pay"), 5],
    [say("Disiapkan", "Being made"), 7],
    [say("Siap", "Ready"), 2],
    [say("Selesai", "Done"), 41],
  ]
  const unpaid = sample.order({ status: "awaiting_payment", payment_status: "unpaid", customer_name: null })
  return html`
    <${Chapter} id="tabs" title=${say("Tab dengan jumlah", "Tabs with counts")}
      why=${say("Angka kuning berarti ada yang belum dilihat.", "A yellow count has something nobody has seen yet.")}>
      <${Part} wide word=${say("Ketuk untuk memilih", "Tap to choose")}>
        <div class="tabs" role="tablist" aria-label=${say("Contoh tab", "Sample tabs")}>
          ${tabs.map(
            ([word, count], at) => html`<button key=${at} type="button"
            class=${`tab ${at === 0 ? "tab--new" : ""}`} role="tab" aria-selected=${String(at === tab)}
              onClick=${() => setTab(at)}>${word}<b>${count}</b></button>`,
          )}
        </div>
      </${Part}>
    </${Chapter}>
    <${Chapter} id="order-rows" title=${say("Baris pesanan", "Order rows")}
      why=${say(
        "Yang baru menunggu orang; yang terpilih berbingkai tinta.",
        "A new one waits for a person; the chosen one has an edge of ink.",
      )}>
      <${Part} wide
        word=${say("Baru, terpilih, biasa, sebagian, siap, batal", "New, chosen, usual, part paid, ready, cancelled")}>
        <ul class="list">
          <${OrderRow} order=${unpaid} now=${now} chosen=${false} isNew onOpen=${nothing} />
          <${OrderRow} order=${{ ...unpaid, number: "C-046" }} now=${now} chosen isNew=${false} onOpen=${nothing} />
          <${OrderRow} order=${sample.order({ number: "A-012", order_type: "take_away" })} now=${now} chosen=${false}
            isNew=${false} onOpen=${nothing} />
          <${OrderRow} order=${sample.order({
            number: "A-014",
            status: "awaiting_payment",
            payment_status: "partially_paid",
            rest_amount: 20_000,
          })} now=${now} chosen=${false} isNew=${false} onOpen=${nothing} />
          <${OrderRow} order=${sample.order({ number: "K-008", status: "ready" })} now=${now} chosen=${false}
            isNew=${false} onOpen=${nothing} onPickedUp=${nothing} />
          <${OrderRow} order=${sample.order({ number: "C-031", status: "cancelled" })} now=${now} chosen=${false}
            isNew=${false} onOpen=${nothing} />
        </ul>
      </${Part}>
    </${Chapter}>
    <${Chapter} id="detail" title=${say("Pesanan terpilih", "The chosen order")}
      why=${say(
        "Apa, untuk siapa, dan satu hal yang bisa dilakukan sekarang.",
        "What, for whom, and the one thing to do with it now.",
      )}>
      <${Part} wide word=${say("Belum bayar; satu menu habis", "Not paid; one dish sold out")}>
        <div class="detail card">
          <${OrderDetail} takesMoney changes=${{ waiting: () => 0, quantityOf: () => 1 }} split=${{ busy: false }}
            order=${{ ...unpaid, note: say("tolong cepat ya", "in a hurry, please") }}
            shop=${shop()} handed=${null} soldOut=${new Set([4])} onAvailable=${nothing} onDiscount=${nothing}
              onTakeBack=${nothing} onRefund=${nothing} onCode=${nothing} onBack=${nothing}
            actions=${html`<div class="actions">
            <button type="button" class="button button--danger button--big" aria-haspopup="dialog"
              onClick=${() => setAsking(true)}><${Icon} name="close" />${say("Batalkan", "Cancel")}</button>
              <button type="button" class="button button--primary button--big">
              ${say("Terima pembayaran", "Take payment")}</button></div>`} />
        </div>
      </${Part}>
    </${Chapter}>
    <${Chapter} id="money" title=${say("Uang", "Money")}
      why=${say(
        "Uang pas dulu, lalu pecahan berikutnya. Kembalian yang terbesar.",
        "The exact sum first, then the next notes. The change is the largest.",
      )}>
      <${Part} word=${say("Uang yang mungkin diberikan", "What is likely given")}>
      <${QuickCash} total=${TOTAL} tendered=${tendered} onPick=${setTendered} /></${Part}>
      <${Part} word=${say("Papan angka", "Money pad")}>
      <${MoneyPad} onKey=${(/** @type {string} */ key) => setTendered(typed(tendered, key))} /></${Part}>
      <${Part} word=${say("Sekarang", "Now")}><${Change} amount=${tendered - TOTAL} /></${Part}>
      <${Part} word=${say("Uang pas", "Exact")}><${Change} amount=${0} /></${Part}>
      <${Part} word=${say("Kurang", "Short")}><${Change} amount=${-13_000} /></${Part}>
    </${Chapter}>
    ${
      asking &&
      html`<${ReasonSheet} number="C-047" onReason=${() => setAsking(false)}
      onClose=${() => setAsking(false)} />`
    }`
}
