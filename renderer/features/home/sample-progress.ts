/** The sample's progress as the tasks tell it: "training: evaluating" is stage, then phase. */
import type { TaskProgress } from "../../../electron/shared/contract/tasks.ts";
import {
  parseSamplePhase,
  type SampleStage,
} from "../../../electron/shared/domain/sample-stage.ts";

export interface SampleProgress {
  readonly taskId: string;
  readonly stage: SampleStage;
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly startedAt: number;
}

export function sampleProgress(tasks: readonly TaskProgress[]): SampleProgress | null {
  const task = tasks.find(({ entry }) => entry === "sample.run");
  if (task === undefined) return null;
  // A task that has told nothing yet is about to import.
  const { stage, phase } = parseSamplePhase(task.phase) ?? { stage: "importing", phase: "" };
  const { id, done, total, startedAt } = task;
  return { taskId: id, stage, phase, done, total, startedAt };
}
