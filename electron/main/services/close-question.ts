// What closing the window would end, in words.

import type { LiveRun } from "../../shared/domain/run-live.ts";
import { isWork, workName } from "./work-names.ts";

export interface WorkSources {
  /** True in the moments between two stages too, when no run shows. */
  readonly busy: () => boolean;
  readonly runs: () => readonly Pick<LiveRun, "run" | "queued" | "activity">[];
  readonly tasks: () => readonly { readonly entry: string }[];
  /** Null for a run that is not there. */
  readonly nameOf: (run: string) => string | null;
}

export interface CloseQuestion {
  readonly title: string;
  readonly message: string;
  readonly detail: string;
}

/** Null: nothing is under way, and nobody has to be asked. */
export function closeQuestion(sources: WorkSources): CloseQuestion | null {
  const runs = sources.runs();
  const lines = runs.filter(({ queued }) => queued === 0).map((run) => runLine(run, sources));
  const waiting = runs.filter(({ queued }) => queued > 0).length;
  if (waiting > 0) lines.push(waiting === 1 ? "One run waits." : `${waiting} runs wait.`);
  const names = sources.tasks().flatMap(({ entry }) => (isWork(entry) ? [workName(entry)] : []));
  for (const name of new Set(names)) lines.push(`${name} is under way.`);
  if (lines.length === 0) {
    if (!sources.busy()) return null;
    lines.push("A run is between two of its stages.");
  }
  return { title: "Work is under way", message: lines.join("\n"), detail: DETAIL };
}

const DETAIL =
  "In the background it goes on, starting Differential again shows it, and the program quits by " +
  "itself once all is done. Stopped, a run in training is saved at the end of its step and can be " +
  "resumed later, and runs that wait stay in the list. What else is under way, such as an " +
  "evaluation or an import, ends unfinished and has to be started anew.";

function runLine({ run, activity }: ReturnType<WorkSources["runs"]>[number], from: WorkSources) {
  const name = from.nameOf(run);
  const what = activity.phase.startsWith("evaluating-") ? "being evaluated" : "training";
  return `${name === null ? "A run" : `“${name}”`} is ${what}.`;
}
