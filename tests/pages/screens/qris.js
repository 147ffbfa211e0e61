// The QRIS code of a warung that does not exist, for screens and pictures.

import { readFileSync } from "node:fs"

const vectors = JSON.parse(readFileSync(new URL("../../fixtures/qris_vectors.json", import.meta.url), "utf8"))

const found = (list, id) => vectors[list].find((vector) => vector.id === id)

/** A static code. */
export const CODE = found("valid", "siap-demo-static").payload
/** The same with Rp25.000 in it. */
export const FILLED = found("convert", "demo-25000").expect
/** Codes that are none of the shop's, by what is wrong with them. */
export const WRONG = {
  cutOff: found("invalid", "truncated-before-crc-value").payload,
  changed: found("invalid", "one-digit-of-nmid-changed").payload,
  foreign: found("invalid", "wrong-country-sg").payload,
  once: found("convert", "already-dynamic").static,
}

/** Has the owner set it. */
export async function setQris(shop, qris = { code: CODE }) {
  const dewi = await shop.token("Dewi")
  return shop.call("PATCH", "/api/v1/admin/settings", { qris }, dewi)
}
