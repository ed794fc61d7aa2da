import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Model } from "../../shared/domain/model.ts";
import { systemError } from "../../shared/system-error.ts";
import type { ParamsOf } from "../trainer-host/protocol/methods.ts";
import type { QuantizedCopy } from "./api/model.ts";
import type { EngineContext } from "./engine-context.ts";

/** Most that the copies of all bases may take together; the engine removes the longest unused. */
const BUDGET_BYTES = 64 * 2 ** 30;

const FILE = /^([0-9a-f]{64})\.(json|safetensors)(\.tmp)?$/;
const Manifest = z.looseObject({ base: z.string(), settings: z.string() });

type Choice = ParamsOf<"generate">["quantizedCache"];

function folder({ home }: Pick<EngineContext, "home">): string {
  return join(home.root, "cache", "quantized");
}

/** Where the engine keeps the quantized weights of a base, so that the next load is a short one. */
export function quantizedCache(
  context: Pick<EngineContext, "home">,
  model: Pick<Model, "hash">,
): Choice {
  return { directory: folder(context), baseHash: model.hash, budgetBytes: BUDGET_BYTES };
}

/** The copies on the disk, the largest first. */
export function quantizedCopies(context: Pick<EngineContext, "home" | "store">): QuantizedCopy[] {
  const directory = folder(context);
  const copies = new Map<string, QuantizedCopy>();
  const models = [...context.store.models.list(), ...context.store.models.removed()];
  for (const name of namesIn(directory)) {
    const [, key, kind, unfinished] = FILE.exec(name) ?? [];
    if (key === undefined) continue;
    const path = join(directory, name);
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const copy = copies.get(key) ?? { key, model: null, settings: "", bytes: 0 };
    const told = kind === "json" && unfinished === undefined ? manifestOf(path) : null;
    const named = models.find((model) => model.hash === told?.base)?.name ?? null;
    copies.set(key, {
      key,
      model: copy.model ?? named,
      settings: copy.settings || (told?.settings ?? ""),
      bytes: copy.bytes + size,
    });
  }
  return [...copies.values()].sort((a, b) => b.bytes - a.bytes);
}

/** Deletes every copy; returns what was there. The next load of a base quantizes it again. */
export function freeQuantizedCopies(context: Pick<EngineContext, "home" | "store">) {
  const copies = quantizedCopies(context);
  const directory = folder(context);
  try {
    // The manifests first: tensors without one do not count.
    for (const name of namesIn(directory).sort()) {
      if (FILE.test(name)) rmSync(join(directory, name), { force: true });
    }
  } catch (error) {
    throw systemError(error, "deleting the quantized copies", { path: directory });
  }
  return copies;
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return []; // none was ever made
  }
}

function manifestOf(path: string) {
  try {
    return Manifest.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null; // damaged: the engine discards it at the next load
  }
}
