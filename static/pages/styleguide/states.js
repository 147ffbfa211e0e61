// Empty states and error states.

import { html } from "../../vendor/preact/standalone.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { ShopNotices } from "../../components/shop-notices.js"
import { StatusChip } from "../cashier/status-chip.js"
import { showToast } from "../../components/toast.js"
import { StaleOverlay } from "../../components/stale-overlay.js"
import { message } from "../../components/words.js"
import { say } from "./say.js"
import { Chapter, Part } from "./show.js"
import * as sample from "./sample.js"
import { shop } from "./sample-shop.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */

/** @type {LiveState} */
const LOST = { name: "reconnecting", freshAt: Date.now() - 90_000, lostAt: Date.now() - 90_000 }

export function States() {
  const undone = () =>
    showToast({ icon: "undo", text: message(() => say("C-047 kembali ke daftar", "C-047 is back in the list")) })
  const pickedUp = () =>
    showToast({
      text: message(() => say("C-047 sudah diambil", "C-047 was picked up")),
      seconds: 8,
      action: { label: message(() => say("Urungkan", "Undo")), run: undone },
    })
  return html`
    <${Chapter} id="toasts" title=${say("Pesan kilat dan spanduk", "Toasts and banners")}
      why=${say(
        "Yang bisa diurungkan selalu menawarkan Urungkan, dengan sisa detiknya.",
        "What can be undone always offers it, with the seconds that are left.",
      )}>
      <${Part} word=${say("Delapan detik untuk mengurungkan", "Eight seconds to undo")}>
      <button type="button" class="button" onClick=${pickedUp}><${Icon} name="check" />
      ${say("Sudah diambil", "Picked up")}</button></${Part}>
      <${Part} word=${say("Hanya kabar", "Only news")}>
      <button type="button" class="button"
        onClick=${() =>
          showToast({
            icon: "soldout",
            text: message(() =>
              say(
                "Pecel Lele baru saja habis, jadi kami keluarkan dari pesanan.",
                "Fried catfish has just sold out; we took it out of your order.",
              ),
            ),
          })}>
        <${Icon} name="soldout" />${say("Habis", "Sold out")}</button></${Part}>
      <${Part} wide word=${say("Menunggu orang", "Waits for a person")}><p class="banner banner--wait">
      <${Icon} name="note" /><span>${say("tolong jangan pakai bawang", "no onions, please")}</span></p></${Part}>
      <${Part} wide word=${say("Tidak bisa diurungkan", "Cannot be undone")}><div class="banner banner--danger"><p>
      ${say("Pesanan akan dibatalkan.", "The order is about to be cancelled.")} <b>4</b></p>
      <button type="button" class="button"><${Icon} name="undo" />${say("Urungkan", "Undo")}</button></div></${Part}>
      <${Part} wide word=${say("Baik", "Good")}><p class="banner banner--good"><${Icon} name="check" /><span>
      ${say("HP tersambung.", "The phone is connected.")}</span></p></${Part}>
    </${Chapter}>
    <${Chapter} id="machine" title=${say("Komputer toko", "The shop's computer")}
      why=${say(
        "Ada selama masalahnya ada, dan selalu bilang harus apa. Tidak bisa ditutup: obatnya yang menutup.",
        "There for as long as the trouble is, always with what to do. Nothing to tap away: the remedy is.",
      )}>
      <${Part} wide word=${say("Bisa menunggu", "Can wait")}>
      <${ShopNotices} shop=${{ ...shop(), disk_space: "low", clock_ok: false }} /></${Part}>
      <${Part} wide word=${say("Pesanan ditolak", "Orders are refused")}>
      <${ShopNotices} shop=${{ ...shop(), disk_space: "short" }} /></${Part}>
      <${Part} wide word=${say("Tanpa jaringan", "No network")}>
      <${ShopNotices} shop=${{ ...shop(), network_ok: false }} /></${Part}>
      <${Part} wide word=${say("Kartu QR dengan alamat lama", "QR cards with an old address")}>
      <${ShopNotices}
        shop=${{ ...shop(), public_url: "http://192.168.1.77:8080", printed_url: "http://192.168.1.10:8080" }} />
        </${Part}>
    </${Chapter}>
    <${Chapter} id="nothing"
      title=${say("Kosong, tidak ketemu, tanpa sambungan, memuat", "Empty, not found, offline, loading")}
        why=${say(
          "Selalu bilang apa yang terjadi dan apa langkah berikutnya.",
          "Always says what happened and what to do next.",
        )}>
      <${Part} word=${say("Kosong", "Empty")}><div class="card">
      <${EmptyState} icon="pan"
        title=${say("Belum ada pesanan. Santai dulu.", "No orders yet. Take a breath.")} /></div></${Part}>
      <${Part} word=${say("Tidak ketemu", "Not found")}><div class="card">
      <${EmptyState} icon="search" title=${say("Tidak ada yang cocok", "No matches")}><p>
      ${say("Coba kata lain, atau lihat-lihat menunya.", "Try another word, or browse the menu.")}</p>
      </${EmptyState}></div></${Part}>
      <${Part} word=${say("Tanpa sambungan", "Offline")}><div class="card">
      <${EmptyState} icon="offline" title=${say("Belum tersambung", "Not connected yet")}><p>
      ${say("Pastikan HP tersambung ke Wi-Fi toko.", "Make sure your phone is on the shop's Wi-Fi.")}</p>
      </${EmptyState}></div></${Part}>
      <${Part} word=${say("Memuat", "Loading")}><div class="card loading" aria-hidden="true">
      <div class="skeleton"></div><div class="skeleton"></div><div class="skeleton"></div></div></${Part}>
    </${Chapter}>
    <${Chapter} id="stale-overlays" title=${say("Lapisan basi", "Stale overlay")}
      why=${say(
        "Setelah 5 detik tanpa server, yang mungkin lama kehilangan warnanya, dan tertulis sejak kapan.",
        "After 5 seconds without the server what may be old loses its colour, and it is written since when.",
      )}>
      <${Part} wide
        word=${say(
          "Kata-katanya di bawah, di atas tombol yang menunggu server",
          "Its words lie below, over actions that wait for the server",
        )}>
        <div class="card stale stale-sample">
          <p class="head">C-047 · ${say("Meja 7", "Table 7")}</p>
          <p>1× ${sample.menu().categories[0].items[0].name}</p>
          <p><${StatusChip} status="ready" /></p>
          <${StaleOverlay} state=${LOST} timeZone="Asia/Jakarta" />
        </div>
      </${Part}>
    </${Chapter}>`
}
