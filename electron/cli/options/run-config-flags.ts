// One flag for every field of RunConfig: --rank, --learning-rate, --no-packing, ...
import { type Command, Option } from "commander";
import { kebabCase } from "../../shared/domain/command-words.ts";
import {
  CHECKPOINTING,
  METHODS,
  OPTIMIZERS,
  type RunConfig,
  RunConfigSchema,
  SCHEDULES,
} from "../../shared/domain/run-config.ts";
import { decimal, integer, list } from "./parse.ts";

type Field = keyof RunConfig;
type Kind = "integer" | "decimal" | "switch" | "modules" | readonly string[];

/** `off` is the help of the --no- form, shown where the field is on unless said otherwise. */
const FIELDS: Readonly<Record<Field, readonly [kind: Kind, help: string, off?: string]>> = {
  method: [METHODS, "what is trained and how the base is held"],
  rank: ["integer", "rank of the adapter"],
  alpha: ["decimal", "scale of the adapter: alpha / rank"],
  rsLora: ["switch", "scale by alpha / sqrt(rank) instead"],
  dropout: ["decimal", "dropout before the adapter"],
  tokenDropout: ["decimal", "share of prompt tokens left out at random in training"],
  targetModules: ["modules", "linear layers that get an adapter, or all-linear"],
  doubleQuantization: [
    "switch",
    "quantize the NF4 scales too (qlora, qdora)",
    "keep the NF4 scales in float32 (qlora, qdora)",
  ],
  optimizer: [OPTIMIZERS, "optimizer"],
  learningRate: ["decimal", "peak learning rate"],
  weightDecay: ["decimal", "decoupled weight decay"],
  beta1: ["decimal", "first moment decay of AdamW"],
  beta2: ["decimal", "second moment decay of AdamW"],
  epsilon: ["decimal", "epsilon of AdamW"],
  clipNorm: ["decimal", "largest gradient norm, 0 = no clipping"],
  schedule: [SCHEDULES, "learning-rate schedule"],
  warmupRatio: ["decimal", "share of all steps spent warming up"],
  minLearningRateRatio: ["decimal", "floor of the schedule, as a share of the peak"],
  microBatch: ["integer", "sequences per micro-batch"],
  gradientAccumulation: ["integer", "micro-batches per step"],
  contextLength: ["integer", "tokens per sequence"],
  packing: ["switch", "several examples in one sequence", "one example in each sequence"],
  completionOnly: [
    "switch",
    "loss on the answer alone",
    "loss on the prompt too, not on the answer alone",
  ],
  epochs: ["decimal", "passes over the training examples"],
  maxSteps: ["integer", "end after this many steps, 0 = by epochs"],
  checkpointing: [CHECKPOINTING, "recompute activations to save memory"],
  seed: ["integer", "seed of initialisation, order and dropout"],
  saveEverySteps: ["integer", "steps between checkpoints, 0 = once an epoch"],
  evaluateEverySteps: ["integer", "steps between evaluations, 0 = once an epoch"],
  earlyStoppingPatience: ["integer", "evaluations without improvement, 0 = never"],
  keepCheckpoints: ["integer", "checkpoints kept beside the best one"],
};

const GROUP = "Run configuration (also the fields of --config):";
export const DEFAULT_METHOD = "qdora";

export function addRunConfigFlags(command: Command): Command {
  const defaults: Partial<RunConfig> = RunConfigSchema.parse({ method: DEFAULT_METHOD });
  for (const field of Object.keys(FIELDS) as Field[]) {
    for (const option of optionsOf(field, defaults[field])) {
      command.addOption(option.helpGroup(GROUP));
    }
  }
  return command;
}

function optionsOf(field: Field, standard: RunConfig[Field] | undefined): Option[] {
  const [kind, text, off = text] = FIELDS[field];
  const flag = `--${kebabCase(field)}`;
  if (kind === "switch") {
    // Both forms parse, so that a flag can undo what a file says; help shows the useful one.
    const on = standard === true;
    return [
      new Option(flag, text).hideHelp(on),
      new Option(`--no-${kebabCase(field)}`, off).hideHelp(!on),
    ];
  }
  const help = `${text} (default: ${String(standard)})`;
  if (kind === "integer") return [new Option(`${flag} <n>`, help).argParser(integer)];
  if (kind === "decimal") return [new Option(`${flag} <x>`, help).argParser(decimal)];
  if (kind === "modules") {
    const parse = (text: string) => (text === "all-linear" ? text : list(text));
    return [new Option(`${flag} <names>`, help).argParser(parse)];
  }
  return [new Option(`${flag} <name>`, help).choices(kind)];
}

/** The fields given on the command line, and nothing else. */
export function runConfigFlags(command: Command): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const field of Object.keys(FIELDS) as Field[]) {
    const name = optionAttribute(field);
    if (command.getOptionValueSource(name) === "cli") given[field] = command.getOptionValue(name);
  }
  return given;
}

/** Commander turns --beta1 into "beta1" and --rs-lora into "rsLora": the field's own name. */
function optionAttribute(field: Field): string {
  return new Option(`--${kebabCase(field)} <x>`).attributeName();
}
