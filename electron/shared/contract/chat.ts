import { z } from "zod";
import { Count, Finite, MAX_TEXT_CHARS } from "../domain/bounds.ts";
import { CheckpointChoiceSchema, DeviceChoiceSchema, Reference } from "./common.ts";
import { defineDomain, stream } from "./define.ts";

export const ChatMessageSchema = z.strictObject({
  role: z.enum(["system", "user", "assistant"]),
  text: z.string().max(MAX_TEXT_CHARS),
});
export type ChatMessage = z.infer<typeof ChatMessageSchema>;

export const SamplingSchema = z.strictObject({
  maxNewTokens: z.number().int().min(1).max(32_768).default(256),
  /** 0 = greedy. */
  temperature: Finite.min(0).max(10).default(0),
  topK: z.number().int().min(0).max(100_000).default(0),
  topP: Finite.positive().max(1).default(1),
  repetitionPenalty: Finite.min(0.1).max(10).default(1),
  seed: z.number().int().min(0).max(0xffff_ffff).default(42),
  stop: z.array(z.string().min(1).max(200)).max(16).default([]),
});
export type Sampling = z.infer<typeof SamplingSchema>;

/** Each pane carries the weights that answer in it: proof that base is base and tuned is tuned. */
export const PaneSchema = z.enum(["base", "tuned"]);
export const ChatEventSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("begin"),
    pane: PaneSchema,
    baseHash: z.string().max(64),
    adapterHash: z.string().max(64).nullable(),
  }),
  z.strictObject({
    type: z.literal("text"),
    pane: PaneSchema,
    text: z.string().max(MAX_TEXT_CHARS),
  }),
  z.strictObject({
    type: z.literal("end"),
    pane: PaneSchema,
    finish: z.enum(["stop", "length", "cancelled"]),
    tokens: Count,
    tokensPerS: Finite.min(0),
  }),
]);

export const chat = defineDomain("chat", {
  /** One prompt, answered by the base and by the run's adapter side by side. */
  reply: stream(
    z.strictObject({
      run: Reference,
      messages: z.array(ChatMessageSchema).min(1).max(1000),
      sampling: SamplingSchema.prefault({}),
      checkpoint: CheckpointChoiceSchema.optional(),
      promptStyle: z.enum(["chat", "run", "plain"]).optional(),
      device: DeviceChoiceSchema.optional(),
    }),
    ChatEventSchema,
  ),
});
