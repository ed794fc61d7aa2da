import { isQuantized, type Method, type RunConfig } from "../../shared/domain/run-config.ts";

export interface FixDraft {
  change: string;
  config: Partial<RunConfig>;
}

const QUANTIZED: Readonly<Record<Method, Method>> = {
  full: "qlora",
  lora: "qlora",
  qlora: "qlora",
  dora: "qdora",
  qdora: "qdora",
};

/** Changes that take memory off a run, the ones that alter its result least first. */
export function fixDrafts(config: RunConfig): FixDraft[] {
  return [
    ...smallerMicroBatch(config),
    ...moreCheckpointing(config),
    ...quantizedBase(config),
    ...smallerOptimizer(config),
    ...shorterContext(config),
    ...together(config),
  ];
}

/** Where one change does not do: the two that cost no quality, the micro-batch halved or at one. */
function together(config: RunConfig): FixDraft[] {
  const batches = smallerMicroBatch(config);
  const [checkpointing] = moreCheckpointing(config);
  const [largest, smallest] = [batches.at(0), batches.at(-1)];
  if (checkpointing === undefined || largest === undefined || smallest === undefined) return [];
  return [...new Set([largest, smallest])].map((batch) => ({
    change: `${batch.change}, ${checkpointing.change}`,
    config: { ...batch.config, ...checkpointing.config },
  }));
}

/** As many examples a step: what the micro-batch loses, accumulation gains. */
function smallerMicroBatch({ microBatch, gradientAccumulation }: RunConfig): FixDraft[] {
  const examples = microBatch * gradientAccumulation;
  const drafts: FixDraft[] = [];
  for (let to = microBatch >> 1; to >= 1; to >>= 1) {
    const accumulation = Math.round(examples / to);
    if (accumulation > 4096) break;
    const rounded = to * accumulation === examples ? "" : ` (${to * accumulation} examples a step)`;
    drafts.push({
      change:
        `micro-batch ${microBatch} → ${to}, ` +
        `accumulation ${gradientAccumulation} → ${accumulation}${rounded}`,
      config: { microBatch: to, gradientAccumulation: accumulation },
    });
  }
  return drafts;
}

function moreCheckpointing({ checkpointing }: RunConfig): FixDraft[] {
  if (checkpointing === "full" || checkpointing === "offloaded") return [];
  return [
    {
      change: `gradient checkpointing ${checkpointing} → full (slower, same result)`,
      config: { checkpointing: "full" },
    },
  ];
}

function quantizedBase({ method }: RunConfig): FixDraft[] {
  if (isQuantized(method)) return [];
  const to = QUANTIZED[method];
  return [{ change: `method ${method} → ${to} (NF4 base)`, config: { method: to } }];
}

function smallerOptimizer({ optimizer }: RunConfig): FixDraft[] {
  if (optimizer === "adamw8" || optimizer === "paged-adamw8") return [];
  return [{ change: `optimizer ${optimizer} → adamw8`, config: { optimizer: "adamw8" } }];
}

function shorterContext({ contextLength }: RunConfig): FixDraft[] {
  if (contextLength < 128) return [];
  const to = Math.floor(contextLength / 2);
  return [
    {
      change: `context length ${contextLength} → ${to} (longer rows are left out)`,
      config: { contextLength: to },
    },
  ];
}
