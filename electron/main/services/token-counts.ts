import type { DatasetVersion } from "../../shared/domain/dataset.ts";
import type { Task, TaskInput } from "../../shared/domain/task.ts";
import { type CallOptions, type Loose, throwIfCancelled } from "./api/call.ts";
import { taskFor } from "./default-task.ts";
import type { EngineContext } from "./engine-context.ts";
import { exampleOf } from "./task-rows.ts";
import { plainText } from "./task-text.ts";

const BATCH = 1024;
/** Rows of one message are few, and their text is not much. */
const BATCH_CHARS = 4 << 20;

export interface DefaultTask {
  readonly task: Task;
  /** Equal wherever the rows have the same lengths. */
  readonly key: string;
}

/** What is learned from a dataset where nothing else was chosen, told with the model's tokenizer. */
export async function defaultTask(
  { store, trainer }: EngineContext,
  version: DatasetVersion,
  modelDir: string,
  chosen?: Loose<TaskInput>,
): Promise<DefaultTask> {
  const { info, tokenizer } = await trainer.request("describeModel", { modelDir });
  const [sample] = store.datasets.rows(version.hash, 0, 1);
  const { hasChatTemplate, vocabularySize, addsBos } = tokenizer;
  const task = taskFor({ version, hasAnswers: sample?.answer != null, hasChatTemplate }, chosen);
  const { completion, template, chat, labels } = task;
  // A folder whose tokenizer was replaced by another has, as good as always, another vocabulary.
  const sizes = [info.vocabularySize, vocabularySize, addsBos];
  const key = JSON.stringify([version.hash, modelDir, sizes, completion, template, chat, labels]);
  return { task, key };
}

export interface RowCounts {
  /** Prompt, completion and end-of-text of each row, in tokens. */
  readonly lengths: number[];
  /** Rows left out: they lack what the task completes. */
  readonly left: number;
}

/** Tokens of every row of a dataset as it is trained on. `phase` names the work to who watches. */
export async function countRows(
  { store, trainer }: EngineContext,
  version: DatasetVersion,
  task: Task,
  modelDir: string,
  phase: string,
  options: CallOptions = {},
): Promise<RowCounts> {
  const lengths: number[] = [];
  let left = 0;
  let texts: string[] = [];
  let chars = 0;
  const count = async () => {
    throwIfCancelled(options.signal, "Counting tokens");
    const counts = await trainer.request("countTokens", { modelDir, texts }, options);
    for (const tokens of counts) lengths.push(tokens + 1); // and end-of-text
    texts = [];
    chars = 0;
    options.onProgress?.({ phase, done: lengths.length, total: version.rows });
  };
  for (const row of store.datasets.rows(version.hash)) {
    const example = exampleOf(row, task);
    if (example === null) {
      left += 1;
      continue;
    }
    const text = plainText(example);
    texts.push(text);
    chars += text.length;
    if (texts.length >= BATCH || chars >= BATCH_CHARS) await count();
  }
  if (texts.length > 0) await count();
  return { lengths, left };
}
