// The foundations: colours by meaning, type, spacing, corners, and icons.

import { html, useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { say } from "./say.js"
import { Chapter, Part } from "./show.js"

/**
 * Ground and what is written on it, as they are used together; the number is the least contrast.
 * @type {[string, string, number][]}
 */
const PAIRS = [
  ["bg", "ink", 7],
  ["surface", "ink", 7],
  ["surface", "ink-2", 4.5],
  ["sunken", "ink-2", 4.5],
  ["surface", "ink-off", 4.5],
  ["accent", "on-accent", 4.5],
  ["accent-soft", "accent-ink", 4.5],
  ["surface", "accent-ink", 4.5],
  ["wait-fill", "on-wait", 4.5],
  ["wait-soft", "wait-ink", 4.5],
  ["danger-soft", "danger-ink", 4.5],
  ["late-fill", "on-late", 7],
  ["ready-bg", "on-ready", 7],
  ["ready-plate", "on-ready-plate", 7],
  ["invert", "on-invert", 7],
  ["invert", "on-invert-2", 4.5],
  ["surface", "edge", 3],
]
const SIZES = ["s", "m", "l", "xl", "2xl", "3xl", "4xl", "5xl"]
const SPACES = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const CORNERS = ["1", "2", "3", "4", "round"]

export function Foundations() {
  return html`
    <${Chapter} id="colour" title=${say("Warna", "Colour")}
      why=${say(
        "Arti, bukan nama. Hijau pandan hanya untuk bertindak dan siap. Angka di tiap petak adalah kontrasnya.",
        "Meanings, not names. Pandan green is only for acting and for ready. The figure on each field is its contrast.",
      )}>
      <${Swatches} label=${say("Seperti halaman ini", "As this page")} />
      <${Swatches} label=${say("Gelap", "Dark")} theme="dark" />
    </${Chapter}>
    <${Chapter} id="letters" title=${say("Huruf dan angka", "Letters and figures")}
      why=${say(
        "Huruf bawaan perangkat, delapan ukuran. Angka selalu sama lebar.",
        "What the device has, in eight sizes. Figures are always of one width.",
      )}>
      <ul class="scale">${SIZES.map(
        (size) => html`<li key=${size}><code>--text-${size}</code>
      <span class=${`type-${size}`}>Rp25.000</span></li>`,
      )}</ul>
    </${Chapter}>
    <${Chapter} id="space" title=${say("Jarak dan sudut", "Distances and corners")}
      why=${say(
        "Satu tangga jarak. Makin besar bendanya, makin lembut sudutnya.",
        "One scale of distances. The larger the thing, the softer its corners.",
      )}>
      <ul class="scale">${SPACES.map(
        (step) => html`<li key=${step}><code>--s${step}</code>
      <span class=${`bar bar-${step}`}></span></li>`,
      )}</ul>
      <ul class="corners">${CORNERS.map(
        (corner) => html`<li key=${corner} class=${`corner corner-${corner}`}>
      <code>--r${corner === "round" ? "-round" : corner}</code></li>`,
      )}</ul>
    </${Chapter}>
    <${Chapter} id="icons" title=${say("Ikon", "Icons")}
      why=${say(
        "24×24, garis 2, ujung bulat, mengikuti warna tulisan, dan selalu bersama kata.",
        "24×24, stroke 2, round ends, the colour of the text, and always beside a word.",
      )}>
      <${Icons} /></${Chapter}>`
}

/** @param {{label: string, theme?: string}} props */
function Swatches({ label, theme }) {
  return html`
    <${Part} word=${label} wide>
      <ul class="swatches" data-theme=${theme}>
      ${PAIRS.map(
        ([ground, ink, least]) => html`<${Swatch} key=${ground + ink} ground=${ground} ink=${ink}
        least=${least} />`,
      )}</ul>
    </${Part}>`
}

/** @param {{ground: string, ink: string, least: number}} props */
function Swatch({ ground, ink, least }) {
  const field = useRef(/** @type {HTMLElement | null} */ (null))
  const [has, setHas] = useState(0)
  // After every drawing: the theme may be another one.
  useEffect(() => {
    if (field.current) setHas(contrastOf(getComputedStyle(field.current)))
  })
  return html`
    <li class=${`swatch ground-${ground} ink-${ink}`} ref=${field}>
      <b class="swatch__figure">${has.toFixed(1)}</b><code>--${ground}</code><code>--${ink}</code>
      ${has > 0 && has < least && html`<b>≥ ${least}</b>`}
    </li>`
}

/** WCAG 2: how far two colours are apart. @param {CSSStyleDeclaration} style */
function contrastOf({ color, backgroundColor }) {
  const [high, low] = [color, backgroundColor].map(lightOf).sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

/** @param {string} colour */
function lightOf(colour) {
  const [r, g, b] = (colour.match(/[\d.]+/g) ?? [])
    .slice(0, 3)
    .map((each) => Number(each) / 255)
    .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Every one in the sprite, asked of the sprite itself. */
function Icons() {
  const names = [...document.querySelectorAll("symbol[id^=i-]")].map((symbol) => symbol.id.slice(2))
  return html`<ul class="icons">${names.map(
    (name) => html`<li key=${name}><${Icon} name=${name} /><span class="small">
  ${name}</span></li>`,
  )}</ul>`
}
