/** The arithmetic of the audit chain; no database here. */
import { createHmac, hash, hkdfSync, timingSafeEqual } from "node:crypto";
import { canonicalJson } from "../shared/canonical-json.ts";
import type { AuditEntry } from "../shared/domain/audit.ts";

export const FIRST_PREV_HASH = "0".repeat(64);

export function auditKey(storeKey: Uint8Array): Buffer {
  return Buffer.from(hkdfSync("sha256", storeKey, new Uint8Array(0), "differential audit 1", 32));
}

export function entryMac(key: Uint8Array, entry: Omit<AuditEntry, "mac">): string {
  return createHmac("sha256", key).update(entryText(entry)).digest("hex");
}

/** What the next entry carries as prevHash. */
export function entryHash(entry: AuditEntry): string {
  return hash("sha256", entryText(entry) + entry.mac);
}

/** Why `entry` cannot follow, or null when it can. */
export function entryProblem(
  key: Uint8Array,
  entry: AuditEntry,
  expected: { seq: number; prevHash: string },
): string | null {
  if (entry.seq !== expected.seq) return `Entry ${expected.seq} is missing or out of order.`;
  if (entry.prevHash !== expected.prevHash) {
    return `Entry ${entry.seq} does not follow the entry before it.`;
  }
  if (!equalHex(entry.mac, entryMac(key, entry))) return `Entry ${entry.seq} was changed.`;
  return null;
}

export function equalHex(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function entryText(entry: Omit<AuditEntry, "mac">): string {
  const { seq, at, actor, action, objects, prevHash } = entry;
  return canonicalJson([seq, at, actor, action, objects, prevHash]);
}
