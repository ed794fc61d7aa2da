import type { TokenLengths } from "../../shared/contract/datasets.ts";
import { distributionOf } from "../../shared/domain/distribution.ts";
import { pictureBins } from "../../shared/domain/length-bins.ts";
import type { Task } from "../../shared/domain/task.ts";
import type { CallOptions } from "./api/call.ts";
import { modelDir } from "./base-model.ts";
import type { EngineContext } from "./engine-context.ts";
import { SharedCount } from "./shared-count.ts";
import { countRows, defaultTask } from "./token-counts.ts";

const REMEMBERED = 8;

export interface TokenLengthQuery {
  dataset: string;
  model: string;
  contextLength: number;
}

interface Counted {
  /** Ascending. */
  readonly lengths: Int32Array;
  readonly left: number;
  readonly completion: Task["completion"];
}

/**
 * How long the rows of a dataset are in a model's tokens, as they are trained by default:
 * counted once, so that another context length is answered at once.
 */
export class TokenLengthService {
  readonly #context: EngineContext;
  readonly #known = new SharedCount<Counted>(REMEMBERED);

  constructor(context: EngineContext) {
    this.#context = context;
  }

  async of(query: TokenLengthQuery, options: CallOptions = {}): Promise<TokenLengths> {
    const { lengths, left, completion } = await this.#counted(query, options);
    const { contextLength } = query;
    return {
      tokens: distributionOf(lengths),
      bins: pictureBins(lengths),
      rows: lengths.length,
      left,
      contextLength,
      over: lengths.length - countUpTo(lengths, contextLength),
      completion,
    };
  }

  async #counted(query: TokenLengthQuery, options: CallOptions): Promise<Counted> {
    const context = this.#context;
    const version = context.store.datasets.resolve(query.dataset);
    const folder = modelDir(context, context.store.models.resolve(query.model));
    const { task, key } = await defaultTask(context, version, folder);
    return await this.#known.of(key, async () => {
      const phase = "counting tokens";
      const { lengths, left } = await countRows(context, version, task, folder, phase, options);
      return { lengths: Int32Array.from(lengths).sort(), left, completion: task.completion };
    });
  }
}

/** How many of the ascending lengths are at most `limit`. */
function countUpTo(lengths: Int32Array, limit: number): number {
  let from = 0;
  let to = lengths.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((lengths[middle] ?? 0) <= limit) from = middle + 1;
    else to = middle;
  }
  return from;
}
