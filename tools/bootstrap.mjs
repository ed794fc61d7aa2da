// Everything a clean clone needs, then the program that was asked for. Runs on the host's Node
// (20 or newer) with built-ins alone; silent when nothing is missing or stale.
//
//   node tools/bootstrap.mjs <command> [arguments of the command]
import { commands } from "./bootstrap/commands.mjs";
import { ensureElectron } from "./bootstrap/electron.mjs";
import { withSetupLock } from "./bootstrap/lock.mjs";
import { ensureNative } from "./bootstrap/native.mjs";
import { ensurePackages } from "./bootstrap/packages.mjs";
import { pinnedNode } from "./bootstrap/paths.mjs";
import { become } from "./bootstrap/run.mjs";
import { SetupError } from "./bootstrap/setup-error.mjs";
import { ensureSystemPackages } from "./bootstrap/system.mjs";
import { ensureWindow } from "./bootstrap/window.mjs";

const oldestHostMajor = 20;

/**
 * @param {"run" | "test" | "build" | undefined} window
 * @returns {import("./bootstrap/system.mjs").SystemNeed[]}
 */
function systemNeeds(window) {
  if (window === "test") return ["native", "window", "window-tests"];
  return window === "run" ? ["native", "window"] : ["native"];
}

/** @param {string[]} argv */
async function main(argv) {
  const [name = "", ...args] = argv;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    process.stderr.write(`usage: node tools/bootstrap.mjs <${Object.keys(commands).join("|")}>\n`);
    process.exitCode = 2;
    return;
  }
  if (Number(process.versions.node.split(".")[0]) < oldestHostMajor) {
    throw new SetupError(`this is Node ${process.versions.node}`, "install Node 20 or newer");
  }
  const native = command.native;
  const window = command.window?.(args);
  await withSetupLock(async () => {
    await ensurePackages();
    await ensureSystemPackages(systemNeeds(window));
    if (native !== undefined) await ensureNative(native);
    if (window === undefined) return;
    await ensureWindow();
    if (window !== "build") await ensureElectron();
  });
  const node = pinnedNode();
  if (command.program !== undefined && node !== undefined) become(node, command.program(args));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`error: ${error.message}\n${error.hint}\n`);
  process.exitCode = 1;
}
