import { basename, resolve } from "node:path";
import type { Model } from "../../shared/domain/model.ts";
import { AppError } from "../../shared/errors.ts";
import { type CallOptions, throwIfCancelled } from "./api/call.ts";
import type { ModelService, TokenizerSummary } from "./api/model.ts";
import { modelDir, registerModel } from "./base-model.ts";
import { addBundledBase } from "./bundled-base.ts";
import type { EngineContext } from "./engine-context.ts";
import { quantizedCopies } from "./quantized-copies.ts";
import type { SampleResources } from "./sample-ports.ts";

const TOKEN_BATCH = 2048;
/** Where sample-resources puts it, as the store keeps it. */
const BUNDLED_PATH = /^models\/bundled-[0-9a-f]{12}$/;

type BundledBase = Pick<SampleResources, "name" | "installBase">;

/** Without `bundled` there is no base to add: the services of a test. */
export function createModelService(
  context: EngineContext,
  bundled: () => BundledBase = noBundledBase,
): ModelService {
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

  function setRemoved(action: string, reference: string, removed: boolean): Model {
    const { id } = store.models.resolve(reference);
    return store.command(action, (entry) => {
      const model = store.models.setRemoved(id, removed);
      entry.about("model", model.id, model.hash);
      return model;
    });
  }

  const inspect = (directory: string) =>
    trainer.request("inspectModel", { modelDir: resolve(directory) });

  return {
    add,
    addBundled: (options = {}) => addBundledBase({ add }, bundled(), options),
    tokenizer,
    tokenCounts,
    list: () => store.models.list(),
    get: (reference) => store.models.resolve(reference),
    isBundled: (model) => BUNDLED_PATH.test(model.path),
    inspect,
    check: async (reference) => inspect(modelDir(context, store.models.resolve(reference))),
    removed: () => store.models.removed(),
    remove: (reference) => setRemoved("models.remove", reference, true),
    quantizedCopies: () => quantizedCopies(context, "list"),
    freeQuantizedCopies: () => quantizedCopies(context, "free"),
    restore: (id) => setRemoved("models.restore", id, false),
  };
}

function noBundledBase(): never {
  throw new AppError("NOT_FOUND", "No base model came with this program.", {
    hint: "Add the folder of a model instead.",
  });
}
