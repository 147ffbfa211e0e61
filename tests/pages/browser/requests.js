// What a page asks the network for, as the browser itself tells it (CDP): what it had already is not counted.

/**
 * From now on each request and each socket is noted; `times` are in seconds, `bytes` with their heads and what sockets
 *   tell.
 */
export async function watchRequests(page) {
  const cdp = await page.context().newCDPSession(page)
  const times = new Map()
  const bytes = new Map()
  const seen = { cdp, lastAt: Date.now() }
  const on = (event, note) =>
    cdp.on(`Network.${event}`, (told) => {
      seen.lastAt = Date.now()
      note(told)
    })
  const drop = (id) => {
    times.delete(id)
    bytes.delete(id)
  }
  on("requestWillBeSent", ({ requestId, request, timestamp }) => {
    if (!request.url.startsWith("data:")) times.set(requestId, timestamp)
  })
  on("requestServedFromCache", ({ requestId }) => drop(requestId))
  on("responseReceived", ({ requestId, response }) => {
    if (response.fromDiskCache) drop(requestId)
  })
  on("loadingFinished", ({ requestId, encodedDataLength }) => {
    if (times.has(requestId)) bytes.set(requestId, encodedDataLength)
  })
  on("webSocketWillSendHandshakeRequest", ({ requestId, timestamp }) => times.set(requestId, timestamp))
  cdp.on("Network.webSocketFrameReceived", ({ requestId, response }) =>
    bytes.set(requestId, (bytes.get(requestId) ?? 0) + response.payloadData.length),
  )
  await cdp.send("Network.enable")
  return Object.assign(seen, {
    times: () => [...times.values()].sort((a, b) => a - b),
    bytes: () => [...bytes.values()].reduce((sum, each) => sum + each, 0),
  })
}
