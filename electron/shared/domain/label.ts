import { z } from "zod";
import { Count, MAX_LABEL_CHARS } from "./bounds.ts";

/** A label as it is shown, scored and stored: trimmed, inner white space folded to one space. */
export const LabelSchema = z.string().min(1).max(MAX_LABEL_CHARS);

export const LabelCountSchema = z.strictObject({ label: LabelSchema, count: Count });
export type LabelCount = z.infer<typeof LabelCountSchema>;

export function cleanLabel(raw: string): string {
  return raw.replace(/\s+/gu, " ").trim();
}

/** One order everywhere (by code unit): the index of a label is the same on every machine. */
export function compareLabels(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
