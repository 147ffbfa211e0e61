// What a role may do at the till. One table for each question, so that a new role has to answer all of them; the server
// decides, this only shows what it would allow.

/** @import { Role } from "../../lib/types.js" */

/** Who may stand at a till. @type {Record<Role, boolean>} */
export const IS_AT_TILL = {
  owner: true,
  cashier: true,
  waiter: true,
  kitchen: false,
  board: false,
  kiosk: false,
  display: false,
}

/** Whether they may take money, give it back or take off what is made. @type {Record<Role, boolean>} */
export const TAKES_MONEY = {
  owner: true,
  cashier: true,
  waiter: false,
  kitchen: false,
  board: false,
  kiosk: false,
  display: false,
}

/** Whether they may merge orders and move items between them. @type {Record<Role, boolean>} */
export const MOVES_ITEMS = {
  owner: true,
  cashier: true,
  waiter: false,
  kitchen: false,
  board: false,
  kiosk: false,
  display: false,
}

/** Whether they see which screens of the shop are connected. @type {Record<Role, boolean>} */
export const SEES_SCREENS = {
  owner: true,
  cashier: true,
  waiter: false,
  kitchen: false,
  board: false,
  kiosk: false,
  display: false,
}
