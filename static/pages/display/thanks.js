// It is paid: thanks, the change in the largest figures, and the number that is called out.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { OrderNumber } from "../../components/order-number.js"
import { t } from "../../components/words.js"

/** @import { Display, Shop } from "../../lib/types.js" */

/** @param {{shown: Display, shop: Shop | null}} props */
export function Thanks({ shown: { payment, number } }) {
  const change = payment?.change ?? 0
  return html`
    <section class="thanks" role="status">
      <${Icon} name="check" />
      <h1 class="thanks__title">${t("display.thanks")}</h1>
      ${
        payment &&
        html`<p class="thanks__paid">${t("display.paid", {
          amount: rupiah(payment.due),
          method: t(`method.${payment.method}`),
        })}</p>`
      }
      ${
        change > 0 &&
        html`<p class="thanks__change"><span>${t("pay.change")}</span><b class="money">${rupiah(change)}</b></p>`
      }
      ${
        number &&
        html`<p class="thanks__number"><span>${t("display.your_number")}</span><${OrderNumber} number=${number} /></p>`
      }
    </section>`
}
