import { z } from "zod";
import { Count, Finite, Name } from "../domain/bounds.ts";
import {
  ColumnMappingSchema,
  DatasetVersionSchema,
  DistributionSchema,
  RejectSchema,
  SourceKindSchema,
} from "../domain/dataset.ts";
import { DatasetPreviewSchema } from "../domain/dataset-preview.ts";
import { LabelCountSchema } from "../domain/label.ts";
import { PartSchema, SplitConfigSchema, SplitReportSchema, SplitSchema } from "../domain/split.ts";
import { FileHandle, Nothing, Reference } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

export const ImportOptionsSchema = z.strictObject({
  name: Name,
  kind: SourceKindSchema,
  mapping: ColumnMappingSchema.prefault({}),
  /** True: the rows are shut in until a person confirmed their de-identification. */
  patientData: z.boolean().exactOptional(),
});
export type ImportOptions = z.output<typeof ImportOptionsSchema>;

export const ImportReportSchema = z.strictObject({
  version: DatasetVersionSchema,
  /** True when these very rows were in the store already: nothing was added. */
  existing: z.boolean(),
  /** The version is in quarantine: it holds patient data. */
  quarantined: z.literal(true).exactOptional(),
  /** The first rejects; their total is version.rejects. */
  rejects: z.array(RejectSchema).max(100),
  /** The columns were read as in an earlier import of the same headers. */
  remembered: z.boolean(),
});
export type ImportReport = z.infer<typeof ImportReportSchema>;

export const TokenHistogramSchema = z.strictObject({
  tokens: DistributionSchema,
  /** Rows with at most `upTo` tokens and more than the bin before. */
  bins: z.array(z.strictObject({ upTo: Count, rows: Count })).max(64),
});
export type TokenHistogram = z.infer<typeof TokenHistogramSchema>;

export const DatasetSummarySchema = z.strictObject({
  version: DatasetVersionSchema,
  splits: z.array(SplitSchema).max(1000),
  rejects: z.array(RejectSchema).max(100),
  /** Rows per reject reason. */
  rejectReasons: z.array(z.strictObject({ reason: z.string().max(300), rows: Count })).max(1000),
  /** Largest over smallest label count; null with fewer than two labels. */
  imbalance: Finite.nullable(),
  rarest: z.array(LabelCountSchema).max(10),
  tokenLengths: TokenHistogramSchema.nullable(),
});
export type DatasetSummary = z.infer<typeof DatasetSummarySchema>;

/** How long the rows are in tokens of a model, as they are trained: prompt, answer and end mark. */
export const TokenLengthsSchema = z.strictObject({
  tokens: DistributionSchema,
  bins: z.array(z.strictObject({ upTo: Count, rows: Count })).max(64),
  rows: Count,
  /** Rows without what the task completes: they are not trained. */
  left: Count,
  contextLength: Count,
  /** Rows longer than the context. */
  over: Count,
  /** What is learned from a row. */
  completion: z.enum(["label", "answer", "text"]),
});
export type TokenLengths = z.infer<typeof TokenLengthsSchema>;

export const SplitPreviewSchema = z.strictObject({
  config: SplitConfigSchema,
  report: SplitReportSchema,
  /** Groups (patients, documents) with rows in more than one part. */
  crossingGroups: Count,
  /** What the rows bring: what the choices of a split depend on. */
  groups: Count,
  namedParts: Count,
});
export type SplitPreview = z.infer<typeof SplitPreviewSchema>;

/** A row as it is shown: a long text or answer is cut. */
export const SHOWN_TEXT_CHARS = 2000;
export const ShownRowSchema = z.strictObject({
  index: Count,
  id: z.string().max(200),
  text: z.string().max(SHOWN_TEXT_CHARS + 1),
  label: z.string().max(200).nullable(),
  group: z.string().max(200).nullable(),
  answer: z
    .string()
    .max(SHOWN_TEXT_CHARS + 1)
    .nullable(),
  part: PartSchema.nullable(),
  sourceRow: Count,
  parent: z.string().max(200).exactOptional(),
  origin: z.string().max(200).exactOptional(),
});
export type ShownRow = z.infer<typeof ShownRowSchema>;

const One = z.strictObject({ dataset: Reference });

export const datasets = defineDomain("datasets", {
  /**
   * Looks at the beginning of a file: columns, the guessed mapping, first rows, rejects. Without a
   * kind it is told by the file's name and beginning.
   */
  preview: query(
    z.strictObject({
      file: FileHandle,
      kind: SourceKindSchema.optional(),
      mapping: ColumnMappingSchema.prefault({}),
    }),
    DatasetPreviewSchema,
  ),
  import: command(
    z.strictObject({ files: z.array(FileHandle).min(1).max(100), options: ImportOptionsSchema }),
    ImportReportSchema,
  ),
  split: command(
    z.strictObject({ dataset: Reference, config: SplitConfigSchema.prefault({}) }),
    SplitSchema,
  ),
  /** What a split would be, without making it. */
  previewSplit: query(
    z.strictObject({ dataset: Reference, config: SplitConfigSchema.prefault({}) }),
    SplitPreviewSchema,
  ),
  list: query(Nothing, z.array(DatasetVersionSchema).max(10_000)),
  /** Versions that were removed and can be restored. */
  removed: query(Nothing, z.array(DatasetVersionSchema).max(10_000)),
  /** Takes a version out of every list. Runs that used it keep working. */
  remove: command(One, DatasetVersionSchema),
  restore: command(One, DatasetVersionSchema),
  rows: query(
    One.extend({ from: Count.default(0), limit: z.number().int().min(1).max(200).default(100) }),
    z.strictObject({ total: Count, rows: z.array(ShownRowSchema).max(200) }),
  ),
  tokenLengths: query(
    One.extend({
      model: Reference,
      contextLength: z
        .number()
        .int()
        .min(1)
        .max(1 << 20),
    }),
    TokenLengthsSchema,
  ),
  inspect: query(One, DatasetSummarySchema),
});
