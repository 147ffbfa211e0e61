// A page is told of its shop otherwise than it is: fuller, emptier, in trouble. For states that a real shop takes hours
// to reach.

/**
 * Changes the snapshot of a room on its way to the page; answers how to tell it more. Of what is told whole each time,
 * what is told here stays.
 */
export async function mockRoom(page, room, change) {
  let tell
  const told = new Set()
  await page.routeWebSocket(/\/ws/, (socket) => {
    tell = (message) => {
      told.add(message.type)
      socket.send(JSON.stringify({ room, ...message }))
    }
    socket.connectToServer().onMessage((text) => {
      const message = JSON.parse(text)
      if (message.seq === undefined && told.has(message.type)) return
      if (message.room === room && message.type === "snapshot") message.data = change(message.data)
      socket.send(JSON.stringify(message))
    })
  })
  return (message) => tell(message)
}

/** The answer of a route, changed on its way to the page. @param {(json: any) => any} change */
export const mockAnswer = (page, path, change) =>
  page.route(`**${path}`, async (route) => {
    await route.fulfill({ json: change(await (await route.fetch()).json()) })
  })

/** The shop's machine is in trouble. */
export async function machine(page, trouble) {
  await mockAnswer(page, "/api/v1/shop", (shop) => ({ ...shop, ...trouble }))
  await mockRoom(page, "shop", (shop) => ({ ...shop, ...trouble }))
}

/** The network is gone, and the page has noticed. */
export async function lost(page) {
  await page.clock.install()
  await page.context().setOffline(true)
  await page.evaluate(() => dispatchEvent(new Event("pagehide")))
  // A short silence is not yet shown.
  await page.clock.runFor(7_000)
  await page.locator(".stale-overlay").waitFor()
}

/** Taps something and waits for what it brings. */
export async function touch(page, part, then) {
  await page.locator(part).first().click()
  await page.locator(then).first().waitFor()
}

/** The cookies of who signed in, by shop and name: to check a PIN takes as long as all else that the shop answers. */
const signedIn = new Map()

/** Opens a page of a shop, signed in by request: the words on the form depend on the language. */
export const staff = (shop, path, name) => async (page) => {
  const who = `${shop.url} ${name}`
  if (!signedIn.has(who)) {
    await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name, pin: shop.pin(name) } })
    signedIn.set(
      who,
      (await page.context().cookies(shop.url)).filter((cookie) => cookie.httpOnly),
    )
  }
  await page.context().addCookies(signedIn.get(who))
  await page.goto(shop.url + path)
  await page.locator(".connection-badge--on").first().waitFor()
}
