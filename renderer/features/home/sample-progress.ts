/** The sample's progress as the tasks tell it: "training: evaluating" is stage, then phase. */
import type { TaskProgress } from "../../../electron/shared/contract/tasks.ts";

export const STAGES = ["importing", "base", "training", "fine-tuned"] as const;
export type Stage = (typeof STAGES)[number];

export interface SampleProgress {
  readonly taskId: string;
  readonly stage: Stage;
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly startedAt: number;
}

export function sampleProgress(tasks: readonly TaskProgress[]): SampleProgress | null {
  const task = tasks.find(({ entry }) => entry === "sample.run");
  if (task === undefined) return null;
  const [first = "", phase = ""] = task.phase.split(": ");
  const stage = STAGES.find((known) => known === first) ?? "importing";
  const { id, done, total, startedAt } = task;
  return { taskId: id, stage, phase, done, total, startedAt };
}
