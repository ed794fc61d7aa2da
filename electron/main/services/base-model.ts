import { isAbsolute, join } from "node:path";
import type { Model } from "../../shared/domain/model.ts";
import { AppError } from "../../shared/errors.ts";
import type { CallOptions } from "./api/call.ts";
import type { EngineContext } from "./engine-context.ts";

/** Folder of a registered model. */
export function modelDir(context: EngineContext, model: Model): string {
  return isAbsolute(model.path) ? model.path : join(context.home.root, model.path);
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
  const fresh = await context.trainer.request(
    "hashModel",
    { modelDir: directory },
    {
      signal: options.signal,
      onEvent: (e) => {
        if (e.kind === "progress") options.onProgress?.(e);
      },
    },
  );
  context.hashes.set(fresh.fingerprint, fresh.hash);
  return fresh.hash;
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
