// Keeps a page true that its browser translates. A translator puts a <font> element in the place of each text, and the
// page's own code goes on writing into the text node that was taken away, which is not shown. So each text stays where
// it is drawn, emptied, with its translation behind it; when it changes or goes, its translation goes, and what is new
// is translated again. Translators are not kept out: a customer who reads Japanese has no other menu. Only numbers that
// are called out are never translated.

/**
 * Each text that was translated: what stands for it, and what it said.
 * @type {WeakMap<Text, {there: Element, said: string}>}
 */
const taken = new WeakMap()
/** @type {WeakMap<Node, Text>} */
const originals = new WeakMap()

const isText = (/** @type {Node | null} */ node) => node instanceof Text
const isFont = (/** @type {Node | null} */ node) => node?.nodeName === "FONT"

export function surviveTranslation() {
  const watcher = new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === "characterData") forget(/** @type {Text} */ (record.target))
      else see(record)
    }
    // The changes that this handler made itself are not handled again.
    watcher.takeRecords()
  })
  watcher.observe(document.body, { childList: true, characterData: true, subtree: true })
}

/** @param {MutationRecord} record */
function see({ removedNodes, addedNodes, previousSibling, nextSibling }) {
  for (const node of removedNodes) {
    if (isText(node)) textWent(/** @type {Text} */ (node), [...addedNodes, previousSibling, nextSibling])
    else if (originals.has(node)) translationWent(node, [...addedNodes])
  }
  for (const node of addedNodes) {
    // It was drawn right after a text, and so before the translation of that text.
    const before = taken.get(/** @type {Text} */ (node.previousSibling))
    if (before && before.there !== node && before.there.isConnected)
      /** @type {Text} */ (node.previousSibling).after(before.there)
  }
}

/** @param {Text} text @param {(Node | null)[]} around what came in its place or stands next to it */
function textWent(text, around) {
  if (text.isConnected) return
  const there = around.find((node) => isFont(node) && node?.isConnected && !originals.has(node))
  // It was removed, and not replaced by a translation: one that it had goes as well.
  if (!there || taken.has(text)) return forget(text)
  const font = /** @type {Element} */ (there)
  taken.set(text, { there: font, said: text.data })
  originals.set(font, text)
  text.data = ""
  font.before(text)
}

/** The translator removes its words and shows the original page. @param {Node} font @param {Node[]} instead */
function translationWent(font, instead) {
  const text = /** @type {Text} */ (originals.get(font))
  const known = taken.get(text)
  if (font.isConnected || !text.isConnected || known?.there !== font) return
  for (const node of instead) if (isText(node) && node !== text) node.parentNode?.removeChild(node)
  taken.delete(text)
  text.data = known.said
}

/** @param {Text} text one that says something else now, or is gone */
function forget(text) {
  taken.get(text)?.there.remove()
  taken.delete(text)
}
