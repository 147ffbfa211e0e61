// How fresh the data of a room is; tells the page whenever that changes.

const STALE_AFTER = 20_000
/** So often a room that no socket brings is asked for over plain HTTP. */
export const POLL_EVERY = 5_000

/**
 * How fresh what is shown of a room is.
 * - `connecting`  nothing shown yet
 * - `live`        proof of life within `staleAfter`
 * - `reconnecting` not current; `lostAt` says since when
 * - `slow`        current, by asking every few seconds
 * - `signed-out`  the session ended, or never was: a person must sign in
 * - `gone`        there is no such room
 * @typedef {object} LiveState
 * @property {"connecting" | "live" | "reconnecting" | "slow" | "signed-out" | "gone"} name
 * @property {number} freshAt when the server was last known to agree with what is shown
 * @property {number} lostAt since when it is not, if it is not
 */

/**
 * @typedef {{lostSince?: number, staleAfter?: number, onState?: (state: LiveState) => void}} FreshnessOptions see
 *   `RoomOptions`
 */

export class Freshness {
  /** @param {FreshnessOptions} options @param {number} now */
  constructor({ lostSince, staleAfter = STALE_AFTER, onState }, now) {
    this.staleAfter = staleAfter
    this.onState = onState
    /** @type {LiveState} */
    this.state = { name: "connecting", freshAt: now, lostAt: lostSince ?? now }
  }

  /** @param {Partial<LiveState>} change */
  show(change) {
    this.state = { ...this.state, ...change }
    this.onState?.(this.state)
  }

  /** There was a sign of life, and all that is shown is of now. @param {number} now */
  prove(now) {
    this.show({ name: "live", freshAt: now, lostAt: now })
  }

  /**
   * There is no socket any more.
   * @param {number} now
   * @param {boolean} broke whether that was not what the page wanted
   */
  lose(now, broke) {
    if (this.state.name === "live") this.show({ name: "reconnecting", lostAt: now })
    else if (this.state.name === "connecting" && broke) this.show({ name: "reconnecting" })
  }

  /** Data that is too old is not current, even if more of it follows. @param {number} now @param {number} heardAt */
  admit(now, heardAt) {
    const { name, freshAt } = this.state
    if (name === "live" && now - heardAt >= this.staleAfter) this.show({ name: "reconnecting", lostAt: heardAt })
    // An answer that hangs must not keep the page looking current.
    if (name === "slow" && now - freshAt >= POLL_EVERY + this.staleAfter)
      this.show({ name: "reconnecting", lostAt: freshAt })
  }
}
