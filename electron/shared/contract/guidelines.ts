import { z } from "zod";
import { Count } from "../domain/bounds.ts";
import {
  ContentsEntrySchema,
  GuidelineSummarySchema,
  MAX_FIELD_CHARS,
  PageNumber,
  PageSizeSchema,
  ShownConditionSchema,
} from "../domain/guideline.ts";
import { Nothing, Reference } from "./common.ts";
import { ImportReportSchema } from "./datasets.ts";
import { command, defineDomain, query } from "./define.ts";

/** A condition as the tree shows it. */
export const ListedConditionSchema = z.strictObject({
  number: z.string().max(40),
  title: z.string().max(300),
  firstPage: PageNumber,
  lastPage: PageNumber,
  /** Signs that a person has to settle before rows are made of their fields. */
  dangerous: Count,
  /** What a person should look at, in words. */
  reasons: z.array(z.string().max(300)).max(20),
  corrected: z.boolean(),
  ocr: z.boolean(),
});
export type ListedCondition = z.infer<typeof ListedConditionSchema>;

export const GuidelineViewSchema = z.strictObject({
  summary: GuidelineSummarySchema,
  pages: z.array(PageSizeSchema).max(5000),
  contents: z.array(ContentsEntrySchema).max(20_000),
  conditions: z.array(ListedConditionSchema).max(20_000),
});
export type GuidelineView = z.infer<typeof GuidelineViewSchema>;

/** Base64 of a PNG of at most 8 MiB. */
const MAX_PNG_CHARS = 12 << 20;

const One = z.strictObject({ guideline: Reference });
const Condition = One.extend({ number: z.string().min(1).max(40) });

export const guidelines = defineDomain("guidelines", {
  list: query(Nothing, z.array(GuidelineSummarySchema).max(1000)),
  get: query(One, GuidelineViewSchema),
  condition: query(Condition, ShownConditionSchema),
  /** A page of the PDF as a picture, drawn in the parser's process. */
  pageImage: query(
    One.extend({ page: PageNumber, width: z.number().int().min(100).max(2000).default(1000) }),
    z.strictObject({
      png: z.string().max(MAX_PNG_CHARS),
      width: Count,
      height: Count,
    }),
  ),
  /** A person's text in place of a field's; null takes it back. Settles the field's doubts. */
  correct: command(
    Condition.extend({
      field: z.number().int().min(0).max(499),
      text: z.string().trim().min(1).max(MAX_FIELD_CHARS).nullable(),
    }),
    ShownConditionSchema,
  ),
  /** Makes the question and answer rows again, with the corrections: a new dataset version. */
  rebuild: command(One, ImportReportSchema),
});
