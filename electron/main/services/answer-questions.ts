import type { Task } from "../../shared/domain/task.ts";
import { AppError } from "../../shared/errors.ts";
import type { ParamsOf } from "../trainer-host/protocol/methods.ts";
import type { EngineContext } from "./engine-context.ts";
import type { EvaluationRows } from "./evaluation-request.ts";
import { promptOf } from "./task-rows.ts";

const DEFAULT_ROWS = 100;

export interface Question {
  /** Position of the row in its dataset version, from 0. */
  index: number;
  text: string;
  reference: string;
}

/** The rows that are asked: those with an answer, evenly over the part where it has more. */
export function questionsOf(
  { store }: EngineContext,
  { version, split, part }: EvaluationRows,
  most = DEFAULT_ROWS,
): { questions: Question[]; available: number } {
  const all =
    split === null || part === null
      ? store.datasets.rows(version.hash)
      : store.splits.rows(split.id, part);
  const found: Question[] = [];
  for (const { index, text, answer } of all) {
    if (answer !== null) found.push({ index, text, reference: answer });
  }
  if (found.length === 0) {
    throw new AppError("INVALID_INPUT", `No row of ${version.name} to ask has an answer.`, {
      field: "--dataset",
      hint: part === null ? "Import it with its answer column." : `The part "${part}" is empty.`,
    });
  }
  return { questions: evenly(found, most), available: found.length };
}

/** `most` of them at equal distances: the same ones every time, from all over the file. */
function evenly<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)] as T);
}

/** A question as the run learned to read it. */
export function answerPrompt(
  text: string,
  task: Task,
): ParamsOf<"generate">["sequences"][number]["prompt"] {
  return task.chat ? { messages: [{ role: "user", text }] } : promptOf(text, task);
}
