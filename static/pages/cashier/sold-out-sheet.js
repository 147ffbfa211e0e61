// What is sold out just now, and the way back for each. A tap too many is taken back by another on the same button.

import { html, useRef } from "../../vendor/preact/standalone.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { againWords } from "../../components/opening-words.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"

/** @import { Shop } from "../../lib/types.js" */
/** @import { MenuNow } from "./use-menu.js" */

/** @typedef {{kind: "item" | "option", id: number}} Thing */

/** @param {Thing["kind"]} kind @param {number} id @returns {Thing} */
const thing = (kind, id) => ({ kind, id })

/**
 * @param {{menu: MenuNow, shop: Shop | null, onCount: ((item: number) => void) | false, onClose: () => void}} props
 */
export function SoldOutSheet({ menu: { menu, out, switchAvailable }, shop, onCount, onClose }) {
  // What stood here stays, so that nothing slides under the finger and each tap can be taken back.
  const known = useRef(/** @type {Thing[]} */ ([]))
  const now = [...out.items.map(({ id }) => thing("item", id)), ...out.options.map(({ id }) => thing("option", id))]
  const isAmong = (/** @type {Thing[]} */ things, /** @type {Thing} */ { kind, id }) =>
    things.some((other) => other.kind === kind && other.id === id)
  known.current = [...known.current, ...now.filter((each) => !isAmong(known.current, each))]
  const listed = known.current
  const find = (/** @type {Thing} */ { kind, id }) => {
    const items = menu?.categories.flatMap((category) => category.items) ?? []
    const things =
      kind === "item" ? items : items.flatMap((item) => item.modifier_groups.flatMap((group) => group.options))
    return things.find((thing) => thing.id === id)
  }
  return html`
    <${Sheet} title=${t("cashier.sold_out_now")} onClose=${onClose}>
      ${listed.length === 0 && html`<${EmptyState} icon="check" title=${t("cashier.nothing_sold_out")} />`}
      <ul class="out">
        ${listed.map((each) => {
          const { kind, id } = each
          const found = find(each)
          if (!found) return null
          const { name, back_at } = found
          const gone = isAmong(now, each)
          return html`
            <li key=${`${kind}-${id}`}>
              <span class="out__name">${name}
              ${kind === "option" && html`<span class="quiet"> · ${t("cashier.choice")}</span>`}
              ${
                gone &&
                back_at &&
                shop &&
                html`<span class="quiet"> · ${t("stock.back", { again: againWords(back_at, shop) })}</span>`
              }</span>
              ${
                gone
                  ? html`<span class="chip chip--sold"><${Icon} name="soldout" />
              ${t("menu.sold_out")}</span>`
                  : html`<span class="chip chip--prep"><${Icon} name="check" />
              ${t("cashier.available")}</span>`
              }
              ${
                gone &&
                kind === "item" &&
                onCount &&
                html`<button type="button" class="button button--icon" aria-label=${t("stock.set", { name })}
                title=${t("stock.set", { name })} onClick=${() => onCount(id)}><${Icon} name="clock" /></button>`
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
