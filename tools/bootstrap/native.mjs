import { existsSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { buildDir, repository } from "./paths.mjs";
import { Progress } from "./progress.mjs";
import { capture } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

/** @typedef {{ target: "engine" | "all" | "golden_check" | "differential_bench", sanitize?: boolean, keepGoing?: boolean }} NativeBuild */

/** @param {NativeBuild} build */
export function nativeBuildDir(build) {
  return join(buildDir, build.sanitize === true ? "native-sanitize" : "native");
}

const sourceDir = join(repository, "native");

/**
 * CMake's cache holds absolute paths: a moved or copied tree starts afresh.
 * @param {string} folder
 */
function isConfigured(folder) {
  const cache = join(folder, "CMakeCache.txt");
  if (!existsSync(join(folder, "build.ninja")) || !existsSync(cache)) return false;
  return readFileSync(cache, "utf8").includes(`CMAKE_HOME_DIRECTORY:INTERNAL=${sourceDir}\n`);
}

/**
 * @param {NativeBuild} build
 * @param {string} folder
 */
async function configure(build, folder) {
  rmSync(folder, { recursive: true, force: true });
  const args = ["-S", sourceDir, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"];
  if (build.sanitize === true) args.push("-DDF_SANITIZE=ON");
  const { code, output } = await capture("cmake", args);
  if (code === 0) return;
  rmSync(join(folder, "build.ninja"), { force: true });
  process.stderr.write(`${output}\n`);
  throw new SetupError("the native build cannot be configured", "the cause is in the lines above");
}

/**
 * Compiler messages without the command lines and the progress around them.
 * @param {string} output
 */
export function failuresOf(output) {
  return output
    .split("\n")
    .filter((line) => !/^\[\d+\/\d+\]|^-- |^ninja: |^FAILED: |^\/\S*(c\+\+|g\+\+|nvcc) /.test(line))
    .join("\n")
    .trim();
}

/**
 * Builds what is stale; silent when nothing is.
 * @param {NativeBuild} build
 */
export async function ensureNative(build) {
  const folder = nativeBuildDir(build);
  const started = Date.now();
  /** @type {Progress | undefined} */
  let progress;
  const title =
    build.sanitize === true
      ? "building the native engine with sanitizers"
      : "building the native engine";
  if (!isConfigured(folder)) {
    progress = new Progress(title);
    await configure(build, folder);
  }
  const onLine = (/** @type {string} */ line) => {
    const step = /^\[(\d+)\/(\d+)\] (?!Re-checking|Re-running)/.exec(line);
    if (step === null) return;
    progress ??= new Progress(title, started);
    progress.update(Number(step[1]), Number(step[2]));
  };
  const jobs = String(availableParallelism());
  const env = { ...process.env, NINJA_STATUS: "[%f/%t] " };
  const patience = build.keepGoing === true ? ["-k", "0"] : [];
  const args = ["-C", folder, "-j", jobs, ...patience, build.target];
  const { code, output } = await capture("ninja", args, { env, onLine });
  if (code !== 0) {
    progress?.finish("failed");
    process.stderr.write(`${failuresOf(output)}\n`);
    throw new SetupError("the native build failed", "the compiler's messages are above");
  }
  progress?.finish("done");
}
