import { basename, isAbsolute, join, relative, sep } from "node:path";
import type { Model } from "../../shared/domain/model.ts";
import { AppError } from "../../shared/errors.ts";
import { type CallOptions, orCancelled } from "./api/call.ts";
import type { EngineContext } from "./engine-context.ts";

/** Folder of a registered model. */
export function modelDir(context: EngineContext, model: Model): string {
  return isAbsolute(model.path) ? model.path : join(context.home.root, model.path);
}

/** A registered model; a folder (an absolute path) is registered when it is named. */
export async function namedModel(
  context: EngineContext,
  reference: string,
  options: CallOptions = {},
): Promise<Model> {
  const { models } = context.store;
  if (!isAbsolute(reference)) return models.resolve(reference);
  const known = models.list().find((model) => modelDir(context, model) === reference);
  return known ?? registerModel(context, reference, basename(reference), options);
}

/** Reads and checks a folder whole, then registers it. Its files stay where they are. */
export async function registerModel(
  context: EngineContext,
  folder: string,
  name: string,
  options: CallOptions = {},
): Promise<Model> {
  const { store, trainer } = context;
  const { info } = await trainer.request("describeModel", { modelDir: folder });
  const hash = await contentHash(context, folder, options);
  const draft = { name: checkedName(name), hash, path: storedPath(context, folder), info };
  return store.command("models.add", (entry) => {
    const model = store.models.add(draft);
    entry.about("model", model.id, model.hash);
    return model;
  });
}

/** Relative where the home holds the weights: a home that moves keeps them. */
function storedPath({ home }: EngineContext, folder: string): string {
  const inside = relative(home.root, folder);
  const outside = inside === "" || inside.startsWith("..") || isAbsolute(inside);
  return outside ? folder : inside.split(sep).join("/");
}

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length >= 1 && trimmed.length <= 200) return trimmed;
  throw new AppError("INVALID_INPUT", "A model name has 1 to 200 characters.", {
    field: "--name",
    hint: "Choose a shorter name.",
  });
}

/** Content hash of a folder, from the cache when no file of it changed since. */
export async function contentHash(
  context: EngineContext,
  directory: string,
  options: CallOptions = {},
): Promise<string> {
  const fingerprint = await context.trainer.request("fingerprintModel", { modelDir: directory });
  const known = context.hashes.get(fingerprint);
  if (known !== null) return known;
  const hashing = context.trainer.request(
    "hashModel",
    { modelDir: directory },
    {
      onEvent: (e) => {
        if (e.kind === "progress" && options.signal?.aborted !== true) options.onProgress?.(e);
      },
    },
  );
  // The engine reads on to the end, and what it found is remembered; nobody has to wait for that.
  const remembered = hashing.then((fresh) => {
    context.hashes.set(fresh.fingerprint, fresh.hash);
    return fresh.hash;
  });
  return await orCancelled(remembered, options.signal, "Reading the weights");
}

/** The folder of a model whose weights are still those that were registered; CONFLICT otherwise. */
export async function unchangedModelDir(
  context: EngineContext,
  model: Model,
  options: CallOptions = {},
): Promise<string> {
  const directory = modelDir(context, model);
  const hash = await contentHash(context, directory, options);
  if (hash === model.hash) return directory;
  throw new AppError(
    "CONFLICT",
    `The weights of ${model.name} are not those that were registered.`,
    {
      field: "--model",
      hint: "Put the original files back, or register the folder again under another name.",
      details: { registered: model.hash.slice(0, 12), found: hash.slice(0, 12) },
      path: directory,
    },
  );
}
