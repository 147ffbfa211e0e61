// Chooses a drawing for a dish without a photo by its name, since shops name their dishes freely. The drawings are the
// symbols of /art/dishes.svg. An unknown name gets none, because a wrong drawing would be worse.

// The first that fits: «roti cokelat» is bread, «nasi goreng ayam» is rice.
/** @type {[string, RegExp][]} */
const DRAWINGS = [
  ["nasi-goreng-seafood", /(nasi goreng|nasgor|fried rice).*(seafood|udang|cumi|shrimp)|(seafood|shrimp) fried rice/],
  ["nasi-goreng", /nasi goreng|nasgor|fried rice/],
  ["pisang", /\bpisang|banana/],
  ["roti-bakar", /\broti (bakar|cokl?elat|coklat|keju|maryam)|\btoast/],
  ["dimsum", /dim ?sum|siomay|shumai|hakau/],
  ["kentang", /kentang goreng|french fries|\bfries/],
  ["mendoan", /mendoan|tempe goreng|tempeh/],
  ["ayam-geprek", /geprek|gepuk|penyet|smashed/],
  ["ayam-bakar", /(ayam|bebek) bakar|grilled chicken/],
  ["pecel-lele", /\blele|catfish|(ikan|nila|gurame) goreng/],
  ["soto", /\bsoto/],
  ["nasi-rames", /nasi (rames|campur|uduk|kuning|liwet|padang)|mixed rice/],
  ["indomie", /indomi|mie? instan|instant noodle/],
  ["kwetiau", /kwe?tiau|kwe?tiaw|flat rice noodle/],
  ["bakso", /\bbakso|meatball/],
  ["mi-ayam", /\bmie? (ayam|pangsit|yamin)|chicken (mushroom )?noodle/],
  ["mi-goreng", /\bmie? (goreng|jawa|aceh|tek)|bakmi|fried noodle/],
  ["v60", /\bv ?60|pour.?over|tubruk saring/],
  ["cappuccino", /cap+uc+ino/],
  ["pandan-latte", /pandan/],
  ["latte", /\blatt?e\b|flat white/],
  ["americano", /americano|long black|cold brew/],
  ["kopi-susu", /kopi susu|kopsus|gula aren|milk coffee/],
  ["kopi-tubruk", /\bkopi|\bcoffee|espresso/],
  ["teh-tarik", /teh tarik|milk tea|thai tea/],
  ["es-teh", /\bes teh|teh (es|manis|tawar)|(iced?|sweet) tea/],
  ["es-jeruk", /jeruk|orange/],
  ["jus-alpukat", /alpu?kat|avocado/],
  ["wedang-jahe", /\bjahe|wedang|bandrek|ginger/],
  ["cokelat", /cokelat|coklat|chocolate/],
  ["air-mineral", /air (mineral|putih)|\bwater/],
]
const DRINKS = new Set(
  "v60 cappuccino pandan-latte latte americano kopi-susu kopi-tubruk teh-tarik es-teh es-jeruk jus-alpukat".split(" "),
)
for (const more of ["wedang-jahe", "cokelat", "air-mineral"]) DRINKS.add(more)

/** @param {string} name @returns {string} the drawing of a dish, or "" */
export function drawingOf(name) {
  const words = name.toLowerCase()
  return DRAWINGS.find(([, means]) => means.test(words))?.[0] ?? ""
}

/** Whether one drinks it, as far as its name says. @param {string} name */
export function isDrink(name) {
  return DRINKS.has(drawingOf(name)) || /\b(es|jus|teh|tea|juice|soda|wedang)\b/.test(name.toLowerCase())
}

/** Every drawing that a name may lead to. */
export const ALL_DRAWINGS = DRAWINGS.map(([drawing]) => drawing)
