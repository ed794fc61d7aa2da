import type { DatasetVersion } from "../../shared/domain/dataset.ts";
import type { Task, TaskInput } from "../../shared/domain/task.ts";
import type { CallOptions, Loose } from "./api/call.ts";
import { taskFor } from "./default-task.ts";
import type { EngineContext } from "./engine-context.ts";
import { exampleOf } from "./task-rows.ts";
import { plainText } from "./task-text.ts";

const BATCH = 1024;
const REMEMBERED = 32;

/**
 * Tokens of the longest row of a dataset. Rows never change under a hash, so a figure is counted
 * once per dataset version, model and prompt, and remembered: a plan is asked for at every move of
 * a slider.
 */
export class LongestRows {
  readonly #context: EngineContext;
  readonly #known = new Map<string, number>();
  readonly #counting = new Map<string, Promise<number>>();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Prompt, completion and end-of-text of the longest row; 0 without a dataset. */
  async of(
    dataset: string | undefined,
    chosen: Loose<TaskInput> | undefined,
    modelDir: string,
    options: CallOptions,
  ): Promise<number> {
    if (dataset === undefined) return 0;
    const { store, trainer } = this.#context;
    const version = store.datasets.resolve(dataset);
    const { info, tokenizer } = await trainer.request("describeModel", { modelDir });
    const [sample] = store.datasets.rows(version.hash, 0, 1);
    const facts = {
      version,
      hasAnswers: sample?.answer != null,
      hasChatTemplate: tokenizer.hasChatTemplate,
    };
    const task = taskFor(facts, chosen);
    const { completion, template, chat } = task;
    // A folder whose tokenizer was replaced by another has, as good as always, another vocabulary.
    const sizes = [info.vocabularySize, tokenizer.vocabularySize, tokenizer.addsBos];
    const key = JSON.stringify([version.hash, modelDir, sizes, completion, template, chat]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // A page measures and plans at once: both wait for one count, unless the other gave up on it.
    const other = this.#counting.get(key);
    if (other !== undefined) {
      const counted = await other.catch(() => null);
      if (counted !== null) return counted;
    }
    const counting = this.#count(version, task, modelDir, options);
    this.#counting.set(key, counting);
    try {
      const longest = await counting;
      if (this.#known.size >= REMEMBERED) this.#known.clear();
      this.#known.set(key, longest);
      return longest;
    } finally {
      if (this.#counting.get(key) === counting) this.#counting.delete(key);
    }
  }

  async #count(
    version: DatasetVersion,
    task: Task,
    modelDir: string,
    options: CallOptions,
  ): Promise<number> {
    const { store, trainer } = this.#context;
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
}
