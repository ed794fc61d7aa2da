import type { CallOptions } from "./api/call.ts";
import { taskFor } from "./default-task.ts";
import type { EngineContext } from "./engine-context.ts";
import { exampleOf } from "./task-rows.ts";
import { plainText } from "./task-text.ts";

const BATCH = 1024;

/** Tokens of the longest row of a dataset, prompt and completion; 0 without a dataset. */
export async function longestRow(
  context: EngineContext,
  dataset: string | undefined,
  modelDir: string,
  options: CallOptions,
): Promise<number> {
  if (dataset === undefined) return 0;
  const { store, trainer } = context;
  const version = store.datasets.resolve(dataset);
  const { tokenizer } = await trainer.request("describeModel", { modelDir });
  const [sample] = store.datasets.rows(version.hash, 0, 1);
  const task = taskFor({
    version,
    hasAnswers: sample?.answer != null,
    hasChatTemplate: tokenizer.hasChatTemplate,
  });
  let longest = 0;
  let done = 0;
  let texts: string[] = [];
  const count = async () => {
    const counts = await trainer.request("countTokens", { modelDir, texts }, options);
    for (const tokens of counts) longest = Math.max(longest, tokens + 1); // and end-of-text
    done += texts.length;
    texts = [];
    options.onProgress?.({ phase: "tokenizing", done, total: version.rows });
  };
  for (const row of store.datasets.rows(version.hash)) {
    const example = exampleOf(row, task);
    if (example === null) continue;
    texts.push(plainText(example));
    if (texts.length === BATCH) await count();
  }
  if (texts.length > 0) await count();
  return longest;
}
