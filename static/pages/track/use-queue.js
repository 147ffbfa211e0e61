// The place in the queue and the usual time, received only while the order waits for the kitchen.

import { useEffect, useState } from "../../vendor/preact/standalone.js"
import { listen } from "../../lib/live/connection.js"

/** @import { Queue } from "../../lib/types.js" */

/** @param {boolean} waits @returns {Queue | null} nothing until it is known */
export function useQueue(waits) {
  const [queue, setQueue] = useState(/** @type {Queue | null} */ (null))
  useEffect(() => {
    if (!waits) return setQueue(null)
    return listen({
      room: "queue",
      onSnapshot: setQueue,
      onEvent: (event) => event.type === "queue_update" && setQueue(event.data),
    })
  }, [waits])
  return queue
}
