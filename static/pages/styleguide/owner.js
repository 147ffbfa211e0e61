// Parts of the owner's pages.

import { html, useState } from "../../vendor/preact/standalone.js"
import { applyKey } from "../../lib/keyboard.js"
import { MAX_PIN_LENGTH } from "../../lib/pin.js"
import { PinForm } from "../../components/pin-form.js"
import { CodeField } from "../../components/code-field.js"
import { NewPin } from "../../components/new-pin.js"
import { PadField } from "../kiosk/pad-field.js"
import { PriceField } from "../admin/shared/price-field.js"
import { SelectInput } from "../admin/shared/select-input.js"
import { StaffNames } from "../../components/staff-names.js"
import { Grip, Steps } from "../admin/shared/sort-tools.js"
import { Switch } from "../admin/shared/switch.js"
import { TextArea } from "../admin/shared/text-area.js"
import { useSort } from "../admin/shared/use-sort.js"
import { say } from "./say.js"
import { Chapter, Part } from "./show.js"

export function Owner() {
  const [on, setOn] = useState(true)
  const [price, setPrice] = useState(/** @type {number | null} */ (20_000))
  const [text, setText] = useState(say("Bumbu terasi, telur orak-arik, acar", "Shrimp paste, scrambled egg, pickles"))
  const [station, setStation] = useState("kitchen")
  const [name, setName] = useState("")
  const [code, setCode] = useState("K7P4-2QX9")
  const [pin, setPin] = useState({ pin: "", again: "" })
  const [signIn, setSignIn] = useState({ name: "", pin: "" })
  return html`
    <${Chapter} id="owner" title=${say("Mengubah", "Changing things")}
      why=${say(
        "Nama, penjelasan, apa yang salah, dan apa yang sementara itu diisi dari layar lain.",
        "Its name, what it does, what is wrong with it, and what another screen has put there meanwhile.",
      )}>
      <${Part} word=${say("Menyala atau mati, langsung", "On or off, at once")}>
      <${Switch} on=${on} name=${say("Menerima pesanan", "Takes orders")}
        words=${[say("Buka", "Open"), say("Tutup", "Closed")]} onSwitch=${setOn} /></${Part}>
      <${Part} word=${say("Harga", "Price")}>
      <${PriceField} id="sample-price" label=${say("Harga", "Price")} value=${price} onPrice=${setPrice}
        hint=${say("Berlaku untuk pesanan berikutnya.", "For the orders to come.")} /></${Part}>
      <${Part} word=${say("Salah, dan diubah di tempat lain", "Wrong, and changed elsewhere")}>
      <${PriceField} id="sample-extra" label=${say("Tambahan harga", "On top")} value=${price} adds onPrice=${setPrice}
        problem=${say("Isi harganya.", "Give a price.")}
          elsewhere=${{ text: "Rp22.000", onUse: () => setPrice(22_000) }} /></${Part}>
      <${Part} word=${say("Beberapa baris", "A few lines")}>
      <${TextArea} id="sample-text" label=${say("Keterangan", "Description")} optional value=${text} most=${200}
        onText=${setText} /></${Part}>
      <${Part} word=${say("Satu dari banyak", "One of many")}>
      <${SelectInput} id="sample-station" label=${say("Dibuat di", "Made at")} value=${station} onPick=${setStation}
        options=${[
          { value: "kitchen", label: say("Dapur", "Kitchen") },
          { value: "bar", label: "Bar" },
        ]} /></${Part}>
      <${Part} word=${say("Kode dari layar lain", "A code from another screen")}>
      <${CodeField} id="sample-code" label=${say("Kode", "Code")} value=${code} onText=${setCode} /></${Part}>
      <${Part} wide word=${say("PIN baru: dua kali, karena tidak terlihat", "A new PIN: twice, since nobody sees it")}>
      <${NewPin} id="sample-pin" value=${pin} problems=${{}} onPin=${setPin} /></${Part}>
      <${Part} wide
        word=${say(
          "Masuk: nama yang pernah masuk di sini, lalu PIN",
          "Signing in: the names known here, then the PIN",
        )}>
        <${StaffNames} names=${["Rina", "Budi"]}
          onPick=${(/** @type {string} */ name) => setSignIn({ name, pin: "" })} />
        <${PinForm}
          id="sample-sign-in"
          ...${signIn}
          problem=""
          onName=${(/** @type {string} */ name) => setSignIn((now) => ({ ...now, name }))}
          onPin=${(/** @type {string} */ pin) => setSignIn((now) => ({ ...now, pin }))}
          onKey=${(/** @type {string} */ key) =>
            setSignIn((now) => ({ ...now, pin: applyKey(now.pin, key, MAX_PIN_LENGTH) }))}
          onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}
        />
      </${Part}>
      <${Part} wide word=${say("Dengan papan ketik sendiri, untuk kios", "With keys of its own, for the kiosk")}>
      <${PadField} id="sample-pad" kind="name" always label=${say("Nama panggilan", "Name")} value=${name} most=${20}
        onText=${setName} /></${Part}>
      <${Part} wide
        word=${say(
          "Diurutkan dengan menyeret, tombol, atau panah",
          "Put in order by dragging, tapping, or arrow keys",
        )}>
        <${Sorted} /></${Part}>
    </${Chapter}>`
}

function Sorted() {
  const [names, setNames] = useState(["Nasi Goreng Kampung", "Soto Ayam + Nasi", "Es Teh Manis"])
  const sort = useSort({
    onMove: (from, to) => {
      const rest = names.filter((_, at) => at !== from)
      setNames([...rest.slice(0, to), names[from], ...rest.slice(to)])
    },
  })
  return html`
    <ul class="sorted" data-sort ref=${sort.list}>
      ${names.map(
        (name, at) => html`<li key=${name}><${Grip} sort=${sort} at=${at} name=${name} /><b>${name}</b>
      <${Steps} sort=${sort} at=${at} last=${names.length - 1} name=${name} /></li>`,
      )}
    </ul>`
}
