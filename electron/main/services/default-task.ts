import type { DatasetVersion } from "../../shared/domain/dataset.ts";
import {
  ANSWER_TEMPLATE,
  LABEL_TEMPLATE,
  PUBMEDQA_TEMPLATE,
  type Task,
  type TaskInput,
  TaskSchema,
} from "../../shared/domain/task.ts";
import { AppError } from "../../shared/errors.ts";
import type { Loose } from "./api/call.ts";
import { schemaFault } from "./checked-input.ts";

export interface TaskFacts {
  version: DatasetVersion;
  hasAnswers: boolean;
  hasChatTemplate: boolean;
}

/** What a dataset asks to be learned: its labels, else its answers, else its texts. */
export function taskFor(facts: TaskFacts, chosen: Loose<TaskInput> = {}): Task {
  const { version } = facts;
  const completion = chosen.completion ?? naturalCompletion(facts);
  const chat = chosen.chat ?? (completion === "answer" && facts.hasChatTemplate);
  const labels =
    chosen.labels ?? (completion === "label" ? version.labels.map((l) => l.label) : []);
  const template = chosen.template ?? defaultTemplate(version.kind, completion);
  // PubMedQA's question stands before the abstract; a note's question stands at its end.
  const cut = chosen.cut ?? (version.kind === "pubmedqa" ? "tail" : "head");
  const parsed = TaskSchema.safeParse({ ...chosen, completion, template, labels, chat, cut });
  if (!parsed.success) throw schemaFault(parsed.error, "task");
  if (completion === "label" && labels.length < 2) {
    throw new AppError("INVALID_INPUT", `Dataset ${version.name} has ${labels.length} labels.`, {
      field: "--dataset",
      hint: "A closed set needs at least two: import the file with its label column.",
    });
  }
  return parsed.data;
}

function naturalCompletion(facts: TaskFacts): Task["completion"] {
  if (facts.version.labels.length >= 2) return "label";
  return facts.hasAnswers ? "answer" : "text";
}

function defaultTemplate(kind: DatasetVersion["kind"], completion: Task["completion"]): string {
  if (completion === "text") return "{text}";
  if (kind === "pubmedqa") return PUBMEDQA_TEMPLATE;
  return completion === "label" ? LABEL_TEMPLATE : ANSWER_TEMPLATE;
}
