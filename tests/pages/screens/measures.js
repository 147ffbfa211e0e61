// Measures what a page shows, inside the page: contrast of words, size of targets, width. Answers what falls short, one
// line each.

/**
 * Words that stand out too little from what lies behind them. `least` for text, `leastLarge` for large text (WCAG
 *   1.4.3).
 */
export function faintWords(page, { least = 4.5, leastLarge = 3 } = {}) {
  return page.evaluate(
    ({ least, leastLarge }) => {
      const parse = (text) => {
        const [r, g, b, a = 1] = (text.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number)
        return { r, g, b, a }
      }
      const over = (top, under) => ({
        r: top.r * top.a + under.r * (1 - top.a),
        g: top.g * top.a + under.g * (1 - top.a),
        b: top.b * top.a + under.b * (1 - top.a),
        a: 1,
      })
      const light = ({ r, g, b }) => {
        const [x, y, z] = [r, g, b]
          .map((each) => each / 255)
          .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
        return 0.2126 * x + 0.7152 * y + 0.0722 * z
      }
      const ratio = (a, b) => {
        const [high, low] = [light(a), light(b)].sort((x, y) => y - x)
        return (high + 0.05) / (low + 0.05)
      }
      /** The colours an element lies on, from itself up to the first that hides the rest. */
      const ground = (element) => {
        const layers = []
        for (let each = element; each; each = each.parentElement) {
          const style = getComputedStyle(each)
          // A plate is painted with its notches: its colour is the gradient's.
          const painted = style.backgroundImage.includes("gradient")
            ? style.backgroundImage
                .match(/rgba?\([^)]*\)/g)
                ?.filter((one) => parse(one).a > 0)
                .at(-1)
            : null
          const colour = parse(painted ?? style.backgroundColor)
          if (colour.a > 0) layers.push(colour)
          if (colour.a >= 1) break
        }
        return layers.reverse().reduce((under, top) => over(top, under), { r: 255, g: 255, b: 255, a: 1 })
      }
      const opacity = (element) =>
        element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1
      const hidden = (element) =>
        !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
        element.closest(".sr, option, script, style, [inert], svg") ||
        getComputedStyle(element).clipPath.includes("inset(50%") ||
        (element.closest("dialog[open]") === null && document.querySelector("dialog[open]:modal") !== null)
      const found = new Set()
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement
        if (!node.data.trim() || !element || hidden(element)) continue
        const style = getComputedStyle(element)
        const behind = ground(element)
        const colour = parse(style.color)
        const seen = over({ ...colour, a: colour.a * opacity(element) }, behind)
        const size = parseFloat(style.fontSize)
        const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
        const has = ratio(seen, behind)
        if (has + 0.005 < (large ? leastLarge : least))
          found.add(`${has.toFixed(2)} «${node.data.trim().slice(0, 30)}» in ${element.className || element.tagName}`)
      }
      return [...found]
    },
    { least, leastLarge },
  )
}

/**
 * Things to tap that a finger misses: what answers to a touch around its middle is not `least` pixels in each
 *   direction.
 */
export function smallTargets(page, least = 48) {
  return page.evaluate((least) => {
    const found = new Set()
    for (const each of document.querySelectorAll(
      "a[href], button, input, select, textarea, summary, [role=tab], [role=switch]",
    )) {
      if (each.closest("[inert]") || !each.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        continue
      const target = each.closest("label") ?? each
      let x, y
      /** Whether there is something to tap; what only the keyboard reaches is seen when it has the focus. */
      const look = () => {
        const { left, top, width, height, bottom } = target.getBoundingClientRect()
        ;[x, y] = [left + width / 2, top + height / 2]
        return width >= 2 && height >= 2 && bottom >= 0
      }
      const hits = (dx, dy) => {
        const there = document.elementFromPoint(x + dx, y + dy)
        return there !== null && target.contains(there)
      }
      // Most are large enough around their middle: asking at each pixel, and scrolling to what is seen, takes long.
      const isLarge = () =>
        [0, 8, 16, least / 2 - 1].every((d) => hits(-d, 0) && hits(d, 0) && hits(0, -d) && hits(0, d))
      if (look() && isLarge()) continue
      target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" })
      if (!look() || !hits(0, 0) || isLarge()) continue
      const run = (dx, dy) => {
        let n = 0
        while (n < least && hits(dx * (n + 1), dy * (n + 1))) n++
        return n
      }
      const [width, height] = [run(-1, 0) + run(1, 0) + 1, run(0, -1) + run(0, 1) + 1]
      if (Math.min(width, height) < least - 1) found.add(`${width}×${height} ${target.outerHTML.slice(0, 80)}`)
    }
    return [...found]
  }, least)
}

/** How many pixels the page, or a part of it that scrolls by itself, is wider than there is room. */
export const tooWide = (page) => page.evaluate(tooWideHere)

/**
 * What depends on a page's size, asked for at once, as asking takes longer than measuring: how many pixels it is too
 * wide, and which words are cut off: they end where their box ends, with no sign that they go on (no ellipsis, no line
 * clamp, nothing to scroll). With `letters` also how much too wide it is with letters at twice their size.
 * @returns {Promise<{tooWide: number, cutOff: string[], tooWideLarge: number}>}
 */
export const fit = (page, letters) =>
  page.evaluate(`(() => {
    const [tooWide, cutOff] = [(${tooWideHere})(), (${cutOffHere})()]
    const root = document.documentElement
    if (${letters}) root.style.fontSize = "200%"
    const tooWideLarge = ${letters} ? (${tooWideHere})() : 0
    root.style.fontSize = ""
    return { tooWide, cutOff, tooWideLarge }
  })()`)

function tooWideHere() {
  const wide = [
    document.documentElement,
    ...document.querySelectorAll(".sheet__body, main, .detail, .rows, .tiles, .kcart, .kmain"),
  ]
  return Math.max(...wide.map((each) => each.scrollWidth - each.clientWidth))
}

function cutOffHere() {
  const found = new Set()
  const modal = document.querySelector("dialog[open]:modal")
  const walker = document.createTreeWalker(modal ?? document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (!node.data.trim() || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    if (element.closest(".sr, [inert], svg, option, script, style, textarea")) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const words = range.getBoundingClientRect()
    if (words.width === 0 || words.height === 0) continue
    for (let box = element; box && box !== document.documentElement; box = box.parentElement) {
      const style = getComputedStyle(box)
      if (style.position === "fixed" || style.clipPath !== "none") break
      const [x, y] = [style.overflowX, style.overflowY]
      if ([x, y].some((each) => each === "auto" || each === "scroll")) break
      if (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none") break
      const { left, right, top, bottom } = box.getBoundingClientRect()
      const clips = (each) => each === "hidden" || each === "clip"
      const beyond = [
        clips(x) && Math.max(left - words.left, words.right - right),
        clips(y) && Math.max(top - words.top, words.bottom - bottom),
      ]
      // A line's box is higher than its letters.
      if (beyond[0] > 1.5 || beyond[1] > 6) {
        found.add(
          `«${node.data.trim().slice(0, 40)}» by ${Math.round(
            Math.max(...beyond),
          )} px in ${box.className || box.tagName}`,
        )
        break
      }
    }
  }
  return [...found]
}

/** Logs every text that arrives in a live region from now on, also over the page's next loads. */
export async function listenIn(page) {
  await page.addInitScript(() => {
    window.said = []
    const last = new WeakMap()
    const look = () => {
      for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
        // A screen reader says nothing of what is hidden, and of nothing.
        const text = region.innerText.replace(/\s+/g, " ").trim()
        if (last.get(region) === text || region.closest("[inert]")) continue
        // What a region holds when it comes is not news.
        if (last.has(region) && text) window.said.push(text)
        last.set(region, text)
      }
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
  })
}
export const said = (page) => page.evaluate(() => window.said)
