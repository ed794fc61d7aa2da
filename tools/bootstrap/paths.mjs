// Where things are. Node built-ins only: this runs on the host's Node, before anything is installed.
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const nodeModules = join(repository, "node_modules");
export const buildDir = join(repository, "build");

/**
 * Absolute path of the pinned Node: the binary of the platform package, not the link in .bin.
 * @returns {string | undefined} undefined while it is not installed
 */
export function pinnedNode() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const binary = platform === "win" ? "node.exe" : "node";
  const path = join(nodeModules, `node-${platform}-${process.arch}`, "bin", binary);
  return existsSync(path) ? path : undefined;
}

/**
 * The environment of the programs started here: their `node` is the pinned one.
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment() {
  const bin = join(nodeModules, ".bin");
  const path = (process.env.PATH ?? "").split(delimiter).filter((entry) => entry !== bin);
  return { ...process.env, PATH: [bin, ...path].join(delimiter) };
}

/**
 * @param {string} name a program
 * @returns {string | undefined} its first match in PATH
 */
export function which(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    if (folder !== "" && existsSync(join(folder, name))) return join(folder, name);
  }
  return undefined;
}
