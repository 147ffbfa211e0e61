// Who stands at the till. On a shared tablet one person takes over from another without anything on the screen being
// lost: the new session replaces the old one, and the rooms are joined again under it.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { signIn, signOut } from "../../lib/api.js"
import { rememberName } from "../../lib/known-names.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { message, t } from "../../components/words.js"
import { IS_AT_TILL, TAKES_MONEY } from "./rights.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Staff } from "../../lib/types.js" */

/** @param {Staff} first who signed in @param {(byOwnHand?: boolean) => void} onSignedOut */
export function useSwitch(first, onSignedOut) {
  const [staff, setStaff] = useState(first)
  const [isOpen, setIsOpen] = useState(false)
  // The session of a role that this page does not serve stays unused until another signs in, or the sheet is closed.
  const [nobody, setNobody] = useState(false)
  const [turn, setTurn] = useState(0)
  // From the question until the rooms are joined again, the end of the old session is our own doing.
  const underWay = useRef(false)
  const ended = useRef(false)
  useEffect(() => {
    rememberName(staff.name)
  }, [staff.name])
  useEffect(() => {
    underWay.current = ended.current = false
  }, [turn])

  /** @param {string} name @param {string} pin @returns {Promise<Message | "">} what went wrong, in words */
  const become = async (name, pin) => {
    underWay.current = true
    try {
      const { staff: next } = await signIn(name, pin)
      if (!IS_AT_TILL[next.role]) {
        setNobody(true)
        signOut().catch(() => {})
        return message(() => t("error.forbidden", { name: next.name }))
      }
      setStaff(next)
      setNobody(false)
      setTurn((now) => now + 1)
      setIsOpen(false)
      showToast({ icon: "user", text: message(() => t("switch.done", { name: next.name })) })
      return ""
    } catch (error) {
      underWay.current = nobody
      // The old session went meanwhile, and no new one came.
      if (ended.current && !nobody) onSignedOut()
      return problemText(error)
    }
  }
  return {
    staff,
    takesMoney: TAKES_MONEY[staff.role],
    isOpen,
    /** Another number under another session. */
    turn,
    become,
    open: () => setIsOpen(true),
    close: () => (nobody ? onSignedOut() : setIsOpen(false)),
    leave: () => {
      underWay.current = true
      return signOut().then(
        () => onSignedOut(true),
        () => onSignedOut(true),
      )
    },
    /** The room was closed because the session ended. */
    onEnded: () => {
      ended.current = true
      if (!underWay.current) onSignedOut()
    },
  }
}
