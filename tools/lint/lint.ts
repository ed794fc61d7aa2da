import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createProject, type Finding, type Rule, type SourceFile } from "./project.ts";
import { checkAddon } from "./rules/addon.ts";
import { checkCycles } from "./rules/cycles.ts";
import { checkLayers } from "./rules/layers.ts";
import { checkNativeLayers } from "./rules/native-layers.ts";
import { checkSizes } from "./rules/sizes.ts";
import { checkSqlite } from "./rules/sqlite.ts";

const rules: Rule[] = [
  checkLayers,
  checkSqlite,
  checkAddon,
  checkNativeLayers,
  checkCycles,
  checkSizes,
];

const roots = ["electron", "renderer", "native", "resources", "test", "tools"];
const sourceName = /\.(ts|tsx|mts|mjs|js|sql|h|cpp|cu|cuh)$/;

function readSources(repository: string): SourceFile[] {
  const files: SourceFile[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(repository, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (sourceName.test(entry.name)) {
        files.push({ path, text: readFileSync(join(repository, path), "utf8") });
      }
    }
  };
  const present = new Set(readdirSync(repository));
  for (const root of roots) if (present.has(root)) walk(root);
  return files;
}

/** All rules over in-memory files: what the tests call. */
export function lint(files: SourceFile[]): Finding[] {
  const project = createProject(files);
  return rules.flatMap((rule) => rule(project));
}

export function lintRepository(repository: string): Finding[] {
  return lint(readSources(repository));
}
