// The card of prices and fees: price levels, and what is charged besides dishes. Each opens in a sheet.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { named } from "../shared/names.js"
import { FeeSheet } from "./fee-sheet.js"
import { LevelSheet } from "./level-sheet.js"
import { NEW, saidOfFee, saidOfLevel } from "./price-fields.js"

/** @import { Words } from "../../../lib/types.js" */
/** @import { CardProps } from "./settings-cards.js" */

/** @type {Record<string, string>} */
const SIGNS = { dine_in: "plate", take_away: "takeaway", packaging: "bag", delivery: "phone" }

/** @param {CardProps} props */
export function PricesCard({ settings, editor, actions }) {
  const [opened, setOpened] = useState("")
  const { price_levels: levels = [], fees = [] } = editor.menu ?? {}
  const level = levels.find((each) => opened === `level/${each.code}`) ?? null
  const fee = fees.find((each) => opened === `fee/${each.code}`)
  const close = () => setOpened("")
  const shared = { bill: settings.bill, editor, actions, onClose: close }
  return html`
    <section class="card setting prices" aria-labelledby="prices-title">
      <h3 class="head" id="prices-title">${t("prices.title")}</h3>
      <p class="field__hint">${t("prices.help")}</p>
      <ul class="entries">
        ${levels.map(
          (each) => html`<${Entry} key=${each.code} sign=${SIGNS[each.code] ?? "phone"} name=${each.name}
            said=${saidOfLevel(each)} onOpen=${() => setOpened(`level/${each.code}`)} />`,
        )}
      </ul>
      <p><button type="button" class="button" aria-haspopup="dialog" onClick=${() => setOpened(`level/${NEW}`)}>
      <${Icon} name="plus" />${t("prices.new")}</button></p>
      <h4 class="head">${t("prices.fees")}</h4>
      <p class="field__hint">${t("prices.fees_help")}</p>
      <ul class="entries">
        ${fees.map(
          (each) => html`<${Entry} key=${each.code} sign=${SIGNS[each.code]} name=${each.name} said=${saidOfFee(each)}
            onOpen=${() => setOpened(`fee/${each.code}`)} />`,
        )}
      </ul>
    </section>
    ${
      (level || opened === `level/${NEW}`) &&
      html`<${LevelSheet} key=${opened} level=${level} levels=${levels} ...${shared} />`
    }
    ${fee && html`<${FeeSheet} key=${opened} fee=${fee} ...${shared} />`}`
}

/** @param {{sign: string, name: Words, said: string, onOpen: () => void}} props */
function Entry({ sign, name, said, onOpen }) {
  return html`
    <li class="entry entry--opens">
      <span class="entry__sign"><${Icon} name=${sign} /></span>
      <div class="entry__text">
        <h4 class="entry__title"><button type="button" class="dish__open entry__name" aria-haspopup="dialog"
          onClick=${onOpen}>${named(name)}</button></h4>
        <p class="quiet">${said}</p>
      </div>
      <${Icon} name="right" />
    </li>`
}
