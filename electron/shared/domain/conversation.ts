// A saved conversation: questions with the answers of the base and of a run's fine-tuned model.
import { z } from "zod";
import { Count, Finite, Id, MAX_TEXT_CHARS, Name, Sha256, Share, Timestamp } from "./bounds.ts";
import { LabelSchema } from "./label.ts";
import { SamplingSchema } from "./sampling.ts";

export const MAX_TURNS = 1000;

export const PaneSchema = z.enum(["base", "tuned"]);
export type Pane = z.infer<typeof PaneSchema>;

export const PromptStyleSchema = z.enum(["chat", "run", "plain"]);
export type PromptStyle = z.infer<typeof PromptStyleSchema>;

export const FinishSchema = z.enum(["stop", "length", "cancelled"]);

/** An answer with the weights and the settings that gave it: enough to ask for it again. */
export const AnswerSchema = z.strictObject({
  text: z.string().max(MAX_TEXT_CHARS),
  finish: FinishSchema,
  baseHash: Sha256,
  /** Null in the base pane. */
  adapterHash: Sha256.nullable(),
  /** Step of the checkpoint; null in the base pane. */
  checkpointStep: Count.nullable(),
  promptTokens: Count,
  tokens: Count,
  tokensPerS: Finite.min(0),
  sampling: SamplingSchema,
  at: Timestamp,
});
export type Answer = z.infer<typeof AnswerSchema>;

export const ScoredLabelSchema = z.strictObject({ label: LabelSchema, probability: Share });
export type ScoredLabel = z.infer<typeof ScoredLabelSchema>;

/** The likeliest labels of a closed set, likeliest first. */
export const TOP_LABELS = 5;
export const LabelScoresSchema = z.strictObject({
  /** Size of the closed set. */
  labels: Count,
  /** True when the text was cut to fit the context. */
  truncated: z.boolean(),
  base: z.array(ScoredLabelSchema).max(TOP_LABELS),
  tuned: z.array(ScoredLabelSchema).max(TOP_LABELS),
});
export type LabelScores = z.infer<typeof LabelScoresSchema>;

export const TurnSchema = z.strictObject({
  question: z.string().min(1).max(MAX_TEXT_CHARS),
  style: PromptStyleSchema,
  askedAt: Timestamp,
  base: AnswerSchema.nullable(),
  tuned: AnswerSchema.nullable(),
  scores: LabelScoresSchema.nullable(),
});
export type Turn = z.infer<typeof TurnSchema>;

export const ConversationSchema = z.strictObject({
  id: Id,
  title: Name,
  /** The run may be gone: the name is kept beside its id. */
  runId: Id,
  runName: Name,
  turns: Count,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Conversation = z.infer<typeof ConversationSchema>;

export const ConversationDetailSchema = z.strictObject({
  conversation: ConversationSchema,
  turns: z.array(TurnSchema).max(MAX_TURNS),
});
export type ConversationDetail = z.infer<typeof ConversationDetailSchema>;

const TITLE_CHARS = 80;

/** A title from the first question: its first line, cut at a word. */
export function titleOf(question: string): string {
  const line = question.trim().split(/\s*\n/, 1)[0]?.replace(/\s+/gu, " ") ?? "";
  const letters = [...line];
  if (letters.length <= TITLE_CHARS) return line === "" ? "Untitled" : line;
  const cut = letters.slice(0, TITLE_CHARS).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > TITLE_CHARS / 2 ? cut.slice(0, space) : cut}…`;
}
