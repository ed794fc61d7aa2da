// Looks at checkpoint folders with nothing of the engine: its manifest is taken at its word and
// every file is compared with it.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** What is wrong with a visible checkpoint folder; empty when nothing is. */
export function checkpointFault(folder: string): string {
  const path = join(folder, "manifest.json");
  if (!existsSync(path)) return "no manifest";
  const manifest = JSON.parse(readFileSync(path, "utf8")) as {
    step: number;
    files: { name: string; bytes: number; sha256: string }[];
  };
  if (!folder.endsWith(`step-${manifest.step}`)) return "another step's manifest";
  const names = readdirSync(folder).filter((name) => name !== "manifest.json");
  if (names.sort().join() !== manifest.files.map((f) => f.name).join()) return "other files";
  for (const { name, bytes, sha256: hash } of manifest.files) {
    const content = readFileSync(join(folder, name));
    if (content.length !== bytes) return `${name} has another length`;
    if (sha256(content) !== hash) return `${name} has another content`;
  }
  return "";
}

export function visibleCheckpoints(checkpointsDir: string): string[] {
  if (!existsSync(checkpointsDir)) return [];
  return readdirSync(checkpointsDir).filter((name) => /^step-\d+$/.test(name));
}

/** True while a save has begun and is not visible yet. */
export function saveUnderWay(checkpointsDir: string): boolean {
  return existsSync(checkpointsDir) && readdirSync(checkpointsDir).some((n) => n.endsWith(".tmp"));
}
