// The frame of a step: its progress, its title, and the buttons for back and next.

import { html, useLayoutEffect, useRef } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { language, t } from "../../components/words.js"

/** The sign over the shop as customers will see it. It is written while one types. @param {{name: string}} props */
export function Sign({ name }) {
  return html`
    <aside class="sign" aria-hidden="true">
      <div class="awning"></div>
      <p class=${`sign__name ${name ? "" : "sign__name--none"}`}>${name || t("setup.sign")}</p>
      <div class="sign__art">
      ${["nasi-goreng", "kopi-susu", "pisang"].map(
        (dish) => html`<img key=${dish} src=${`/art/${dish}.svg`} alt=""
        width="96" height="96" />`,
      )}</div>
    </aside>`
}

/**
 * @param {{at: number, of: number, title: string, lead: string, children: any, foot: any, onSubmit?: (event: Event) =>
 *   void}} props
 */
export function Frame({ at, of, title, lead, children, foot, onSubmit }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null))
  const count = t("setup.step_of", { n: at, all: of })
  useLayoutEffect(() => {
    document.title = `${count} · ${title}`
  }, [count, title, language()])
  // Each step begins with its name, for the eyes and for the ears.
  useLayoutEffect(() => {
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [at])
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    onSubmit?.(event)
  }
  return html`
    <form class="step" novalidate onSubmit=${submit}>
      <div class="step__top"><div class="step__bar" aria-hidden="true">
      ${Array.from({ length: of }, (_, n) => html`<i key=${n} class=${n < at ? "on" : ""}></i>`)}</div>
      <${LanguageSwitch} /></div>
      <h1 class="title" tabindex="-1" ref=${heading}><span class="step__count">${count}<span class="sr">: </span></span>
      ${title}</h1>
      <p class="step__lead">${lead}</p>
      <div class="step__body">${children}</div>
      <div class="step__foot">${foot}</div>
    </form>`
}

/** @param {{onBack?: () => void}} props */
export function Back({ onBack }) {
  return onBack
    ? html`<button type="button" class="button" onClick=${onBack}><${Icon} name="left" />${t("common.back")}</button>`
    : html`<span></span>`
}

/** @param {{words: string, busy?: boolean, disabled?: boolean}} props */
export function Next({ words, busy = false, disabled = false }) {
  return html`<button class="button button--primary button--big step__next" aria-busy=${busy ? "true" : undefined}
    disabled=${disabled}>${busy && html`<${Icon} name="reconnect" />`}${words}</button>`
}
