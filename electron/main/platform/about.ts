/** What this program is made of: its version, the runtimes and every package with its licence. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { About } from "../../shared/contract/settings.ts";
import { errnoOf, systemError } from "../../shared/system-error.ts";

const PackageSchema = z.looseObject({
  version: z.string(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

/** The root of the bundled program; of the sources it lies one folder higher. */
const ROOT = join(import.meta.dirname, "..", "..");

export function readAbout(root = programRoot()): About {
  const own = readPackage(join(root, "package.json"));
  const names = Object.keys(own?.dependencies ?? {});
  const packages = names.flatMap((name) => {
    const found = readPackage(join(root, "node_modules", ...name.split("/"), "package.json"));
    if (found === null) return []; // bundled into the program: its licence is in the notices
    return { name, version: found.version, licence: found.license ?? "see its package" };
  });
  const { electron = "none", chrome = "none", node = "" } = process.versions;
  // What runs, not what the package list would fetch.
  if (electron !== "none") packages.push({ name: "electron", version: electron, licence: "MIT" });
  return {
    version: own?.version ?? "unknown",
    licence: own?.license ?? "Apache-2.0",
    electron,
    chrome,
    node,
    packages: packages.sort((a, b) => (a.name < b.name ? -1 : 1)),
    notice: readText(join(root, "NOTICE")) ?? "",
  };
}

function programRoot(): string {
  return readText(join(ROOT, "package.json")) === null ? join(ROOT, "..") : ROOT;
}

function readPackage(path: string): z.infer<typeof PackageSchema> | null {
  const text = readText(path);
  return text === null ? null : PackageSchema.parse(JSON.parse(text));
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return null;
    throw systemError(error, "reading what the program is made of", { path });
  }
}
