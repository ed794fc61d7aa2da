// Abbreviations and synonyms written out, and the terminologies that a person imported.
import { z } from "zod";
import { Count, Name, Share } from "../domain/bounds.ts";
import { DatasetVersionSchema } from "../domain/dataset.ts";
import {
  CodeCheckSchema,
  TerminologyKindSchema,
  TerminologySchema,
} from "../domain/terminology.ts";
import { FileHandle, Nothing, Reference } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

const SenseCountSchema = z.strictObject({
  short: z.string().max(40),
  long: z.string().max(200),
  count: Count,
});

export const NormaliseOutcomeSchema = z.strictObject({
  version: DatasetVersionSchema,
  /** Rows whose text changed. */
  changed: Count,
  expanded: Count,
  synonyms: Count,
  /** Abbreviations that stayed: nothing near them decided. */
  left: Count,
  commonest: z.array(SenseCountSchema).max(50),
  undecided: z.array(SenseCountSchema).max(50),
});
export type NormaliseOutcome = z.infer<typeof NormaliseOutcomeSchema>;

export const terminology = defineDomain("terminology", {
  list: query(Nothing, z.array(TerminologySchema).max(10)),
  importUmls: command(
    z.strictObject({ mrconso: FileHandle, mrsty: FileHandle.optional(), name: Name }),
    TerminologySchema,
  ),
  importCodes: command(z.strictObject({ file: FileHandle, name: Name }), TerminologySchema),
  remove: command(z.strictObject({ kind: TerminologyKindSchema }), Nothing),
  checkCodes: query(
    z.strictObject({ codes: z.array(z.string().max(40)).max(1000) }),
    z.array(CodeCheckSchema).max(1000),
  ),
  /** A text with its abbreviations written out, as far as the words around them decide. */
  expand: query(
    z.strictObject({ text: z.string().max(20_000), threshold: Share.optional() }),
    z.strictObject({
      text: z.string().max(1 << 20),
      expansions: z
        .array(
          z.strictObject({
            at: Count,
            short: z.string().max(40),
            long: z.string().max(200),
            confidence: Share,
          }),
        )
        .max(20_000),
      undecided: z
        .array(
          z.strictObject({
            at: Count,
            short: z.string().max(40),
            best: z.string().max(200),
            confidence: Share,
          }),
        )
        .max(20_000),
    }),
  ),
  normalise: command(
    z.strictObject({
      dataset: Reference,
      name: Name.optional(),
      threshold: Share.optional(),
      synonyms: z.boolean().default(false),
    }),
    NormaliseOutcomeSchema,
  ),
});
