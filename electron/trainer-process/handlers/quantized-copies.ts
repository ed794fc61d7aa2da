import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ParamsOf, ResultOf } from "../../main/trainer-host/protocol/methods.ts";
import { systemError } from "../../shared/system-error.ts";
import type { Engine } from "../engine.ts";

type Copies = ResultOf<"quantizedCopies">;

const FILE = /^([0-9a-f]{64})\.(json|safetensors)(\.tmp)?$/;
const Manifest = z.looseObject({ base: z.string(), settings: z.string() });

/** The engine's quantized copies of bases in a folder, the largest first. */
export function quantizedCopies(_: Engine, { directory }: ParamsOf<"quantizedCopies">): Copies {
  const copies = new Map<string, Copies[number]>();
  for (const name of namesIn(directory)) {
    const [, key, kind, unfinished] = FILE.exec(name) ?? [];
    if (key === undefined) continue;
    const path = join(directory, name);
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const told = kind === "json" && unfinished === undefined ? manifestOf(path) : null;
    const copy = copies.get(key) ?? { key, baseHash: "", settings: "", bytes: 0 };
    copies.set(key, {
      key,
      baseHash: copy.baseHash || (told?.base ?? ""),
      settings: copy.settings || (told?.settings ?? ""),
      bytes: copy.bytes + size,
    });
  }
  return [...copies.values()].sort((a, b) => b.bytes - a.bytes);
}

/** Deletes them all; returns what was there. */
export function freeQuantizedCopies(
  engine: Engine,
  params: ParamsOf<"freeQuantizedCopies">,
): Copies {
  const { directory } = params;
  const copies = quantizedCopies(engine, params);
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
