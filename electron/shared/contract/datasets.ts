import { z } from "zod";
import { Count, Finite, Name } from "../domain/bounds.ts";
import {
  ColumnMappingSchema,
  DatasetVersionSchema,
  DistributionSchema,
  RejectSchema,
  SourceKindSchema,
} from "../domain/dataset.ts";
import { LabelCountSchema } from "../domain/label.ts";
import { SplitConfigSchema, SplitSchema } from "../domain/split.ts";
import { FileHandle, Nothing, Reference } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

export const ImportOptionsSchema = z.strictObject({
  name: Name,
  kind: SourceKindSchema,
  mapping: ColumnMappingSchema.prefault({}),
});
export type ImportOptions = z.output<typeof ImportOptionsSchema>;

export const ImportReportSchema = z.strictObject({
  version: DatasetVersionSchema,
  /** True when these very rows were in the store already: nothing was added. */
  existing: z.boolean(),
  /** The first rejects; their total is version.rejects. */
  rejects: z.array(RejectSchema).max(100),
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

export const datasets = defineDomain("datasets", {
  import: command(
    z.strictObject({ files: z.array(FileHandle).min(1).max(100), options: ImportOptionsSchema }),
    ImportReportSchema,
  ),
  split: command(
    z.strictObject({ dataset: Reference, config: SplitConfigSchema.prefault({}) }),
    SplitSchema,
  ),
  list: query(Nothing, z.array(DatasetVersionSchema).max(10_000)),
  /** With a model, the lengths in its tokens too. */
  inspect: query(
    z.strictObject({ dataset: Reference, model: Reference.optional() }),
    DatasetSummarySchema,
  ),
});
