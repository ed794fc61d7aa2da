// Everything the trainer process can be asked, with the shape of what goes in and what comes out.
import { z } from "zod";
import {
  Count,
  Finite,
  MAX_LABELS,
  MAX_TEXT_CHARS,
  Sha256,
} from "../../../shared/domain/bounds.ts";
import { TrainResultSchema } from "../../../shared/domain/engine-events.ts";
import { MemoryPlanSchema } from "../../../shared/domain/memory-plan.ts";
import { ModelCheckSchema, TokenizerSummarySchema } from "../../../shared/domain/model-check.ts";
import { DeviceInfoSchema, ModelInfoSchema } from "../../../shared/domain/model-info.ts";
import { RunConfigSchema } from "../../../shared/domain/run-config.ts";

const Path = z.string().min(1).max(4096);
const Text = z.string().max(MAX_TEXT_CHARS);
const Integers = z.custom<Int32Array>(
  (value) => value instanceof Int32Array,
  "expected Int32Array",
);
const Floats = z.custom<Float32Array>(
  (value) => value instanceof Float32Array,
  "expected Float32Array",
);

export const DeviceChoiceSchema = z.strictObject({
  backend: z.enum(["cpu", "cuda"]),
  device: z.number().int().min(0).max(1024),
  threads: z.number().int().min(0).max(4096),
  deterministic: z.boolean(),
});

/** Where quantized weights of a base are kept between loads; used when its weights are quantized. */
export const QuantizedCacheSchema = z.strictObject({
  directory: Path,
  baseHash: Sha256,
  budgetBytes: Count, // of all files in the folder together
});

/** A prompt around the text of a row; only `text` may be shortened to fit, from the end `cut`. */
export const PromptSchema = z.strictObject({
  before: Text,
  text: Text,
  after: Text,
  cut: z.enum(["head", "tail"]),
});
export type Prompt = z.infer<typeof PromptSchema>;

const Message = z.strictObject({ role: z.enum(["system", "user", "assistant"]), text: Text });
const Messages = z.array(Message).min(1).max(1000);

/** What is learned: a completion after a prompt, the last message of a chat, or a plain text. */
export const ExampleSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("prompt"), prompt: PromptSchema, completion: Text }),
  z.strictObject({ kind: z.literal("chat"), messages: Messages }),
  z.strictObject({ kind: z.literal("text"), text: Text }),
]);
export type Example = z.infer<typeof ExampleSchema>;

/** One resident base; requests that name the same one share it. */
const Resident = {
  modelDir: Path,
  /** Where the tokenizer lies: a fully fine-tuned checkpoint has weights alone. */
  tokenizerDir: Path,
  quantize: z.boolean(),
  quantizedCache: QuantizedCacheSchema.optional(),
  device: DeviceChoiceSchema,
};

const Train = z.strictObject({
  modelDir: Path,
  checkpointsDir: Path,
  config: RunConfigSchema,
  device: DeviceChoiceSchema,
  resume: z.enum(["auto", "never"]),
  baseHash: Sha256,
  quantizedCache: QuantizedCacheSchema.optional(),
  /** Cut a text whose prompt is too long, instead of leaving the row out. */
  truncate: z.boolean(),
});

export const GenerateSchema = z.strictObject({
  ...Resident,
  maxNewTokens: z.number().int().min(1).max(32_768),
  temperature: Finite.min(0).max(10),
  topK: z.number().int().min(0).max(100_000),
  topP: Finite.positive().max(1),
  repetitionPenalty: Finite.min(0.1).max(10),
  seed: z.number().int().min(0).max(0xffff_ffff),
  stop: z.array(z.string().min(1).max(200)).max(16),
  /** All run in one batch. An adapter folder, or null for the base itself. */
  sequences: z
    .array(
      z.strictObject({
        adapterDir: Path.nullable(),
        prompt: z.union([PromptSchema, z.strictObject({ messages: Messages })]),
      }),
    )
    .min(1)
    .max(64),
});

const Generated = z.strictObject({
  text: z.string(),
  finish: z.enum(["stop", "length", "cancelled"]),
  adapterHash: Sha256.nullable(),
  promptTokens: Count,
  tokens: Count,
  tokensPerS: Finite.min(0),
});

const CheckpointFolder = z.strictObject({
  directory: z.string().max(80),
  step: Count,
  ok: z.boolean(),
  problem: z.string(),
  manifestSha256: z.string().max(64), // empty when the manifest cannot be read
  bytes: Count,
  loss: Finite.nullable(), // validation loss at this step, where it was measured
  best: z.boolean(),
});
export type CheckpointFolder = z.infer<typeof CheckpointFolder>;

const QuantizedCopies = z.array(
  z.strictObject({
    key: Sha256,
    baseHash: z.string().max(64), // empty when the copy cannot be read
    settings: z.string().max(200),
    bytes: Count,
  }),
);

function method<P extends z.ZodType, R extends z.ZodType>(params: P, result: R) {
  return { params, result } as const;
}

export const METHODS = {
  devices: method(z.strictObject({}), z.array(DeviceInfoSchema)),
  describeModel: method(
    z.strictObject({ modelDir: Path }),
    z.strictObject({ info: ModelInfoSchema, tokenizer: TokenizerSummarySchema }),
  ),
  /** Everything that can be said of a folder, also of one that cannot be used. */
  inspectModel: method(z.strictObject({ modelDir: Path }), ModelCheckSchema),
  /** Content hash; `fingerprint` changes whenever a file's name, size or time does. */
  hashModel: method(
    z.strictObject({ modelDir: Path }),
    z.strictObject({ hash: Sha256, fingerprint: Sha256 }),
  ),
  fingerprintModel: method(z.strictObject({ modelDir: Path }), Sha256),
  countTokens: method(z.strictObject({ modelDir: Path, texts: z.array(Text) }), Integers),
  plan: method(
    z.strictObject({
      modelDir: Path,
      config: RunConfigSchema,
      device: DeviceChoiceSchema,
      longestExample: Count,
      /** Plan as the backend would on this card, which need not be here; capacityBytes is then its. */
      planFor: z
        .strictObject({
          computeCapability: z.number().int().min(10).max(999), // 90 for 9.0
          totalBytes: Count,
          name: z.string().min(1).max(200),
        })
        .optional(),
    }),
    MemoryPlanSchema,
  ),
  /** Hands over rows for the next train(); in pieces, so that no message grows without limit. */
  stage: method(
    z.strictObject({
      part: z.enum(["train", "validation"]),
      first: z.boolean(), // drops what an earlier request left
      examples: z.array(ExampleSchema).max(4096),
    }),
    Count,
  ),
  train: method(Train, TrainResultSchema),
  /** Verifies every checkpoint of a run against its manifest, newest first. */
  listCheckpoints: method(z.strictObject({ checkpointsDir: Path }), z.array(CheckpointFolder)),
  sweepCheckpoints: method(z.strictObject({ checkpointsDir: Path }), z.array(z.string())),
  /** Log-probabilities [prompts x labels]; `truncated` prompts lost a part of their text. */
  score: method(
    z.strictObject({
      ...Resident,
      adapterDir: Path.nullable(),
      prompts: z.array(PromptSchema).max(65_536),
      completions: z.array(z.string().min(1)).min(2).max(MAX_LABELS),
    }),
    z.strictObject({ scores: Floats, truncated: Count, adapterHash: Sha256.nullable() }),
  ),
  generate: method(GenerateSchema, z.array(Generated)),
  /** Quantized copies of bases in a folder. */
  quantizedCopies: method(z.strictObject({ directory: Path }), QuantizedCopies),
  freeQuantizedCopies: method(z.strictObject({ directory: Path }), QuantizedCopies),
  closeSession: method(z.strictObject({}), z.null()),
  /** Writes a folder with random weights for a config.json. */
  initModel: method(
    z.strictObject({ configPath: Path, outDir: Path, seed: z.number().int().min(0) }),
    z.null(),
  ),
  matmulCeiling: method(
    z.strictObject({ device: DeviceChoiceSchema, n: z.number().int().min(16).max(16_384) }),
    Finite,
  ),
} as const;

export type TrainerMethod = keyof typeof METHODS;
export type ParamsOf<M extends TrainerMethod> = z.output<(typeof METHODS)[M]["params"]>;
export type ResultOf<M extends TrainerMethod> = z.output<(typeof METHODS)[M]["result"]>;
