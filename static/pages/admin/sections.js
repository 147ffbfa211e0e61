// The sections of the admin pages, in five groups. A section's address does not contain its group, so that bookmarks
// and printed addresses survive a change of the groups.

import { t } from "../../components/words.js"

/** @typedef {{name: string, title: () => string}} Section */
/** @typedef {{name: string, icon: string, title: () => string, sections: Section[]}} Group */

/** @type {Group[]} the first section of a group is the one it opens with */
export const GROUPS = [
  {
    name: "today",
    icon: "day",
    title: () => t("today.title"),
    sections: [
      { name: "today", title: () => t("today.title") },
      { name: "shifts", title: () => t("shifts.title") },
      { name: "report", title: () => t("report.title") },
      { name: "tax", title: () => t("tax.title") },
    ],
  },
  {
    name: "menu",
    icon: "bowl",
    title: () => t("admin.menu"),
    sections: [
      { name: "menu", title: () => t("admin.menu") },
      { name: "choices", title: () => t("admin.choices") },
    ],
  },
  {
    name: "shop",
    icon: "store",
    title: () => t("admin.group.shop"),
    sections: [
      { name: "settings", title: () => t("admin.settings") },
      { name: "tables", title: () => t("admin.tables") },
      { name: "printers", title: () => t("printers.title") },
      { name: "network", title: () => t("admin.network") },
      { name: "phone", title: () => t("phone.test") },
    ],
  },
  {
    name: "team",
    icon: "team",
    title: () => t("admin.group.team"),
    sections: [
      { name: "people", title: () => t("people.title") },
      { name: "devices", title: () => t("devices.title") },
    ],
  },
  {
    name: "more",
    icon: "more",
    title: () => t("admin.group.more"),
    sections: [
      { name: "history", title: () => t("admin.history") },
      { name: "export", title: () => t("export.title") },
      { name: "backups", title: () => t("backups.title") },
      { name: "health", title: () => t("admin.health") },
    ],
  },
]

const FIRST = { group: GROUPS[0], section: GROUPS[0].sections[0] }

/**
 * The address of a section, whole: one of «#» alone is taken for a way past the navigation where it is out of sight.
 * @param {string} name
 */
export const addressOf = (name) => `${location.pathname}${location.search}#${name}`

/** Where a section stands; an address that names none leads to the first. @param {string} name */
export function placeOf(name) {
  for (const group of GROUPS) {
    const section = group.sections.find((each) => each.name === name)
    if (section) return { group, section }
  }
  return FIRST
}
