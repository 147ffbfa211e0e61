// The end of the first start: where everything is from now on.

import { html, useLayoutEffect, useRef } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { NextSteps } from "../../components/next-steps.js"
import { language, t } from "../../components/words.js"

const SCREENS = [
  { name: "cashier", icon: "cash", address: "/cashier" },
  { name: "kitchen", icon: "pan", address: "/kitchen" },
  { name: "board", icon: "screen", address: "/board" },
  { name: "kiosk", icon: "bag", address: "/kiosk" },
  { name: "display", icon: "eye", address: "/display" },
  { name: "menu", icon: "phone", address: "/" },
  { name: "admin", icon: "settings", address: "/admin" },
]

/** @param {{later: boolean, onGoOn: () => void}} props */
export function Finished({ later, onGoOn }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null))
  const title = later ? t("setup.finished.later") : t("setup.finished.title")
  useLayoutEffect(() => {
    document.title = title
  }, [title, language()])
  useLayoutEffect(() => {
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [])
  return html`
    <div class="finished">
      <div class="finished__head">
        <span class="finished__mark"><${Icon} name="check" /></span>
        <${LanguageSwitch} />
      </div>
      <h1 class="title" tabindex="-1" ref=${heading}>${title}</h1>
      <p class="step__lead">${later ? t("setup.finished.later_help") : t("setup.finished.help")}</p>
      ${
        later &&
        html`<button type="button" class="button button--primary" onClick=${onGoOn}>
      ${t("setup.finished.go_on")}</button>`
      }
      <${NextSteps} />
      <ul class="screen-links">
        ${SCREENS.map(
          ({ name, icon, address }) => html`
          <li key=${name}><a class="screen-link" href=${address}><${Icon} name=${icon} /><span><b>
          ${t(`setup.screen.${name}`)}</b><span class="quiet">${t(`setup.screen.${name}.help`)}</span></span>
          <${Icon} name="right" /></a></li>`,
        )}
      </ul>
    </div>`
}
