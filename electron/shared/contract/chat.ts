import { z } from "zod";
import { Count, Finite, MAX_TEXT_CHARS, Sha256 } from "../domain/bounds.ts";
import {
  FinishSchema,
  LabelScoresSchema,
  PaneSchema,
  PromptStyleSchema,
} from "../domain/conversation.ts";
import { SamplingSchema } from "../domain/sampling.ts";
import { CheckpointChoiceSchema, DeviceChoiceSchema, Reference } from "./common.ts";
import { command, defineDomain, query, stream } from "./define.ts";

export { type Sampling, SamplingSchema } from "../domain/sampling.ts";

export const ChatMessageSchema = z.strictObject({
  role: z.enum(["system", "user", "assistant"]),
  text: z.string().max(MAX_TEXT_CHARS),
});
export type ChatMessage = z.infer<typeof ChatMessageSchema>;

/** Each pane carries the weights that answer in it: proof that base is base and tuned is tuned. */
export const ChatEventSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("begin"),
    pane: PaneSchema,
    baseHash: Sha256,
    /** Null in the base pane. */
    checkpointStep: Count.nullable(),
  }),
  z.strictObject({
    type: z.literal("text"),
    pane: PaneSchema,
    text: z.string().max(MAX_TEXT_CHARS),
  }),
  z.strictObject({
    type: z.literal("end"),
    pane: PaneSchema,
    finish: FinishSchema,
    baseHash: Sha256,
    /** Known once the engine has the adapter: null in the base pane. */
    adapterHash: Sha256.nullable(),
    promptTokens: Count,
    tokens: Count,
    tokensPerS: Finite.min(0),
  }),
]);
export type ChatEvent = z.infer<typeof ChatEventSchema>;

const AnswerId = z.string().regex(/^[\w-]{1,40}$/);

const Answering = z.strictObject({
  run: Reference,
  checkpoint: CheckpointChoiceSchema.optional(),
  device: DeviceChoiceSchema.optional(),
});

export const chat = defineDomain("chat", {
  /** One prompt, answered by the base and by the run's adapter side by side, or by one of them. */
  reply: stream(
    Answering.extend({
      messages: z.array(ChatMessageSchema).min(1).max(1000),
      sampling: SamplingSchema.prefault({}),
      promptStyle: PromptStyleSchema.optional(),
      panes: z.array(PaneSchema).min(1).max(2).optional(),
      /** Chosen by the asker, for stop(). */
      id: AnswerId.optional(),
    }),
    ChatEventSchema,
  ),
  /** Ends an answer under way; the stream still tells what was said and by whom. */
  stop: command(z.strictObject({ id: AnswerId }), z.strictObject({ found: z.boolean() })),
  /** The likeliest labels after a text, by the base and by the run. The run must have learned labels. */
  scores: query(
    Answering.extend({ text: z.string().trim().min(1).max(MAX_TEXT_CHARS) }),
    LabelScoresSchema,
  ),
});
