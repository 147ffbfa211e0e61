// Scrolls to a recalled ticket and highlights it for a moment, since it returns to its old place among many.

import { useEffect, useState } from "../../vendor/preact/standalone.js"
import { scrollToTicket } from "./offscreen-tickets.js"

const MARKED_FOR = 5_000

/** @param {{uid: string}[]} shown */
export function useRecalledTicket(shown) {
  const [uid, look] = useState("")
  const isThere = shown.some((order) => order.uid === uid)
  useEffect(() => {
    if (!uid || !isThere) return
    scrollToTicket(uid)
    const timer = setTimeout(() => look(""), MARKED_FOR)
    return () => clearTimeout(timer)
  }, [uid, isThere])
  return { uid, look }
}
