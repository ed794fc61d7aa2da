import type { TaskInput } from "../../shared/domain/task.ts";
import type { CallOptions, Loose } from "./api/call.ts";
import type { EngineContext } from "./engine-context.ts";
import { SharedCount } from "./shared-count.ts";
import { countRows, defaultTask } from "./token-counts.ts";

const REMEMBERED = 32;

/**
 * Tokens of the longest row of a dataset, counted once per dataset version, model and prompt: a
 * plan is asked for at every move of a slider, and a page measures and plans at once.
 */
export class LongestRows {
  readonly #context: EngineContext;
  readonly #known = new SharedCount<number>(REMEMBERED);

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
    const context = this.#context;
    const version = context.store.datasets.resolve(dataset);
    const { task, key } = await defaultTask(context, version, modelDir, chosen);
    return await this.#known.of(key, async () => {
      const counted = await countRows(context, version, task, modelDir, "tokenizing", options);
      let longest = 0;
      for (const length of counted.lengths) longest = Math.max(longest, length);
      return longest;
    });
  }
}
