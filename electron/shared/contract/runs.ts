import { z } from "zod";
import { Count, Finite, Name } from "../domain/bounds.ts";
import { CheckpointSchema } from "../domain/checkpoint.ts";
import { EngineEventSchema } from "../domain/engine-events.ts";
import { MetricPageQuerySchema, MetricPageSchema } from "../domain/metric.ts";
import { RunSchema } from "../domain/run.ts";
import { RunConfigSchema } from "../domain/run-config.ts";
import { TaskSchema } from "../domain/task.ts";
import { DeviceChoiceSchema, Nothing, Reference } from "./common.ts";
import { command, defineDomain, query, stream } from "./define.ts";

const task = TaskSchema.shape;

/** What is left out is decided by the kind of the dataset, so no defaults are filled in here. */
const TaskChoiceSchema = z.strictObject({
  completion: task.completion.exactOptional(),
  template: task.template.exactOptional(),
  labels: task.labels.removeDefault().exactOptional(),
  chat: task.chat.removeDefault().exactOptional(),
  truncate: task.truncate.removeDefault().exactOptional(),
  cut: task.cut.removeDefault().exactOptional(),
});

export const StartRunSchema = z.strictObject({
  dataset: Reference,
  model: Reference,
  name: Name.optional(),
  /** Left out: the newest split of the dataset. */
  split: Reference.optional(),
  task: TaskChoiceSchema.optional(),
  config: RunConfigSchema,
  device: DeviceChoiceSchema.optional(),
});

export const RunDetailSchema = z.strictObject({
  run: RunSchema,
  checkpoints: z.array(CheckpointSchema).max(100_000),
  step: Count,
  totalSteps: Count,
  bestStep: Count.nullable(),
  bestLoss: Finite.nullable(),
  finalLoss: Finite.nullable(),
  trainSeconds: Finite.min(0),
  plannedBytes: Count.nullable(),
  peakBytes: Count.nullable(),
});

const One = z.strictObject({ run: Reference });

export const runs = defineDomain("runs", {
  start: command(StartRunSchema, RunSchema),
  resume: command(One.extend({ device: DeviceChoiceSchema.optional() }), RunSchema),
  pause: command(One, RunSchema),
  /** Saves a checkpoint, or discards what was learned since the last one. */
  stop: command(One.extend({ save: z.boolean().default(true) }), RunSchema),
  list: query(Nothing, z.array(RunSchema).max(100_000)),
  get: query(One, RunDetailSchema),
  metrics: query(MetricPageQuerySchema, MetricPageSchema),
  onEvent: stream(One, EngineEventSchema),
});
