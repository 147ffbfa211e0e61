// All dishes, each with a switch: sold out or available. Dishes of open tickets come first, with how many are still to
// be made.

import { html } from "../../vendor/preact/standalone.js"
import { impossibleChoice } from "../../lib/cart.js"
import { Icon } from "../../components/icon.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"
import { offer } from "./use-menu.js"

/** @import { MenuItem } from "../../lib/types.js" */
/** @import { Total } from "./stations.js" */

/** @param {{totals: Total[], dishes: MenuItem[], onClose: () => void}} props */
export function Dishes({ totals, dishes, onClose }) {
  const soldOut = dishes.filter((dish) => !dish.is_available)
  const soldOutDish = (/** @type {number} */ id) => soldOut.find((dish) => dish.id === id)
  const others = dishes.filter((dish) => dish.is_available && !totals.some((total) => total.id === dish.id))
  return html`
    <${Sheet} title=${t("kitchen.to_make")} onClose=${onClose}>
      <p class="quiet">${t("kitchen.hold_hint")}</p>
      ${totals.length === 0 && html`<p>${t("kitchen.to_make_empty")}</p>`}
      <ul class="dishes">
        ${totals.map(
          ({ id, name, count }) => html`<li key=${id}><b>${count}</b><span>${name}</span>
        <${Switch} id=${id} name=${name} out=${soldOutDish(id)} /></li>`,
        )}
      </ul>
      <${Group} title=${t("kitchen.sold_out_now")}
        dishes=${soldOut.filter((dish) => !totals.some((total) => total.id === dish.id))} />
      <${Group} title=${t("kitchen.other_dishes")} dishes=${others} />
    </${Sheet}>`
}

/** @param {{title: string, dishes: MenuItem[]}} props */
function Group({ title, dishes }) {
  if (dishes.length === 0) return null
  return html`
    <section>
      <h3>${title}</h3>
      <ul class="dishes">${dishes.map(
        (dish) => html`<li key=${dish.id}><span>${dish.name}</span>
      <${Switch} id=${dish.id} name=${dish.name} out=${dish.is_available ? undefined : dish} /></li>`,
      )}</ul>
    </section>`
}

/** @param {{id: number, name: string, out?: MenuItem}} props `out` is the dish when it cannot be had */
function Switch({ id, name, out }) {
  const choice = out && impossibleChoice(out.modifier_groups)
  if (choice)
    return html`<span class="chip chip--sold"><${Icon} name="soldout" />
    ${t("kitchen.choice_out", { group: choice.name })}</span>`
  return out
    ? html`<button type="button" class="button" aria-label=${t("kitchen.back_on_sale_name", { name })}
      onClick=${() => offer({ id, name }, true)}><${Icon} name="check" />${t("kitchen.back_on_sale")}</button>`
    : html`<button type="button" class="button" aria-label=${t("cashier.sold_out", { name })}
      onClick=${() => offer({ id, name }, false)}><${Icon} name="soldout" />${t("menu.sold_out")}</button>`
}
