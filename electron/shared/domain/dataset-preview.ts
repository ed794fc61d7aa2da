// What a look at the beginning of a file says before anything of it is imported.
import { z } from "zod";
import { Count } from "./bounds.ts";
import { ColumnMappingSchema, RejectSchema, SourceKindSchema } from "./dataset.ts";
import { LabelCountSchema } from "./label.ts";

/** Rows shown; a cell is cut to PREVIEW_CELL_CHARS. */
export const PREVIEW_ROWS = 20;
export const PREVIEW_CELL_CHARS = 400;
/** Cells of a wide table that travel to the window. */
export const PREVIEW_COLUMNS = 64;

/**
 * How a role came to its column: the person chose it, they did so for the last file with these
 * headers, its header says so, its contents look like it. "none": no column plays the role.
 */
export const RoleSourceSchema = z.enum(["chosen", "remembered", "name", "content", "none"]);
export type RoleSource = z.infer<typeof RoleSourceSchema>;

export const PreviewColumnSchema = z.strictObject({
  name: z.string().max(200),
  /** Rows read in which the column holds something. */
  filled: Count,
  /** Different values among the rows read; at most 1000 are counted. */
  distinct: Count,
  meanChars: z.number().min(0),
  /** Why the column cannot be chosen; null when it can. */
  unusable: z.enum(["no-name", "repeated-name", "long-name"]).nullable(),
});
export type PreviewColumn = z.infer<typeof PreviewColumnSchema>;

const Sources = z.strictObject({
  text: RoleSourceSchema,
  label: RoleSourceSchema,
  group: RoleSourceSchema,
  id: RoleSourceSchema,
  answer: RoleSourceSchema,
  part: RoleSourceSchema,
});
export type RoleSources = z.infer<typeof Sources>;

export const DatasetPreviewSchema = z.strictObject({
  kind: SourceKindSchema,
  columns: z.array(PreviewColumnSchema).max(1024),
  /** Columns play fixed roles: the mapping cannot be changed. */
  fixed: z.boolean(),
  mapping: ColumnMappingSchema,
  sources: Sources,
  /** Why the file cannot be imported as it is mapped now; null when it can. */
  problem: z.strictObject({ message: z.string().max(300), hint: z.string().max(2000) }).nullable(),
  rows: z
    .array(
      z.strictObject({
        sourceRow: Count,
        cells: z.array(z.string().max(PREVIEW_CELL_CHARS + 1)).max(PREVIEW_COLUMNS),
        /** Why the row would not be imported; null when it would. */
        reject: z.string().max(300).nullable(),
      }),
    )
    .max(PREVIEW_ROWS),
  read: z.strictObject({
    /** Rows that would be imported, among those read. */
    rows: Count,
    rejects: Count,
    /** Rows whose text came before, letter case and white space aside. */
    duplicates: Count,
    unlabelled: Count,
    /** The file was read to its end: the figures are those of the import. */
    whole: z.boolean(),
    bytes: Count,
    totalBytes: Count,
  }),
  rejects: z.array(RejectSchema).max(100),
  rejectReasons: z.array(z.strictObject({ reason: z.string().max(300), rows: Count })).max(100),
  /** The most frequent labels. */
  labels: z.array(LabelCountSchema).max(100),
  labelCount: Count,
});
export type DatasetPreview = z.infer<typeof DatasetPreviewSchema>;
