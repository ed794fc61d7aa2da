import type { TokenLengths } from "../../shared/contract/datasets.ts";
import { distributionOf } from "../../shared/domain/distribution.ts";
import { pictureBins } from "../../shared/domain/length-bins.ts";
import type { Task } from "../../shared/domain/task.ts";
import { type CallOptions, throwIfCancelled } from "./api/call.ts";
import { modelDir } from "./base-model.ts";
import { taskFor } from "./default-task.ts";
import type { EngineContext } from "./engine-context.ts";
import { exampleOf } from "./task-rows.ts";
import { plainText } from "./task-text.ts";

const BATCH = 512;
/** Rows of one message are few, and their text is not much. */
const BATCH_CHARS = 4 << 20;
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
 * How long the rows of a dataset are in a model's tokens, as they are trained by default. Rows
 * never change under a hash, nor weights and tokenizer under a model's: counted once, so that
 * another context length is answered at once.
 */
export class TokenLengthService {
  readonly #context: EngineContext;
  readonly #known = new Map<string, Promise<Counted>>();

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

  #counted(query: TokenLengthQuery, options: CallOptions): Promise<Counted> {
    const { store } = this.#context;
    const version = store.datasets.resolve(query.dataset);
    const model = store.models.resolve(query.model);
    const key = `${version.hash} ${model.id}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const counting = this.#count(version.hash, model.id, options);
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(key, counting);
    // A count that failed or was cancelled is no answer for the next who asks.
    counting.catch(() => this.#known.delete(key));
    return counting;
  }

  async #count(hash: string, modelId: string, options: CallOptions): Promise<Counted> {
    const { store, trainer } = this.#context;
    const version = store.datasets.resolve(hash);
    const folder = modelDir(this.#context, store.models.resolve(modelId));
    const { tokenizer } = await trainer.request("describeModel", { modelDir: folder });
    const [sample] = store.datasets.rows(hash, 0, 1);
    const task = taskFor({
      version,
      hasAnswers: sample?.answer != null,
      hasChatTemplate: tokenizer.hasChatTemplate,
    });
    const lengths: number[] = [];
    let left = 0;
    let texts: string[] = [];
    let chars = 0;
    const count = async () => {
      throwIfCancelled(options.signal, "Counting tokens");
      const counts = await trainer.request("countTokens", { modelDir: folder, texts });
      for (const tokens of counts) lengths.push(tokens + 1); // and the end mark
      texts = [];
      chars = 0;
      options.onProgress?.({ phase: "counting tokens", done: lengths.length, total: version.rows });
    };
    for (const row of store.datasets.rows(hash)) {
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
    return { lengths: Int32Array.from(lengths).sort(), left, completion: task.completion };
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
