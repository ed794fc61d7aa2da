// The window's bundle (out/): built when one of its inputs changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildDir, childEnvironment, nodeModules, pinnedNode, repository } from "./paths.mjs";
import { Progress } from "./progress.mjs";
import { capture } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

const stampFile = join(buildDir, "window.stamp");
const inputFolders = ["electron", "renderer"];
const inputFiles = ["electron.vite.config.ts", "package-lock.json", "tsconfig.json"];
const outputs = ["main", "preload", "renderer"].map((name) => join(repository, "out", name));

/** @param {string} path */
const isInput = (path) => !/\.test\.tsx?$/.test(path);

/**
 * One digest over the names and the contents of all inputs.
 * @param {string} root
 */
export function inputDigest(root) {
  const hash = createHash("sha256");
  const files = inputFolders
    .flatMap((folder) => filesUnder(join(root, folder)))
    .concat(inputFiles.map((name) => join(root, name)).filter((path) => existsSync(path)))
    .filter(isInput)
    .sort();
  for (const path of files) {
    const content = readFileSync(path);
    hash.update(`${path.slice(root.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

/** Builds the window's bundle where it is stale; silent when it is not. */
export async function ensureWindow() {
  const digest = inputDigest(repository);
  const built = existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "";
  if (built === digest && outputs.every((path) => existsSync(path))) return;
  const progress = new Progress("building the window");
  rmSync(stampFile, { force: true });
  const node = /** @type {string} */ (pinnedNode());
  const script = join(nodeModules, "electron-vite", "bin", "electron-vite.js");
  const { code, output } = await capture(node, [script, "build", "--logLevel", "warn"], {
    cwd: repository,
    env: childEnvironment(),
  });
  if (code !== 0) {
    progress.finish("failed");
    process.stderr.write(`${output}\n`);
    throw new SetupError("the window cannot be built", "the cause is in the lines above");
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, digest);
  progress.finish("done");
}
