import { z } from "zod";
import { Count, MAX_ROWS, MAX_TEXT_CHARS } from "../domain/bounds.ts";
import { DatasetVersionSchema } from "../domain/dataset.ts";
import { DeidFiguresSchema } from "../domain/deid/figures.ts";
import { MAX_ROW_SPANS, QuarantineSchema, ReviewSpanSchema } from "../domain/deid/quarantine.ts";
import { Nothing, Reference } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

const One = z.strictObject({ dataset: Reference });
const Text = z.string().max(MAX_TEXT_CHARS * 2);
const Spans = z.array(ReviewSpanSchema).max(MAX_ROW_SPANS);
const Row = Count.max(MAX_ROWS);

export const deid = defineDomain("deid", {
  /** Versions that hold patient data, confirmed ones too. */
  list: query(Nothing, z.array(QuarantineSchema).max(10_000)),
  get: query(One, QuarantineSchema),
  /** What the search was measured to find; null when it was not measured with this tagger. */
  figures: query(Nothing, DeidFiguresSchema.nullable()),
  /** Shuts a version that was imported openly. */
  quarantine: command(One, QuarantineSchema),
  search: command(One.extend({ again: z.boolean().default(false) }), QuarantineSchema),
  marked: query(
    One,
    z.array(z.strictObject({ row: Row, spans: Count, reviewed: z.boolean() })).max(MAX_ROWS),
  ),
  document: query(
    One.extend({ row: Row }),
    z.strictObject({
      row: Row,
      text: Text,
      answer: Text.nullable(),
      spans: Spans,
      reviewed: z.boolean(),
      replaced: z.strictObject({ text: Text, answer: Text.nullable() }),
    }),
  ),
  review: command(One.extend({ row: Row, spans: Spans }), Nothing),
  confirm: command(
    One.extend({ acceptUnreviewed: z.boolean().default(false) }),
    z.strictObject({ quarantine: QuarantineSchema, version: DatasetVersionSchema }),
  ),
});
