import { basename, resolve } from "node:path";
import type { Model } from "../../shared/domain/model.ts";
import { type CallOptions, throwIfCancelled } from "./api/call.ts";
import type { ModelService, TokenizerSummary } from "./api/model.ts";
import { modelDir, registerModel } from "./base-model.ts";
import type { EngineContext } from "./engine-context.ts";

const TOKEN_BATCH = 2048;

export function createModelService(context: EngineContext): ModelService {
  const { store, trainer } = context;

  async function add(directory: string, name?: string, options: CallOptions = {}): Promise<Model> {
    const folder = resolve(directory);
    return registerModel(context, folder, name ?? basename(folder), options);
  }

  async function tokenizer(reference: string): Promise<TokenizerSummary> {
    const folder = modelDir(context, store.models.resolve(reference));
    return (await trainer.request("describeModel", { modelDir: folder })).tokenizer;
  }

  async function tokenCounts(
    reference: string,
    texts: readonly string[],
    options: CallOptions = {},
  ): Promise<Int32Array> {
    const folder = modelDir(context, store.models.resolve(reference));
    const counts = new Int32Array(texts.length);
    for (let from = 0; from < texts.length; from += TOKEN_BATCH) {
      throwIfCancelled(options.signal, "Counting tokens");
      const batch = texts.slice(from, from + TOKEN_BATCH);
      const found = await trainer.request("countTokens", { modelDir: folder, texts: batch });
      counts.set(found, from);
      options.onProgress?.({
        phase: "tokenizing",
        done: from + batch.length,
        total: texts.length,
      });
    }
    return counts;
  }

  return {
    add,
    tokenizer,
    tokenCounts,
    list: () => store.models.list(),
    get: (reference) => store.models.resolve(reference),
  };
}
