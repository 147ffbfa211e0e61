// The first start: sets up an empty machine within five minutes and without a terminal, up to a first test order.

import { html } from "../../vendor/preact/standalone.js"
import { takeCode } from "../../lib/address-code.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { mount } from "../../components/page.js"
import { useShop } from "../../components/use-shop.js"
import { t } from "../../components/words.js"
import { Begin } from "./begin.js"
import { Check } from "./check.js"
import { useDraft } from "./draft.js"
import { Sign } from "./frame.js"
import { useSetupState } from "./use-setup-state.js"

const fromAddress = takeCode()

function SetupPage() {
  const { where, ask } = useSetupState()
  const { draft, change } = useDraft()
  const shop = useShop()
  if (where.name === "asking") return html`<main><${EmptyState} icon="reconnect" title=${t("common.loading")} /></main>`
  if (where.name === "closed") return html`<main><${Closed} /></main>`
  return html`
    <main class="setup">
      <${Sign} name=${draft.shop_name.trim() || (where.name === "ours" && shop?.name) || ""} />
      ${
        where.name === "open"
          ? html`<${Begin} draft=${draft} change=${change} code=${fromAddress} needsCode=${where.needsCode}
            onOwned=${ask} onTaken=${ask} />`
          : html`<${Check} draft=${draft} change=${change} onSignedOut=${ask} />`
      }
    </main>`
}

/** The shop has an owner already. */
function Closed() {
  return html`
    <div class="empty-state closed">
      <${Icon} name="check" />
      <h1 class="title">${t("setup.closed.title")}</h1>
      <p>${t("setup.closed.help")}</p>
      <a class="button button--primary button--big" href="/admin">${t("setup.closed.admin")}</a>
      <a class="button button--plain" href="/">${t("lookup.to_menu")}</a>
      <${LanguageSwitch} />
    </div>`
}

mount(SetupPage)
