// Where things are. Node built-ins only: this runs on the host's Node, before anything is installed.
import { existsSync, readFileSync } from "node:fs";
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

/** Where a repackaged Electron lies when the official one cannot be downloaded. */
export const fallbackElectron = join(buildDir, "electron");

/** @returns {string | undefined} folder of the binary that the electron package has downloaded */
export function officialElectron() {
  const root = join(nodeModules, "electron");
  const dist = join(root, "dist");
  try {
    const wanted = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
    const found = readFileSync(join(dist, "version"), "utf8").trim().replace(/^v/, "");
    return found === wanted && existsSync(join(root, "path.txt")) ? dist : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @returns {string | undefined} folder of the Electron binary to run: the official one where there
 *   is one
 */
export function electronFolder() {
  const fallback = existsSync(join(fallbackElectron, "version")) ? fallbackElectron : undefined;
  return officialElectron() ?? fallback;
}

/**
 * The environment of the programs started here: their `node` is the pinned one, their Electron the
 * one that was found.
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment() {
  const bin = join(nodeModules, ".bin");
  const path = (process.env.PATH ?? "").split(delimiter).filter((entry) => entry !== bin);
  const electron = officialElectron() === undefined ? electronFolder() : undefined;
  return {
    ...process.env,
    PATH: [bin, ...path].join(delimiter),
    ...(electron === undefined ? {} : { ELECTRON_OVERRIDE_DIST_PATH: electron }),
  };
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

/** Whether a window opened here would be seen. */
export function hasDisplay() {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
