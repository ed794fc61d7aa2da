// Terminologies that a person imported: their licences do not allow them to be shipped.
import { z } from "zod";
import { Count, Timestamp } from "./bounds.ts";

export const TERMINOLOGY_KINDS = ["umls", "icd10"] as const;
export const TerminologyKindSchema = z.enum(TERMINOLOGY_KINDS);
export type TerminologyKind = z.infer<typeof TerminologyKindSchema>;

export const TerminologySchema = z.strictObject({
  kind: TerminologyKindSchema,
  /** As the person named it: a release, an edition. */
  name: z.string().min(1).max(200),
  entries: Count,
  createdAt: Timestamp,
});
export type Terminology = z.infer<typeof TerminologySchema>;

/** Letter case and white space do not make another term. */
export function plainTerm(term: string): string {
  return term.normalize("NFC").toLowerCase().replace(/\s+/gu, " ").trim();
}

export const CodeCheckSchema = z.strictObject({
  /** As it is written: capitals, a point after three characters. */
  code: z.string().max(40),
  /** The rules of ICD-10 allow it. */
  possible: z.boolean(),
  /** The imported list has it; null where no list was imported. */
  listed: z.boolean().nullable(),
  title: z.string().nullable(),
  chapter: z.string().max(200).nullable(),
  /** Why it cannot be a code; empty when it can. */
  reason: z.string().max(300),
});
export type CodeCheck = z.infer<typeof CodeCheckSchema>;
