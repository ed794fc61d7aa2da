import { z } from "zod";
import { Count } from "../bounds.ts";
import { RejectSchema } from "../dataset.ts";
import { NOTE_STYLES } from "./styles.ts";

export const SynthesisConfigSchema = z.strictObject({
  /** Notes to write, in turn for every case and style. */
  count: z.number().int().min(1).max(200_000),
  styles: z
    .array(z.enum(NOTE_STYLES))
    .min(1)
    .max(NOTE_STYLES.length)
    .default([...NOTE_STYLES]),
  seed: z.number().int().min(0).max(0xffff_ffff).default(42),
});
export type SynthesisConfig = z.output<typeof SynthesisConfigSchema>;

export const SynthesisReportSchema = z.strictObject({
  cases: Count,
  notes: Count,
  /** Notes that came out as one that was written already. */
  equal: Count,
  /** Cases that could not be used: no complaint. */
  rejected: Count,
  rejects: z.array(RejectSchema).max(100),
});
export type SynthesisReport = z.infer<typeof SynthesisReportSchema>;
