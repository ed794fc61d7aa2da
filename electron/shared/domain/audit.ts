import { z } from "zod";
import { Count, Sha256, ShortText, Timestamp } from "./bounds.ts";

/** What an entry is about: a kind, an id and, where the object has one, its content hash. */
export const AuditObjectSchema = z.strictObject({
  kind: z.enum([
    "dataset",
    "split",
    "model",
    "run",
    "evaluation",
    "setting",
    "labels",
    "conversation",
    "guideline",
    "deidentification",
    "quality",
    "key",
    "file",
  ]),
  id: z.string().max(200),
  sha256: Sha256.nullable(),
});
export type AuditObject = z.infer<typeof AuditObjectSchema>;

export const AuditEntrySchema = z.strictObject({
  seq: Count,
  at: Timestamp,
  actor: z.string().min(1).max(200),
  /** The contract's name of the command: "datasets.import". */
  action: z.string().min(1).max(80),
  objects: z.array(AuditObjectSchema).max(1000),
  /** SHA-256 of the entry before, mac included; 64 zeros for the first. */
  prevHash: Sha256,
  /** HMAC-SHA-256 over all of the above with a key derived from the store key. */
  mac: Sha256,
});
export type AuditEntry = z.infer<typeof AuditEntrySchema>;

export const AuditReportSchema = z.strictObject({
  ok: z.boolean(),
  entries: Count,
  headHash: Sha256,
  /** First entry at fault, or null. */
  seq: Count.nullable(),
  /** What is wrong, in words; empty when ok. */
  problem: ShortText,
});
export type AuditReport = z.infer<typeof AuditReportSchema>;
