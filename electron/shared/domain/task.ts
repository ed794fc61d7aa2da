// What a run learns to do with a row: how the prompt is written and what completes it.
import { z } from "zod";
import { MAX_LABELS } from "./bounds.ts";
import { LabelSchema } from "./label.ts";

export const TaskSchema = z.strictObject({
  /** label: completion is the label; answer: the long answer; text: the text itself, no prompt. */
  completion: z.enum(["label", "answer", "text"]),
  /** {text} is the row's text. */
  template: z
    .string()
    .max(4000)
    .refine((t) => t.includes("{text}"), "the template must contain {text}"),
  /** The closed set, in the order of every score; empty unless the completion is a label. */
  labels: z.array(LabelSchema).max(MAX_LABELS).default([]),
  /** Prompt and answer go through the chat template of the tokenizer instead of `template`. */
  chat: z.boolean().default(false),
  /** Cut the text where a prompt is too long for training, instead of leaving the row out. */
  truncate: z.boolean().default(false),
  /** Which end of a text goes when it is cut. The end of a note says most of what is asked. */
  cut: z.enum(["head", "tail"]).default("head"),
});
export type Task = z.output<typeof TaskSchema>;
export type TaskInput = z.input<typeof TaskSchema>;

export const LABEL_TEMPLATE = "{text}\n\nLabel:";
export const ORDER_TEMPLATE = "Order: {text}\nProtocol:";
export const ANSWER_TEMPLATE = "Question: {text}\nAnswer:";
export const PUBMEDQA_TEMPLATE = "{text}\nAnswer:";

/** What stands before and after the text of a row. */
export function splitTemplate(template: string): { before: string; after: string } {
  const at = template.indexOf("{text}");
  return { before: template.slice(0, at), after: template.slice(at + "{text}".length) };
}

/** Completions begin with a space: the prompt ends where the next word would start. */
export function labelCompletion(label: string): string {
  return ` ${label}`;
}
