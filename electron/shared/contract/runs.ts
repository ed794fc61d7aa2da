import { z } from "zod";
import { Name } from "../domain/bounds.ts";
import { CheckpointSchema } from "../domain/checkpoint.ts";
import { EngineEventSchema } from "../domain/engine-events.ts";
import { MetricPageQuerySchema, MetricPageSchema } from "../domain/metric.ts";
import { RunSchema } from "../domain/run.ts";
import { RunConfigSchema } from "../domain/run-config.ts";
import { TaskSchema } from "../domain/task.ts";
import { Nothing, Reference } from "./common.ts";
import { command, defineDomain, query, stream } from "./define.ts";

export const StartRunSchema = z.strictObject({
  name: Name,
  model: Reference,
  dataset: Reference,
  /** Null: train on every row, without validation. */
  split: Reference.nullable().default(null),
  task: TaskSchema,
  config: RunConfigSchema,
});
export type StartRun = z.output<typeof StartRunSchema>;

export const RunDetailSchema = z.strictObject({
  run: RunSchema,
  checkpoints: z.array(CheckpointSchema).max(100_000),
  metrics: z.array(Name).max(1000),
});
export type RunDetail = z.infer<typeof RunDetailSchema>;

const One = z.strictObject({ run: Reference });

export const runs = defineDomain("runs", {
  start: command(StartRunSchema, RunSchema),
  resume: command(One, RunSchema),
  pause: command(One, RunSchema),
  /** Saves a checkpoint, or discards what was learned since the last one. */
  stop: command(One.extend({ save: z.boolean().default(true) }), RunSchema),
  list: query(Nothing, z.array(RunSchema).max(100_000)),
  get: query(One, RunDetailSchema),
  metrics: query(MetricPageQuerySchema, MetricPageSchema),
  onEvent: stream(One, EngineEventSchema),
});
