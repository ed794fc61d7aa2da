import { join } from "node:path";
import type { Checkpoint } from "../../shared/domain/checkpoint.ts";
import type { Run } from "../../shared/domain/run.ts";
import { AppError } from "../../shared/errors.ts";
import type { CheckpointChoice } from "./api/call.ts";
import type { EngineContext } from "./engine-context.ts";

/** Where the checkpoints of a run lie. */
export function checkpointsDir(context: EngineContext, runId: string): string {
  return join(context.home.runs, runId, "checkpoints");
}

/** As a checkpoint row names it: relative to the home, forward slashes. */
export function checkpointPath(runId: string, directory: string): string {
  return `runs/${runId}/checkpoints/${directory}`;
}

export function checkpointName(checkpoint: Checkpoint): string {
  return checkpoint.path.slice(checkpoint.path.lastIndexOf("/") + 1);
}

export function checkpointDir(context: EngineContext, checkpoint: Checkpoint): string {
  return join(context.home.root, ...checkpoint.path.split("/"));
}

/** The checkpoint that answers for a run. "best" is the newest one where nothing was measured. */
export function chosenCheckpoint(
  context: EngineContext,
  run: Run,
  choice: CheckpointChoice = "best",
): Checkpoint {
  const { checkpoints } = context.store;
  const all = checkpoints.list(run.id);
  const [latest] = all;
  if (latest === undefined) {
    throw new AppError("NOT_FOUND", `Run ${run.name} has no checkpoint yet.`, {
      field: "--run",
      hint: "Resume it from its page or with the resume option, and let it train until it saves one.",
    });
  }
  if (choice === "best") return checkpoints.best(run.id) ?? latest;
  if (choice === "last") return latest;
  const step = /^(?:step-)?(\d{1,9})$/.exec(choice)?.[1];
  const found = all.find((checkpoint) => checkpoint.step === Number(step));
  if (step !== undefined && found !== undefined) return found;
  throw new AppError("NOT_FOUND", `Run ${run.name} has no checkpoint "${choice.slice(0, 40)}".`, {
    field: "--checkpoint",
    hint: `There are: best, last, ${all.map((c) => checkpointName(c)).join(", ")}.`,
  });
}
