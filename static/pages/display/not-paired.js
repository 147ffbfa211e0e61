// How a screen becomes the display of a till. It goes on by itself once it is one.

import { html, useEffect } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { language, t } from "../../components/words.js"

export function NotPaired() {
  useEffect(() => {
    document.title = t("display.title")
  }, [language()])
  return html`
    <main class="display display--new">
      <section class="new">
        <${Icon} name="eye" />
        <h1>${t("display.title")}</h1>
        <p>${t("display.how_code")}</p>
        <p>${t("display.how_window")}</p>
        <p><a class="button button--primary button--big" href="/pair"><${Icon} name="screen" />
        ${t("display.enter_code")}</a></p>
      </section>
      <div class="display__foot"><${LanguageSwitch} /></div>
    </main>`
}
