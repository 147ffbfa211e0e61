// The small parts that every screen uses.

import { html, useState } from "../../vendor/preact/standalone.js"
import { ORDER_STATUSES } from "../../lib/api-words.js"
import { Icon } from "../../components/icon.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { OrderNumber } from "../../components/order-number.js"
import { RadioGroup } from "../../components/radio-group.js"
import { ProblemNote } from "../../components/problem.js"
import { SearchField } from "../menu/search-field.js"
import { SoundSwitch } from "../../components/sound-switch.js"
import { StatusChip } from "../cashier/status-chip.js"
import { Stepper } from "../../components/stepper.js"
import { TableField } from "../menu/table-field.js"
import { TextField } from "../../components/text-field.js"
import { say } from "./say.js"
import { Chapter, Part } from "./show.js"
import * as sample from "./sample.js"
import { shop } from "./sample-shop.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */

const here = Date.now()
/** @type {LiveState[]} */
const STATES = [
  { name: "live", freshAt: here, lostAt: here },
  { name: "reconnecting", freshAt: here, lostAt: here - 7_000 },
  { name: "slow", freshAt: here, lostAt: here },
]

export function Basics() {
  return html`
    <${Buttons} />
    <${Fields} />
    <${Chapter} id="numbers" title=${say("Pelat nomor", "The plate")}
      why=${say(
        "Nomor pesanan selalu memakai bentuk ini, dan hanya nomor pesanan.",
        "Order numbers always have this shape, and nothing else has.",
      )}>
      <${Part} word=${say("Di tangan", "In hand")}><${OrderNumber} number="C-047" class="large" /></${Part}>
      <${Part} word=${say("Di daftar", "In a list")}>
      <${OrderNumber} number="A-012" look="quiet" class="large" /></${Part}>
      <${Part} word=${say("Siap", "Ready")}><${OrderNumber} number="B-020" look="ready" class="large" /></${Part}>
      <${Part} word=${say("Di atas hijau", "On green")}><div class="on-green">
      <${OrderNumber} number="K-008" look="paper" class="large" /></div></${Part}>
    </${Chapter}>
    <${Chapter} id="signs" title=${say("Tanda", "Signs")}
      why=${say(
        "Bentuk, ikon, kata; warna paling akhir. Makin dekat siap, makin penuh hijaunya.",
        "Shape, icon, word; colour last. The closer to ready, the fuller the green.",
      )}>
      ${ORDER_STATUSES.map(
        (status) => html`<${Part} key=${status} word=${status}>
      <${StatusChip} status=${status} /></${Part}>`,
      )}
      <${Part} word=${say("Habis", "Sold out")}><span class="chip chip--sold"><${Icon} name="soldout" />
      ${say("Habis", "Sold out")}</span></${Part}>
    </${Chapter}>
    <${Chapter} id="connection" title=${say("Lencana sambungan", "Connection badge")}
      why=${say("Di setiap layar. Tiga keadaan, tiga bentuk.", "On every screen. Three states, three shapes.")}>
      ${STATES.map(
        (state) => html`<${Part} key=${state.name} word=${state.name}>
      <${ConnectionBadge} state=${state} /></${Part}>`,
      )}
    </${Chapter}>`
}

function Buttons() {
  return html`
    <${Chapter} id="buttons" title=${say("Tombol", "Buttons")}
      why=${say(
        "Satu tombol utama per layar. Yang belum bisa dipakai tetap terbaca.",
        "One primary act per screen. What cannot be used yet can still be read.",
      )}>
      <${Part} word=${say("Utama", "Primary")}><button type="button" class="button button--primary button--big">
      ${say("Pesan sekarang", "Order now")}</button></${Part}>
      <${Part} word=${say("Mengirim", "Sending")}>
      <button type="button" class="button button--primary button--big" aria-busy="true"><${Icon} name="reconnect" />
      ${say("Mengirim…", "Sending…")}</button></${Part}>
      <${Part} word=${say("Biasa", "Usual")}><button type="button" class="button"><${Icon} name="print" />
      ${say("Cetak", "Print")}</button></${Part}>
      <${Part} word=${say("Terpilih", "Pressed")}><button type="button" class="button" aria-pressed="true">
      <${Icon} name="check" />${say("Tunai", "Cash")}</button></${Part}>
      <${Part} word=${say("Belum bisa", "Not yet")}><button type="button" class="button" disabled>
      ${say("Tandai lunas", "Mark paid")}</button></${Part}>
      <${Part} word=${say("Tidak bisa diurungkan", "Cannot be undone")}>
      <button type="button" class="button button--danger"><${Icon} name="close" />
      ${say("Batalkan", "Cancel")}</button></${Part}>
      <${Part} word=${say("Pelan", "Quiet")}><a class="button button--plain" href="#buttons">
      ${say("Pesan lagi", "Order again")}</a></${Part}>
      <${Part} word=${say("Ikon, dengan nama", "Icon, with a name")}>
      <button type="button" class="button button--icon" aria-label=${say("Tutup", "Close")}>
      <${Icon} name="close" /></button></${Part}>
      <${Part} word=${say("Fokus", "Focus")}><button type="button" class="button focused">
      ${say("Fokus", "Focus")}</button></${Part}>
      <${Part} word=${say("Suara", "Sound")}><${SoundSwitch} /></${Part}>
    </${Chapter}>`
}

function Fields() {
  const [name, setName] = useState("")
  const [wanted, setWanted] = useState("")
  const [type, setType] = useState("dine_in")
  const [table, setTable] = useState("")
  const [quantity, setQuantity] = useState(1)
  return html`
    <${Chapter} id="fields" title=${say("Isian dan pilihan", "Fields and choices")}
      why=${say("Seluruh baris adalah sasaran sentuh.", "The whole row is the target.")}>
      <${Part} word=${say("Cari, dengan tombol /", "Search, with the key /")}>
      <${SearchField} label=${say("Cari menu…", "Search the menu…")} value=${wanted} onText=${setWanted}
        onEnter=${() => {}} /></${Part}>
      <${Part} word=${say("Boleh kosong", "May be left out")}>
      <${TextField} id="sample-name" label=${say("Nama panggilan", "Name")}
        hint=${say("Supaya mudah kami panggil", "So we can call you")} value=${name} most=${60}
          onText=${setName} /></${Part}>
      <${Part} word=${say("Harus dipilih", "Must be chosen")}>
      <${TableField} tables=${shop().tables ?? []} value=${table} insist=${!table}
        onPick=${setTable} /></${Part}>
      <${Part} word=${say("Satu dari beberapa", "One of a few")}>
        <${RadioGroup} name="sample-type" title=${say("Makan di sini atau dibungkus?", "Eat here or take away?")}
          value=${type} onPick=${setType}
          options=${[
            { value: "dine_in", label: say("Makan di sini", "Eat here") },
            { value: "take_away", label: say("Bungkus", "Take away") },
          ]} />
      </${Part}>
      <${Part} word=${say("Jumlah; yang terakhir menghapus", "Quantity; the last one removes")}>
      <${Stepper} value=${quantity} name=${say("Es Teh Manis", "Iced sweet tea")} most=${9}
        onChange=${setQuantity} /></${Part}>
      <${Part} word=${say("Ada yang salah", "Something is wrong")}>
      <${ProblemNote}
        text=${say("Nama atau PIN tidak cocok. Coba lagi.", "Name or PIN do not match. Try again.")} /></${Part}>
    </${Chapter}>`
}
