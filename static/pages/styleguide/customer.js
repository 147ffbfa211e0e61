// Parts for customers: dishes to choose from, and the state of their order.

import { html, useState } from "../../vendor/preact/standalone.js"
import { CartBar } from "../menu/cart-bar.js"
import { CartLines } from "../../components/cart-lines.js"
import { CheckoutSheet } from "../menu/checkout-sheet.js"
import { DishCard } from "../kiosk/dish-card.js"
import { ItemSheet } from "../../components/item-sheet.js"
import { PriceRows } from "../../components/price-rows.js"
import { MenuRow } from "../menu/menu-row.js"
import { StatusSteps } from "../track/status-steps.js"
import { say } from "./say.js"
import { Chapter, Part } from "./show.js"
import * as sample from "./sample.js"
import { shop } from "./sample-shop.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { MenuItem } from "../../lib/types.js" */
/** @import { Details } from "../menu/checkout-sheet.js" */

const nothing = () => {}
/** @type {CartLine[]} */
const LINES = [
  { item: 1, options: [12, 21], note: "", quantity: 2 },
  { item: 4, options: [], note: "es sedikit", quantity: 1 },
]
const SENDING = ["", "busy", "unanswered", "changes"]

export function Customer() {
  const menu = sample.menu()
  const [rice, chicken, soup, tea] = menu.categories[0].items
  /** @type {[MenuItem, number][]} */
  const shelf = [
    [rice, 0],
    [chicken, 0],
    [soup, 0],
    [tea, 2],
  ]
  const [lines, setLines] = useState(LINES)
  return html`
    <${Chapter} id="rows" title=${say("Baris menu", "Menu rows")}
      why=${say(
        "“+” langsung menambah; “Pilih” membuka lembar karena ada yang harus dipilih. Keduanya tidak pernah mirip.",
        "“+” adds at once; “Choose” opens a sheet because something must be chosen. The two never look alike.",
      )}>
      <${Part} wide
        word=${say(
          "Dengan foto, dengan pilihan, habis, sudah di pesanan",
          "With a photo, with a choice, sold out, already in the order",
        )}>
        <ul class="items">
          ${shelf.map(
            ([item, count]) => html`<${MenuRow} key=${item.id} item=${item} count=${count} onAdd=${nothing}
            onOpen=${nothing} onLess=${nothing} />`,
          )}
        </ul>
      </${Part}>
    </${Chapter}>
    <${Chapter} id="dishes" title=${say("Kartu menu", "Dish cards")}
      why=${say("Untuk kios: seluruh kartu adalah sasarannya.", "For the kiosk: the whole card is the target.")}>
      <${Part} wide
        word=${say(
          "Dengan foto, tanpa foto, habis, sudah di pesanan",
          "With a photo, without, sold out, already in the order",
        )}>
        <div class="dishes">
          ${shelf.map(
            ([item, count]) => html`<${DishCard} key=${item.id} item=${item} count=${count} onTap=${nothing} />`,
          )}
        </div>
      </${Part}>
    </${Chapter}>
    <${Chapter} id="cart" title=${say("Pesanan", "The order")}
      why=${say(
        "Diubah di tempat. Jalan ke sana selalu di ibu jari.",
        "Changed in place. The way to it is always at the thumb.",
      )}>
      <${Part} word=${say("Isi pesanan", "Lines")}>
      <${CartLines} lines=${lines} menu=${menu} onChange=${setLines} onEdit=${nothing} />
      <${PriceRows} now=${sample.price(menu, lines, "menu")} /></${Part}>
      ${
        /** @type {const} */ (["counted", "counting", "later"]).map(
          (state) => html`<${Part} key=${state} word=${state}>
        <${PriceRows} now=${sample.price(menu, lines, state)} cash /></${Part}>`,
        )
      }
      <${Part} word=${say("Palang pesanan", "Cart bar")}><div class="thumb">
      <${CartBar} lines=${LINES} price=${sample.price(menu, LINES, "menu")} onOpen=${nothing} /></div></${Part}>
    </${Chapter}>
    <${Sheets} />
    <${Chapter} id="steps" title=${say("Langkah", "Steps")}
      why=${say(
        "Menunggu, disiapkan, siap. Yang sudah lewat menyebut apa yang sudah terjadi.",
        "Waiting, being made, ready. What is behind says what has happened.",
      )}>
      <${Part} word="awaiting_payment"><${StatusSteps} status="awaiting_payment" paid=${false} /></${Part}>
      <${Part} word=${say("preparing, lunas", "preparing, paid")}><${StatusSteps} status="preparing" paid /></${Part}>
      <${Part} word=${say("preparing, bayar nanti", "preparing, paid later")}>
      <${StatusSteps} status="preparing" paid=${false} /></${Part}>
      <${Part} word="ready"><${StatusSteps} status="ready" paid /></${Part}>
      <${Part} word=${say("2 dari 3 selesai", "2 of 3 done")}><div class="blocks" aria-hidden="true"><i class="on"></i>
      <i class="on"></i><i></i></div></${Part}>
    </${Chapter}>`
}

function Sheets() {
  const menu = sample.menu()
  const [rice, chicken, soup] = menu.categories[0].items
  const [open, setOpen] = useState("")
  const [lines, setLines] = useState(LINES)
  const [details, setDetails] = useState(
    /** @type {Details} */ ({
      order_type: "dine_in",
      table_number: "",
      customer_name: "",
      note: "",
      payment_method: "cash",
    }),
  )
  const close = () => setOpen("")
  const button = (/** @type {string} */ name, /** @type {string} */ word) =>
    html`<button type="button" class="button" aria-haspopup="dialog" onClick=${() => setOpen(name)}>${word}</button>`
  const [kind, state] = open.split("-")
  const dish = { rice, chicken, soup }[kind]
  return html`
    <${Chapter} id="sheets" title=${say("Lembar", "Sheets")}
      why=${say(
        "Naik dari bawah di HP, di tengah di layar besar. Yang harus dipilih menuntut ketika dicoba tanpa memilih.",
        "Comes up from the bottom of a phone. What must be chosen insists only when somebody tries without.",
      )}>
      <${Part} word=${say("Menu dan pilihannya", "A dish and its choices")}>
        ${button("rice", say("Biasa", "Usual"))}${button("chicken", say("Wajib memilih", "Required"))}
        ${button("soup", say("Habis saat dibuka", "Sold out while open"))}
      </${Part}>
      <${Part} word=${say("Terakhir sebelum dikirim", "The last look")}>
        ${button("cart-", say("Biasa", "Usual"))}${button("cart-busy", say("Mengirim", "Sending"))}
        ${button("cart-unanswered", say("Tanpa jawaban", "No answer"))}
        ${button("cart-changes", say("Ada kabar", "With news"))}
      </${Part}>
    </${Chapter}>
    ${dish && html`<${ItemSheet} key=${open} item=${dish} onDone=${close} onClose=${close} />`}
    ${
      kind === "cart" &&
      SENDING.includes(state) &&
      html`
      <${CheckoutSheet} lines=${lines} menu=${menu} price=${sample.price(menu, lines, "menu")}
        shop=${shop()} details=${details} busy=${state === "busy"}
        unanswered=${state === "unanswered"}
        problem=${
          state === "unanswered"
            ? say(
                "Belum ada jawaban dari kasir. Periksa Wi-Fi Anda, lalu kirim lagi.",
                "No answer from the counter yet. Check your Wi-Fi, then send again.",
              )
            : ""
        }
        news=${state === "changes" ? say("Harga Es Teh Manis sekarang Rp6.000.", "Iced sweet tea is now Rp6.000.") : ""}
        onLines=${setLines} onDetails=${(/** @type {Partial<Details>} */ more) => setDetails({ ...details, ...more })}
          onEdit=${nothing} onSend=${close} onClose=${close} />`
    }`
}
