// What the engine reports while a run trains, one JSON object an event, in order.
import { z } from "zod";

export const PHASES = ["loading", "quantizing", "training", "evaluating", "saving"] as const;
export type Phase = (typeof PHASES)[number];

export const StepEventSchema = z.object({
  type: z.literal("step"),
  step: z.number(),
  epoch: z.number(),
  loss: z.number(), // mean over the step's loss tokens
  learningRate: z.number(),
  gradNorm: z.number(), // before clipping
  tokens: z.number(), // tokens run in this step
  lossTokens: z.number(),
  stepMs: z.number(),
  residentBytes: z.number(), // anonymous resident memory of the process above its start
});

export const EngineEventSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("phase"),
    phase: z.enum(PHASES),
    done: z.number(),
    total: z.number(),
  }),
  z.object({
    type: z.literal("start"),
    step: z.number(), // first step to run minus 1: > 0 when resumed
    totalSteps: z.number(),
    stepsPerEpoch: z.number(),
    resumedFrom: z.string().nullable(), // checkpoint folder name
    plannedBytes: z.number(),
    droppedTrain: z.number(), // examples longer than the context, left out
    droppedValidation: z.number(),
    baseHash: z.string(),
  }),
  // After a resume: the last steps before the checkpoint, in case the store lost some of them.
  z.object({ type: z.literal("history"), steps: z.array(StepEventSchema) }),
  StepEventSchema,
  z.object({
    type: z.literal("evaluation"),
    step: z.number(),
    loss: z.number(),
    perplexity: z.number(),
    best: z.boolean(),
  }),
  z.object({
    type: z.literal("checkpoint"),
    step: z.number(),
    directory: z.string(), // folder name under the run's checkpoints folder
    manifestSha256: z.string(),
    bytes: z.number(),
    best: z.boolean(),
    loss: z.number().nullable(), // validation loss at this step, if evaluated
  }),
  z.object({ type: z.literal("notice"), code: z.string(), message: z.string() }),
]);
export type EngineEvent = z.infer<typeof EngineEventSchema>;

export const TrainResultSchema = z.object({
  outcome: z.enum(["finished", "stopped", "early-stopped", "discarded"]),
  step: z.number(),
  totalSteps: z.number(),
  bestStep: z.number(),
  bestLoss: z.number().nullable(),
  lastCheckpoint: z.string().nullable(),
  bestCheckpoint: z.string().nullable(),
  tokens: z.number(),
  seconds: z.number(), // training time of this process, without loading
  plannedBytes: z.number(),
  peakBytes: z.number(), // measured: peak anonymous resident memory above the start
});
export type TrainResult = z.infer<typeof TrainResultSchema>;
