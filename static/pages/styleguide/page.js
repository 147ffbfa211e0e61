// The style guide: every part of the pages in every state, made of the real components. A release does not contain it.
// The address chooses what is shown: ?theme=dark&screen=kitchen

import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { mount } from "../../components/page.js"
import { ToastRegion } from "../../components/toast.js"
import { language } from "../../components/words.js"
import { Basics } from "./basics.js"
import { Counter } from "./counter.js"
import { Customer } from "./customer.js"
import { Foundations } from "./foundations.js"
import { Kitchen } from "./kitchen.js"
import { Owner } from "./owner.js"
import { say } from "./say.js"
import { States } from "./states.js"

const THEMES = ["device", "light", "dark"]
const SCREENS = ["menu", "kiosk", "kitchen", "board"]

const asked = new URLSearchParams(location.search)
const chosen = (/** @type {string} */ name, /** @type {string[]} */ all) =>
  all.find((each) => each === asked.get(name)) ?? all[0]

function Styleguide() {
  const [theme, setTheme] = useState(chosen("theme", THEMES))
  const [screen, setScreen] = useState(chosen("screen", SCREENS))
  // Some parts take the focus when nothing else has it: first it has a place, then they come.
  const heading = useRef(/** @type {HTMLElement | null} */ (null))
  const [settled, setSettled] = useState(false)
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true })
    setSettled(true)
  }, [])
  useEffect(() => {
    const { dataset } = document.documentElement
    // The board is never light.
    const shown = screen === "board" ? "dark" : theme
    if (shown === "device") delete dataset.theme
    else dataset.theme = shown
    dataset.screen = screen
    history.replaceState(null, "", `?${new URLSearchParams({ theme, screen })}${location.hash}`)
  }, [theme, screen])
  useEffect(() => {
    document.title = say("Siap: bagian-bagiannya", "Siap: its parts")
  }, [language()])

  return html`
    <header class="guide__head">
      <div class="awning" aria-hidden="true"></div>
      <div class="guide__row">
        <h1 class="title" tabindex="-1" ref=${heading}>${say("Siap, bagian demi bagian", "Siap, part by part")}</h1>
        <${Choice} label=${say("Warna", "Colours")} all=${THEMES}
          words=${[say("Perangkat", "Device"), say("Terang", "Light"), say("Gelap", "Dark")]} value=${theme}
            onPick=${setTheme} />
        <${Choice} label=${say("Layar", "Screen")} all=${SCREENS}
          words=${[
            say("HP", "Phone"),
            say("Layar pesan", "Kiosk"),
            say("Dapur", "Kitchen"),
            say("Layar antrean", "Board"),
          ]}
          value=${screen} onPick=${setScreen} />
        <${LanguageSwitch} />
      </div>
    </header>
    <main class="guide" key=${`${theme} ${screen} ${language()}`}>
      ${
        settled &&
        html`<${Foundations} /><${Basics} /><${Customer} /><${Counter} /><${Kitchen} /><${States} />
      <${Owner} />`
      }
    </main>
    <${ToastRegion} />`
}

/** @param {{label: string, all: string[], words: string[], value: string, onPick: (value: string) => void}} props */
function Choice({ label, all, words, value, onPick }) {
  return html`
    <div class="seg" role="group" aria-label=${label}>
      ${all.map(
        (each, at) => html`<button key=${each} type="button" class="button"
        aria-pressed=${String(each === value)} onClick=${() => onPick(each)}>${words[at]}</button>`,
      )}
    </div>`
}

mount(Styleguide)
