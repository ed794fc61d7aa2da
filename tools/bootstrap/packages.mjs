import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { nodeModules, pinnedNode, repository } from "./paths.mjs";
import { Progress } from "./progress.mjs";
import { capture } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

const stampFile = join(nodeModules, ".installed-lock");

function wantedStamp() {
  const lock = readFileSync(join(repository, "package-lock.json"));
  const digest = createHash("sha256").update(lock).digest("hex");
  return `${process.platform}-${process.arch} ${digest}\n`;
}

/** The npm that started us, else the one in PATH. */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script !== undefined && basename(script) === "npm-cli.js" && existsSync(script)) {
    return { program: process.execPath, prefix: [script] };
  }
  return { program: process.platform === "win32" ? "npm.cmd" : "npm", prefix: [] };
}

/** Installs the locked packages when node_modules was not installed from this lock file. */
export async function ensurePackages() {
  const stamp = wantedStamp();
  const installed = existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "";
  if (installed === stamp && pinnedNode() !== undefined) return;

  const progress = new Progress("installing packages");
  const { program, prefix } = npmCommand();
  // Said here, because NODE_ENV or a person's npmrc may leave development packages out. Only errors
  // are shown: on an older host Node npm warns about engines, though nothing will run on that Node.
  const args = [
    "ci",
    "--include=dev",
    "--include=optional",
    "--ignore-scripts",
    "--loglevel=error",
  ];
  const { code, output } = await capture(program, [...prefix, ...args], { cwd: repository });
  if (code !== 0) {
    process.stderr.write(`\n${output}\n`);
    throw new SetupError(
      `npm ci failed with code ${code}`,
      "check the connection to the npm registry, then run the same command again",
    );
  }
  if (pinnedNode() === undefined) {
    throw new SetupError(
      `there is no pinned Node for ${process.platform}-${process.arch}`,
      "use Linux (x64, arm64) or Windows (x64)",
    );
  }
  writeFileSync(stampFile, stamp);
  progress.finish("done");
}
