import { createHmac, createSecretKey, type KeyObject, randomBytes } from "node:crypto";

/** Where no store gives a key (a look at a file), names hold for one reading alone. */
export function pseudonymKey(hex: string | undefined): KeyObject {
  return createSecretKey(hex === undefined ? randomBytes(32) : Buffer.from(hex, "hex"));
}

/**
 * The same patient is the same name in every file of this store, and in no other; the number itself
 * is not kept. HMAC, because numbers of seven digits are found by trying when they are only hashed.
 */
export function pseudonym(key: KeyObject, what: "patient" | "order", number: string): string {
  const digest = createHmac("sha256", key).update(`${what}\n${number}`).digest("hex");
  return `${what}-${digest.slice(0, 16)}`;
}
