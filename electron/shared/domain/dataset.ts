import { z } from "zod";
import {
  Count,
  Finite,
  Id,
  MAX_LABELS,
  MAX_TEXT_CHARS,
  Name,
  Sha256,
  Timestamp,
} from "./bounds.ts";
import { LabelCountSchema, LabelSchema } from "./label.ts";
import { PartSchema } from "./split.ts";

export const SOURCE_KINDS = [
  "csv",
  "jsonl",
  "parquet",
  "pubmedqa",
  "alpaca",
  "asclepius",
  "mts-dialog",
  "medquad",
  "chat",
  "hl7",
  "fhir",
  "guideline-pdf",
] as const;
export const SourceKindSchema = z.enum(SOURCE_KINDS);
export type SourceKind = z.infer<typeof SourceKindSchema>;

/** What a version is: the kind of its files, or rows written here from descriptions of cases. */
export const VERSION_KINDS = [...SOURCE_KINDS, "synthetic"] as const;
export const VersionKindSchema = z.enum(VERSION_KINDS);
export type VersionKind = z.infer<typeof VersionKindSchema>;

/** The roles a column can play. Only text is required. */
export const COLUMN_ROLES = ["text", "label", "group", "id", "answer", "part"] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

const Column = z.string().min(1).max(200).nullable().default(null);
/** Null = found by the header's name; the empty choice "-" = this role is not used. */
export const ColumnMappingSchema = z.strictObject({
  text: Column,
  label: Column,
  group: Column,
  id: Column,
  answer: Column,
  part: Column,
});
export type ColumnMapping = z.infer<typeof ColumnMappingSchema>;

const Text = z.string().max(MAX_TEXT_CHARS);
export const DatasetRowSchema = z.strictObject({
  id: z.string().min(1).max(200),
  text: Text.min(1),
  label: LabelSchema.nullable(),
  group: z.string().min(1).max(200).nullable(),
  answer: Text.min(1).nullable(),
  part: PartSchema.nullable(),
  /** Line or entry of the source file where the row begins, from 1. */
  sourceRow: Count,
  /** Id of the row, or name of the case, that this row was made from. */
  parent: z.string().min(1).max(200).exactOptional(),
  /** What made it, or the task its file gives it. */
  origin: z.string().min(1).max(200).exactOptional(),
});
export type DatasetRow = z.infer<typeof DatasetRowSchema>;

/** A row that was not imported. The reason never quotes the row. */
export const RejectSchema = z.strictObject({
  file: z.number().int().min(0).max(10_000),
  sourceRow: Count,
  reason: z.string().max(300),
});
export type Reject = z.infer<typeof RejectSchema>;

export const DistributionSchema = z.strictObject({
  minimum: Finite,
  mean: Finite,
  median: Finite,
  p95: Finite,
  maximum: Finite,
});
export type Distribution = z.infer<typeof DistributionSchema>;

/** The work that made a version: what it was, what it was given, and which version it began from. */
export const DerivationSchema = z.strictObject({
  method: z.string().min(1).max(40),
  parentHash: Sha256.nullable(),
  settings: z.record(z.string().max(40), z.union([z.string().max(200), Finite, z.boolean()])),
});
export type Derivation = z.infer<typeof DerivationSchema>;

export const DatasetVersionSchema = z.strictObject({
  /** SHA-256 over the canonical rows: equal content is the same version wherever it came from. */
  hash: Sha256,
  datasetId: Id,
  name: Name,
  /** 1 for the first import under this name. */
  version: z.number().int().min(1),
  kind: VersionKindSchema,
  rows: Count,
  rejects: Count,
  /** Rows whose text was seen before, letter case and white space aside. */
  duplicates: Count,
  labels: z.array(LabelCountSchema).max(MAX_LABELS),
  unlabelled: Count,
  textChars: DistributionSchema,
  mapping: ColumnMappingSchema,
  /** How it was made from another version; left out: it was imported. */
  derivation: DerivationSchema.exactOptional(),
  createdAt: Timestamp,
});
export type DatasetVersion = z.infer<typeof DatasetVersionSchema>;

/** Texts that differ only in letter case and white space are the same text. */
export function normalizeText(text: string): string {
  return text.normalize("NFC").toLowerCase().replace(/\s+/gu, " ").trim();
}
