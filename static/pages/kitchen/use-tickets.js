// The kitchen's room and what this screen derives from it: tickets, tones, text for screen readers, and what is stored
// over a reload.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { fetchStaffOrder, listOrders, Refusal } from "../../lib/api.js"
import { readStored, writeStored } from "../../lib/storage.js"
import { serverNow } from "../../lib/time.js"
import { STAFF_STALE_AFTER, useLive } from "../../components/use-live.js"
import { t } from "../../components/words.js"
import { ring } from "./ring.js"
import { Tickets } from "./tickets.js"

/** @import { Order } from "../../lib/types.js" */
/** @import { Kind, News } from "./marks.js" */
/** @import { Tone } from "./ring.js" */

const MEMORY = "kitchen_tickets"
const ASK_AGAIN_AFTER = 2_000
// A line ticked on another screen is marked this long.
const FADES_AFTER = 10_000

/**
 * A round sounds as new as an order, and a dish that is off as grave as an order that is.
 * @type {Record<Kind, Tone>}
 */
const TONES = { new: "new", added: "new", changed: "changed", void: "cancelled", cancelled: "cancelled" }
const now = () => new Date(serverNow()).toISOString()

/** @param {() => void} onSignedOut */
export function useTickets(onSignedOut) {
  const [tickets] = useState(fromMemory)
  const [drawn, draw] = useState(0)
  const [loaded, setLoaded] = useState(false)
  const [said, say] = useState("")
  const asking = useRef(/** @type {Set<string>} */ (new Set()))

  const show = () => {
    writeStored(MEMORY, tickets.toRemember())
    draw((times) => times + 1)
  }
  const tell = (/** @type {(News | null)[]} */ all) => {
    const news = all.filter((each) => each !== null)
    for (const { kind, also = [] } of news) for (const each of [kind, ...also]) ring(TONES[each])
    if (news.length > 0) say(news.map(inWords).join(", "))
    show()
  }
  const take = (/** @type {Order} */ order, at = now()) => tell([tickets.take(dishesOf(order), at)])

  /**
   * What became of a ticket that is shown here and that the server's list no longer holds? It stays until that is
   *   known.
   * @param {string} uid
   */
  const askFor = async (uid) => {
    if (asking.current.has(uid)) return
    asking.current.add(uid)
    while (tickets.missing.has(uid)) {
      try {
        take(await fetchStaffOrder(uid))
      } catch (error) {
        if (error instanceof Refusal && error.status === 404) tell([tickets.forgotten(uid)])
        else await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_AFTER))
      }
    }
    asking.current.delete(uid)
  }

  const state = useLive(
    {
      room: "kitchen",
      staleAfter: STAFF_STALE_AFTER,
      onSnapshot: (data) => {
        setLoaded(true)
        tell(tickets.present(data.orders.map(dishesOf), now()))
        for (const uid of tickets.missing) askFor(uid)
      },
      onEvent: (event) => {
        if (event.data?.order) take(event.data.order, event.at)
      },
      onState: (next) => {
        if (next.name === "signed-out") onSignedOut()
      },
      poll: async () => {
        const page = await listOrders({ status: "active" })
        return { data: page, seq: page.seq, epoch: page.epoch }
      },
    },
    [],
  )

  useEffect(() => {
    const timer = setTimeout(() => {
      if (tickets.fade(serverNow())) show()
    }, FADES_AFTER)
    return () => clearTimeout(timer)
  }, [drawn])

  return { tickets, loaded, said, say, state, take, show }
}

/** An order as the kitchen sees it: it makes no fee. @param {Order} order @returns {Order} */
const dishesOf = (order) => ({ ...order, lines: order.lines.filter((line) => !line.fee) })

function fromMemory() {
  try {
    return new Tickets(readStored(MEMORY, null))
  } catch {
    // Written by another version: as good as nothing.
    return new Tickets(null)
  }
}

/** @param {News} news */
function inWords({ kind, also = [], order: { number }, off = "" }) {
  return [kind, ...also].map((each) => WORDS[each](number, off)).join(", ")
}

/** @type {Record<Kind, (number: string, off: string) => string>} */
const WORDS = {
  new: (number) => t("kitchen.said_new", { number }),
  added: (number) => t("kitchen.said_added", { number }),
  changed: (number) => t("kitchen.said_changed", { number }),
  void: (number, off) => t("kitchen.said_void", { number, name: off }),
  cancelled: (number) => t("kitchen.ticket_cancelled", { number }),
}
