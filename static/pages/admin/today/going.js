// Open orders, what is still owed for them, and refunds that are due.

import { html } from "../../../vendor/preact/standalone.js"
import { rupiah } from "../../../lib/money.js"
import { Icon } from "../../../components/icon.js"
import { language, t } from "../../../components/words.js"
import { figures } from "../shared/number.js"

/** @import { Today } from "../../../lib/types.js" */

/** As an order goes. */
const STATUSES = /** @type {const} */ (["awaiting_payment", "preparing", "ready"])

/** @param {{today: Today}} props */
export function Going({ today: { active, open_bills, to_give_back } }) {
  const number = (/** @type {number} */ n) => figures(n, language())
  return html`
    <section class="card today__card" aria-labelledby="today-going">
      <h3 class="head" id="today-going">${t("today.going")}</h3>
      <dl class="today__states">
        ${STATUSES.map(
          (status) =>
            html`<div key=${status}><dt>${t(`status.${status}`)}</dt><dd>${number(active[status])}</dd></div>`,
        )}
      </dl>
      ${
        open_bills.orders > 0 &&
        html`<p>${t("today.open_bills", { n: open_bills.orders, amount: rupiah(open_bills.amount) })}</p>`
      }
      ${
        to_give_back.orders > 0 &&
        html`<p class="banner banner--wait"><${Icon} name="undo" />
        <span>${t("today.to_give_back", { n: to_give_back.orders, amount: rupiah(to_give_back.amount) })}</span>
        </p>`
      }
      <a class="button" href="/cashier"><${Icon} name="cash" />${t("today.to_till")}</a>
    </section>`
}
