// How much is left of a dish, or until when it is sold out: said by the till, counted down by the orders.

import { html, useState } from "../../vendor/preact/standalone.js"
import { setAvailability, setStock } from "../../lib/api.js"
import { Field, NumberInput } from "../../components/field.js"
import { Icon } from "../../components/icon.js"
import { againWords } from "../../components/opening-words.js"
import { ProblemNote, problemText } from "../../components/problem.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Menu, Shop } from "../../lib/types.js" */

const MOST = 99_999

/** @param {{menu: Menu | null, id: number, shop: Shop | null, onClose: () => void}} props */
export function StockSheet({ menu, id, shop, onClose }) {
  const item = menu?.categories.flatMap((category) => category.items).find((each) => each.id === id)
  const [left, setLeft] = useState(/** @type {number | null} */ (item?.left ?? null))
  const [clock, setClock] = useState("")
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const [busy, setBusy] = useState(false)
  if (!item) return null
  const run = async (/** @type {() => Promise<unknown>} */ act) => {
    if (busy) return
    setBusy(true)
    try {
      await act()
      onClose()
    } catch (error) {
      setProblem(problemText(error))
      setBusy(false)
    }
  }
  const count = (/** @type {Event} */ event) => {
    event.preventDefault()
    if (left !== null && left <= MOST) run(() => setStock(id, left))
  }
  const out = (/** @type {string} */ until) => run(() => setAvailability(id, false, until))
  return html`
    <${Sheet} title=${item.name} onClose=${onClose}>
      <${ProblemNote} text=${problem} />
      <form class="stock" noValidate aria-busy=${busy ? "true" : undefined} onSubmit=${count}>
        <${NumberInput} id="stock-left" label=${t("stock.left")} hint=${t("stock.help")} value=${left}
          unit=${t("stock.unit")} onNumber=${setLeft} />
        <button type="submit" class="button button--primary button--big" disabled=${left === null || left > MOST}>
        <${Icon} name="check" />${t("stock.start")}</button>
        ${
          item.left !== undefined &&
          html`<button type="button" class="button button--big" onClick=${() => run(() => setStock(id, null))}>
        ${t("stock.stop")}</button>`
        }
      </form>
      <section class="stock" aria-labelledby="stock-until">
        <h3 class="head" id="stock-until">${t("stock.until")}</h3>
        ${
          item.back_at &&
          shop &&
          html`<p class="quiet">${t("stock.back", { again: againWords(item.back_at, shop) })}</p>`
        }
        <button type="button" class="button button--big" onClick=${() => out("tomorrow")}>
        <${Icon} name="day" />${t("stock.tomorrow")}</button>
        <form class="stock__clock" onSubmit=${(/** @type {Event} */ event) => {
          event.preventDefault()
          if (clock) out(clock)
        }}>
          <${Field} id="stock-clock" label=${t("stock.clock")}>
            ${(/** @type {any} */ attributes) => html`<input class="input input--time" type="time" ...${attributes}
              value=${clock} onInput=${(/** @type {any} */ event) => setClock(event.target.value)} />`}
          </${Field}>
          <button type="submit" class="button button--big" disabled=${!clock}><${Icon} name="soldout" />
          ${t("menu.sold_out")}</button>
        </form>
      </section>
    </${Sheet}>`
}
