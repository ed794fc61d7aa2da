import { z } from "zod";
import { Count, Finite, Name } from "../domain/bounds.ts";
import { CheckpointSchema } from "../domain/checkpoint.ts";
import { MetricPageQuerySchema, MetricPageSchema } from "../domain/metric.ts";
import { RunSchema } from "../domain/run.ts";
import { RunConfigSchema } from "../domain/run-config.ts";
import { LiveRunsSchema, RunEventSchema } from "../domain/run-live.ts";
import { MAX_NOTICES, RunNoticeSchema } from "../domain/run-notice.ts";
import { TaskSchema } from "../domain/task.ts";
import { DeviceChoiceSchema, Nothing, Reference } from "./common.ts";
import { command, defineDomain, query, stream } from "./define.ts";

const task = TaskSchema.shape;

/** What is left out is decided by the kind of the dataset, so no defaults are filled in here. */
export const TaskChoiceSchema = z.strictObject({
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
  /** Needed when the quality gate found held-out rows in the training part; recorded with the run. */
  acknowledgeLeak: z.boolean().optional(),
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

export type RunDetail = z.infer<typeof RunDetailSchema>;

/** A run as a list shows it: what a person calls its parts, and how far it came. */
export const RunSummarySchema = z.strictObject({
  run: RunSchema,
  datasetName: Name,
  datasetVersion: Count,
  modelName: Name,
  /** True when a later version of the dataset is in the store. */
  datasetIsOld: z.boolean(),
  step: Count,
  totalSteps: Count,
  bestLoss: Finite.nullable(),
  finalLoss: Finite.nullable(),
  trainSeconds: Finite.min(0),
  /** Newest accuracy on the test part, where the run was evaluated. */
  accuracy: Finite.nullable(),
});
export type RunSummary = z.infer<typeof RunSummarySchema>;

const One = z.strictObject({ run: Reference });

export const runs = defineDomain("runs", {
  /** Answers when the run is recorded; it trains in the background, or waits for its turn. */
  start: command(StartRunSchema, RunSchema),
  /** Goes on: a paused run at once, any other from its newest good checkpoint. */
  resume: command(One.extend({ device: DeviceChoiceSchema.optional() }), RunSchema),
  pause: command(One, RunSchema),
  /** Saves a checkpoint, or discards what was learned since the last one. Takes a run off the queue. */
  stop: command(One.extend({ save: z.boolean().default(true) }), RunSchema),
  /** Scores base and fine-tuned model on the test part, in the background. */
  evaluate: command(One, RunSchema),
  rename: command(One.extend({ name: Name }), RunSchema),
  archive: command(One.extend({ archived: z.boolean() }), RunSchema),
  list: query(Nothing, z.array(RunSchema).max(100_000)),
  overview: query(Nothing, z.array(RunSummarySchema).max(100_000)),
  get: query(One, RunDetailSchema),
  summary: query(One, RunSummarySchema),
  notices: query(One, z.array(RunNoticeSchema).max(MAX_NOTICES)),
  metrics: query(MetricPageQuerySchema, MetricPageSchema),
  onEvent: stream(One, RunEventSchema),
  /** Every run under way or waiting, whenever one of them moves. */
  watch: stream(Nothing, LiveRunsSchema),
});
