// Measured recall and precision, always named with the texts they were measured on.
import { z } from "zod";
import { Count, Sha256, Share } from "../bounds.ts";

const Figure = z.strictObject({
  class: z.string().max(40),
  marked: Count,
  given: Count,
  recall: Share,
  precision: Share,
  /** With both ends of the span the same. */
  strictRecall: Share,
  strictPrecision: Share,
});

export const DeidFiguresSchema = z.strictObject({
  /** Of the tagger they were measured with: others are not described by them. */
  taggerSha256: Sha256,
  set: z.string().max(300),
  counted: z.string().max(2000),
  parts: z
    .array(
      z.strictObject({
        name: z.string().max(60),
        texts: Count,
        /** Over names, dates, phones, e-mails, addresses and identifiers together. */
        recall: Share,
        precision: Share,
        /** The same, with spans over what is not counted held against it. */
        strictestPrecision: Share,
        classes: z.array(Figure).max(20),
      }),
    )
    .max(10),
});
export type DeidFigures = z.infer<typeof DeidFiguresSchema>;
