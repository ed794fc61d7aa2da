import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { CheckpointFolder, ParamsOf } from "../../main/trainer-host/protocol/methods.ts";
import type { Engine } from "../engine.ts";

const Verified = z.array(
  z.object({ directory: z.string(), step: z.number(), ok: z.boolean(), problem: z.string() }),
);
const State = z.looseObject({
  step: z.number(),
  bestStep: z.number(),
  validationLoss: z.number().nullable(),
});
const Manifest = z.looseObject({ files: z.array(z.looseObject({ bytes: z.number() })) });

/** Names of the checkpoint folders that are there now, without reading them. */
export function checkpointFolders(checkpointsDir: string): string[] {
  try {
    return readdirSync(checkpointsDir).filter((name) => /^step-\d+$/.test(name));
  } catch {
    return []; // a run before its first checkpoint has no folder yet
  }
}

/** Every checkpoint of a run, read whole and compared with its manifest, newest first. */
export function listCheckpoints(
  engine: Engine,
  { checkpointsDir }: ParamsOf<"listCheckpoints">,
): CheckpointFolder[] {
  if (checkpointFolders(checkpointsDir).length === 0) return [];
  const verified = Verified.parse(JSON.parse(engine.addon.verifyCheckpoints(checkpointsDir)));
  return verified.map((entry) => ({
    directory: entry.directory,
    step: entry.step,
    ok: entry.ok,
    problem: entry.problem,
    ...manifestFacts(join(checkpointsDir, entry.directory)),
    ...stateFacts(join(checkpointsDir, entry.directory)),
  }));
}

function manifestFacts(folder: string): { manifestSha256: string; bytes: number } {
  try {
    const text = readFileSync(join(folder, "manifest.json"));
    const { files } = Manifest.parse(JSON.parse(text.toString("utf8")));
    return {
      manifestSha256: createHash("sha256").update(text).digest("hex"),
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    };
  } catch {
    return { manifestSha256: "", bytes: 0 }; // the engine's verdict above says what is wrong
  }
}

function stateFacts(folder: string): { loss: number | null; best: boolean } {
  try {
    const state = State.parse(JSON.parse(readFileSync(join(folder, "state.json"), "utf8")));
    return { loss: state.validationLoss, best: state.bestStep === state.step };
  } catch {
    return { loss: null, best: false }; // likewise
  }
}

export function sweepCheckpoints(
  engine: Engine,
  { checkpointsDir }: ParamsOf<"sweepCheckpoints">,
): string[] {
  return z.array(z.string()).parse(JSON.parse(engine.addon.sweepCheckpoints(checkpointsDir)));
}
