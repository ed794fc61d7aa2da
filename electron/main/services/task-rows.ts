// A row of a dataset as the engine sees it.
import type { DatasetRow } from "../../shared/domain/dataset.ts";
import { labelCompletion, splitTemplate, type Task } from "../../shared/domain/task.ts";
import type { Example, Prompt } from "../trainer-host/protocol/methods.ts";

export function promptOf(text: string, task: Pick<Task, "template" | "cut">): Prompt {
  return { ...splitTemplate(task.template), text, cut: task.cut };
}

/** What is learned from a row; null when it lacks what the task completes. */
export function exampleOf(row: Pick<DatasetRow, "text" | "label" | "answer">, task: Task) {
  if (task.completion === "label") return labelExample(row, task);
  if (task.completion === "answer") return answerExample(row, task);
  const { before, after } = splitTemplate(task.template);
  return { kind: "text", text: before + row.text + after } satisfies Example;
}

function labelExample(row: Pick<DatasetRow, "text" | "label">, task: Task): Example | null {
  if (row.label === null || !task.labels.includes(row.label)) return null;
  return {
    kind: "prompt",
    prompt: promptOf(row.text, task),
    completion: labelCompletion(row.label),
  };
}

function answerExample(row: Pick<DatasetRow, "text" | "answer">, task: Task): Example | null {
  if (row.answer === null) return null;
  if (task.chat) {
    const question = { role: "user", text: row.text } as const;
    return { kind: "chat", messages: [question, { role: "assistant", text: row.answer }] };
  }
  return { kind: "prompt", prompt: promptOf(row.text, task), completion: ` ${row.answer}` };
}
