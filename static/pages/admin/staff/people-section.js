// The section of staff: what each may do, when they were last seen, and former staff.

import { html } from "../../../vendor/preact/standalone.js"
import { IS_OWNER } from "../../../lib/decisions.js"
import { fetchStaff, restoreMember } from "../shared/people-api.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Icon } from "../../../components/icon.js"
import { showToast } from "../../../components/toast.js"
import { useNow } from "../../../components/use-now.js"
import { message, t } from "../../../components/words.js"
import { relativeTime } from "../shared/relative-time.js"
import { Unsaved } from "../shared/category-card.js"
import { hasDraft } from "../shared/drafts.js"
import { DraftBanner } from "../shared/draft-banner.js"
import { ROLE_ICONS } from "../shared/role-field.js"
import { useActions } from "../shared/use-actions.js"
import { usePolling } from "../shared/use-polling.js"
import { useStickyItem } from "../shared/use-sticky-item.js"
import { PersonSheet } from "./person-sheet.js"

/** @import { Member, PersonRole } from "../../../lib/types.js" */
/** @import { Shop, Staff } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { HashRoute } from "../use-hash-route.js" */

const LOOK_EVERY = 15_000
/** Who may do most stands first. */
/** @type {Record<PersonRole, number>} */
const RANKS = { owner: 0, cashier: 1, waiter: 2, kitchen: 3 }

/** @param {{route: HashRoute, editor: MenuEditor, shop: Shop | null, staff: Staff, stale: boolean}} props */
export function PeopleSection({ route, editor, shop, staff, stale }) {
  const people = usePolling(fetchStaff, LOOK_EVERY, editor.onSignedOut)
  const actions = useActions(people)
  const all = people.found ?? []
  const working = inOrder(all.filter((each) => !each.retired_at))
  const retired = inOrder(all.filter((each) => each.retired_at))
  const { thing: member, gone } = useStickyItem(
    working.find((each) => String(each.id) === route.id),
    route.id,
  )
  const isMe = (/** @type {Member} */ each) => each.id === staff.id
  const restore = async (/** @type {Member} */ one) => {
    if (await actions.perform(() => restoreMember(one.id), `restore ${one.id}`))
      showToast({ text: message(() => t("people.is_back", { name: one.name })) })
  }
  if (!people.found) return html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools tools--bare"><h2 class="head">${t("people.title")}</h2></div>
      <p class="lead quiet">${t("people.help")}</p>
      <${DraftBanner} name="person/new" title=${t("people.new")} onOpen=${() => route.open("people/person/new")} />
      <ul class="card entries">
        ${working.map(
          (each) => html`
          <li key=${each.id} class="entry entry--opens">
            <span class="entry__sign"><${Icon} name=${ROLE_ICONS[each.role]} /></span>
            <${Face} member=${each} zone=${shop?.time_zone} isMe=${isMe(each)}>
              <button type="button" class="dish__open entry__name" aria-haspopup="dialog"
                onClick=${() => route.open(`people/person/${each.id}`)}>${each.name}</button>
            </${Face}>
            ${hasDraft(`person/${each.id}`) && html`<${Unsaved} />`}
            <${Icon} name="right" />
          </li>`,
        )}
      </ul>
      <${RetiredMembers} members=${retired} isBusy=${actions.isBusy} onRestore=${restore} />
    </div>
    <div class="dock" inert=${stale}>
      <button type="button" class="button button--primary button--big" onClick=${() => route.open("people/person/new")}>
      <${Icon} name="plus" />${t("people.new")}</button>
    </div>
    ${
      route.kind === "person" &&
      (member || route.id === "new") &&
      html`
      <${PersonSheet} key=${route.address} member=${member} gone=${gone} isMe=${member !== null && isMe(member)}
        owners=${working.filter((each) => IS_OWNER[each.role]).length}
        known=${all} people=${people} actions=${actions} onClose=${() => route.close("people")} />`
    }`
}

/** The name and role of a person. @param {{member: Member, zone?: string, isMe?: boolean, children?: any}} props */
function Face({ member, zone, isMe = false, children }) {
  const now = useNow(30_000)
  const seen = member.last_seen
    ? t("people.seen", { when: relativeTime(member.last_seen, zone, now) })
    : t("people.never_seen")
  return html`
    <div class="entry__text">
      <h3 class="entry__title">${children ?? html`<span class="entry__name">${member.name}</span>`}
      ${isMe && html`<span class="chip">${t("people.you")}</span>`}</h3>
      <p class="quiet">${t(`role.${member.role}`)} · ${seen}</p>
    </div>`
}

/** @param {{members: Member[], isBusy: (what: string) => boolean, onRestore: (member: Member) => void}} props */
function RetiredMembers({ members, isBusy, onRestore }) {
  if (members.length === 0) return null
  return html`
    <details class="card more">
      <summary><${Icon} name="user" /><span>${t("people.retired", { n: members.length })}</span>
      <${Icon} name="unfold" /></summary>
      <p class="quiet">${t("people.retired_help")}</p>
      <ul class="entries">
        ${members.map(
          (each) => html`
          <li key=${each.id} class="entry">
            <${Face} member=${each} />
            <button type="button" class="button" aria-busy=${isBusy(`restore ${each.id}`) ? "true" : undefined}
              onClick=${() => onRestore(each)}><${Icon} name="undo" />${t("people.bring_back")}
              <span class="sr"> ${each.name}</span></button>
          </li>`,
        )}
      </ul>
    </details>`
}

/** @param {Member[]} members */
function inOrder(members) {
  return [...members].sort((a, b) => RANKS[a.role] - RANKS[b.role] || a.name.localeCompare(b.name))
}
