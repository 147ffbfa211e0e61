// What is sold out just now, and the way back for each. A tap too many is taken back by another on the same button.

import { html, useRef } from "../../vendor/preact/standalone.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"

/** @import { MenuNow } from "./use-menu.js" */

/** @typedef {{kind: "item" | "option", id: number}} Thing */

/** @param {Thing["kind"]} kind @param {number} id @returns {Thing} */
const thing = (kind, id) => ({ kind, id })

/** @param {{menu: MenuNow, onClose: () => void}} props */
export function SoldOutSheet({ menu: { menu, out, switchAvailable }, onClose }) {
  // What stood here stays, so that nothing slides under the finger and each tap can be taken back.
  const known = useRef(/** @type {Thing[]} */ ([]))
  const now = [...out.items.map(({ id }) => thing("item", id)), ...out.options.map(({ id }) => thing("option", id))]
  const isAmong = (/** @type {Thing[]} */ things, /** @type {Thing} */ { kind, id }) =>
    things.some((other) => other.kind === kind && other.id === id)
  known.current = [...known.current, ...now.filter((each) => !isAmong(known.current, each))]
  const listed = known.current
  const nameOf = (/** @type {Thing} */ { kind, id }) => {
    const items = menu?.categories.flatMap((category) => category.items) ?? []
    const things =
      kind === "item" ? items : items.flatMap((item) => item.modifier_groups.flatMap((group) => group.options))
    return things.find((thing) => thing.id === id)?.name
  }
  return html`
    <${Sheet} title=${t("cashier.sold_out_now")} onClose=${onClose}>
      ${listed.length === 0 && html`<${EmptyState} icon="check" title=${t("cashier.nothing_sold_out")} />`}
      <ul class="out">
        ${listed.map((each) => {
          const { kind, id } = each
          const name = nameOf(each)
          if (!name) return null
          const gone = isAmong(now, each)
          return html`
            <li key=${`${kind}-${id}`}>
              <span class="out__name">${name}
              ${kind === "option" && html`<span class="quiet"> · ${t("cashier.choice")}</span>`}</span>
              ${
                gone
                  ? html`<span class="chip chip--sold"><${Icon} name="soldout" />
              ${t("menu.sold_out")}</span>`
                  : html`<span class="chip chip--prep"><${Icon} name="check" />
              ${t("cashier.available")}</span>`
              }
              <button type="button" class="button"
                aria-label=${gone ? t("cashier.back_in", { name }) : t("cashier.sold_out", { name })}
                  onClick=${() => switchAvailable(kind, id, gone)}>
                ${gone ? t("cashier.back") : html`<${Icon} name="undo" />${t("common.undo")}`}
              </button>
            </li>`
        })}
      </ul>
    </${Sheet}>`
}
