import {
  CHECKPOINTING,
  METHODS,
  OPTIMIZERS,
  type RunConfig,
  RunConfigSchema,
  SCHEDULES,
} from "../../../electron/shared/domain/run-config.ts";

export type ConfigFieldName = keyof RunConfig;

export type FieldKind =
  | { readonly type: "number"; readonly unit: Unit | null }
  | { readonly type: "switch" }
  | { readonly type: "choice"; readonly choices: readonly string[] }
  | { readonly type: "modules" };

export type Unit =
  | "sequences"
  | "microBatches"
  | "tokens"
  | "epochs"
  | "steps"
  | "evaluations"
  | "checkpoints"
  | "share"
  | "perStep";

const number = (unit: Unit | null = null): FieldKind => ({ type: "number", unit });
const choice = (choices: readonly string[]): FieldKind => ({ type: "choice", choices });
const toggle: FieldKind = { type: "switch" };

export const FIELDS: Readonly<Record<ConfigFieldName, FieldKind>> = {
  method: choice(METHODS),
  rank: number(),
  alpha: number(),
  rsLora: toggle,
  dropout: number("share"),
  tokenDropout: number("share"),
  targetModules: { type: "modules" },
  doubleQuantization: toggle,
  optimizer: choice(OPTIMIZERS),
  learningRate: number("perStep"),
  weightDecay: number("perStep"),
  beta1: number(),
  beta2: number(),
  epsilon: number(),
  clipNorm: number(),
  schedule: choice(SCHEDULES),
  warmupRatio: number("share"),
  minLearningRateRatio: number("share"),
  microBatch: number("sequences"),
  gradientAccumulation: number("microBatches"),
  contextLength: number("tokens"),
  packing: toggle,
  completionOnly: toggle,
  epochs: number("epochs"),
  maxSteps: number("steps"),
  checkpointing: choice(CHECKPOINTING),
  seed: number(),
  saveEverySteps: number("steps"),
  evaluateEverySteps: number("steps"),
  earlyStoppingPatience: number("evaluations"),
  keepCheckpoints: number("checkpoints"),
};

/** Sets of layers a person chooses between; the value a file may hold can be any other. */
export const MODULE_SETS = {
  "all-linear": "all-linear",
  attention: ["q_proj", "k_proj", "v_proj", "o_proj"],
  "query-value": ["q_proj", "v_proj"],
} as const satisfies Record<string, RunConfig["targetModules"]>;

export interface Bounds {
  readonly whole: boolean;
  readonly least: number;
  readonly most: number;
  /** False where only values above `least` are allowed. */
  readonly inclusive: boolean;
}

/** What the schema itself allows: the form never knows other limits than the engine's door. */
export function boundsOf(field: ConfigFieldName): Bounds {
  const accepts = (value: number) => RunConfigSchema.shape[field].safeParse(value).success;
  const shape: Readonly<Record<string, unknown>> = RunConfigSchema.shape;
  const schema = shape[field] as { unwrap?: () => unknown };
  const inner = (schema.unwrap?.() ?? schema) as {
    minValue: number | null;
    maxValue: number | null;
  };
  const least = inner.minValue ?? Number.NEGATIVE_INFINITY;
  const most = inner.maxValue ?? Number.POSITIVE_INFINITY;
  return {
    whole: !accepts((least + Math.min(most, least + 1)) / 2),
    least,
    most,
    inclusive: accepts(least),
  };
}
