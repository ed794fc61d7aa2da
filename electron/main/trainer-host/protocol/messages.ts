// What the host and the trainer process say to each other. The host speaks first, with the protocol
// version; nothing else is understood before both agree on it.
import { z } from "zod";
import { Count, Finite, ShortText } from "../../../shared/domain/bounds.ts";
import { EngineEventSchema } from "../../../shared/domain/engine-events.ts";
import { APP_ERROR_CODES } from "../../../shared/errors.ts";

export const PROTOCOL_VERSION = 1;

const RequestId = Count.min(1);

/** What the host may say to a request under way. */
export const SIGNALS = ["pause", "resume", "stop", "discard", "cancel"] as const;
export type TrainerSignal = (typeof SIGNALS)[number];

export const HostMessageSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("hello"), protocolVersion: z.number().int() }),
  z.strictObject({
    type: z.literal("request"),
    id: RequestId,
    method: z.string().max(40),
    params: z.unknown(),
  }),
  z.strictObject({ type: z.literal("signal"), id: RequestId, signal: z.enum(SIGNALS) }),
]);
export type HostMessage = z.infer<typeof HostMessageSchema>;

const Detail = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]);
export const WireErrorSchema = z.strictObject({
  code: z.enum(APP_ERROR_CODES),
  message: ShortText,
  hint: ShortText,
  details: z.record(z.string(), z.union([Detail, z.array(Detail).readonly()])),
});

/** One thing that happened while a request ran. */
export const TrainerEventSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("engine"), event: EngineEventSchema }),
  z.strictObject({
    kind: z.literal("progress"),
    phase: z.string().max(80),
    done: Finite,
    total: Finite,
  }),
  /** Folders of the run's checkpoints that exist now: retention removes old ones. */
  z.strictObject({
    kind: z.literal("checkpoints"),
    directories: z.array(z.string().max(80)).max(10_000),
  }),
  z.strictObject({ kind: z.literal("text"), sequence: Count, text: z.string() }),
]);
export type TrainerEvent = z.infer<typeof TrainerEventSchema>;

export const TrainerMessageSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("ready"),
    protocolVersion: z.number().int(),
    engineVersion: z.string().max(80),
  }),
  z.strictObject({ type: z.literal("refused"), error: WireErrorSchema }),
  z.strictObject({
    type: z.literal("events"),
    id: RequestId,
    events: z.array(TrainerEventSchema),
  }),
  z.strictObject({ type: z.literal("result"), id: RequestId, value: z.unknown() }),
  z.strictObject({ type: z.literal("error"), id: RequestId, error: WireErrorSchema }),
]);
export type TrainerMessage = z.infer<typeof TrainerMessageSchema>;
