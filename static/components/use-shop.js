// The shop's public settings: as the server wrote them into the page, else requested until an answer comes, since a
// phone may open a page at the edge of the Wi-Fi. After that every change arrives by itself.

import { useEffect, useState } from "../vendor/preact/standalone.js"
import { fetchShop } from "../lib/api.js"
import { listen } from "../lib/live/connection.js"
import { takeFirst } from "../lib/first.js"
import { noteVersion } from "../lib/program.js"

/** @import { Shop } from "../lib/types.js" */

const AGAIN_AFTER = 2_000

export function useShop() {
  const [known] = useState(() => takeFirst("shop"))
  const [shop, setShop] = useState(/** @type {Shop | null} */ (known))
  useEffect(() => {
    let timer = 0
    // What the room tells is newer than any answer still on its way.
    let told = known !== null
    const tell = (/** @type {Shop} */ facts) => {
      told = true
      noteVersion(facts.version)
      setShop(facts)
    }
    const ask = () =>
      fetchShop().then(
        (facts) => {
          if (!told) (noteVersion(facts.version), setShop(facts))
        },
        () => {
          if (!told) timer = window.setTimeout(ask, AGAIN_AFTER)
        },
      )
    if (!told) ask()
    const leave = listen({
      room: "shop",
      onSnapshot: tell,
      onEvent: (event) => {
        if (event.type === "shop_update") tell(event.data)
      },
      poll: async () => ({ data: await fetchShop() }),
    })
    return () => {
      clearTimeout(timer)
      leave()
    }
  }, [])
  return shop
}
