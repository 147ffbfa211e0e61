// Polls the addresses of the shop, since a cable may be plugged in or a name may be lost at any time.

import { useEffect, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { fetchAddresses } from "../../../lib/address.js"

/** @import { Addresses } from "../../../lib/address.js" */

const AGAIN_AFTER = 3_000

/** @param {() => void} onSignedOut */
export function useAddresses(onSignedOut) {
  const [addresses, setAddresses] = useState(/** @type {Addresses | null} */ (null))
  useEffect(() => {
    let timer = 0
    let over = false
    const ask = async () => {
      try {
        const found = await fetchAddresses()
        if (!over) setAddresses(found)
      } catch (error) {
        if (error instanceof Refusal && error.status === 401) return onSignedOut()
      }
      if (!over) timer = window.setTimeout(ask, AGAIN_AFTER)
    }
    ask()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [])
  return addresses
}
