import { existsSync, readdirSync } from "node:fs";
import { which } from "./paths.mjs";
import { Progress } from "./progress.mjs";
import { capture } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

const multiarch = { x64: "x86_64-linux-gnu", arm64: "aarch64-linux-gnu" };

/**
 * Debian packages of the native build, each with the file that proves it is there.
 * @returns {{ name: string, present: () => boolean }[]}
 */
function requirements() {
  const triple = /** @type {Record<string, string>} */ (multiarch)[process.arch] ?? process.arch;
  const lib = `/usr/lib/${triple}`;
  return [
    { name: "g++", present: () => which("g++") !== undefined || which("c++") !== undefined },
    { name: "cmake", present: () => which("cmake") !== undefined },
    { name: "ninja-build", present: () => which("ninja") !== undefined },
    {
      name: "libopenblas-pthread-dev",
      present: () => existsSync(`${lib}/openblas-pthread/libopenblas.a`),
    },
    { name: "nlohmann-json3-dev", present: () => existsSync("/usr/include/nlohmann/json.hpp") },
    { name: "libgtest-dev", present: () => existsSync(`${lib}/libgtest.a`) },
  ];
}

/** @returns {string[]} names of the Debian packages that are missing */
export function missingSystemPackages() {
  return requirements()
    .filter((requirement) => !requirement.present())
    .map((requirement) => requirement.name);
}

/** @returns {Promise<string[] | undefined>} what to put before apt-get; undefined: not allowed to */
async function elevation() {
  if (process.getuid?.() === 0) return [];
  if (which("sudo") === undefined) return undefined;
  const { code } = await capture("sudo", ["-n", "true"]);
  return code === 0 ? ["sudo", "-n"] : undefined;
}

function packageListsExist() {
  const folder = "/var/lib/apt/lists";
  return existsSync(folder) && readdirSync(folder).some((name) => name.includes("_Packages"));
}

/**
 * @param {string[]} prefix
 * @param {string[]} args
 */
async function aptGet(prefix, args) {
  const quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", ...args];
  const [program, ...rest] = [...prefix, ...quiet];
  return capture(/** @type {string} */ (program), rest);
}

/** Installs compilers and libraries, or says in one line how to. */
export async function ensureSystemPackages() {
  const missing = missingSystemPackages();
  if (missing.length === 0) return;
  const install = ["install", "-y", "--no-install-recommends", ...missing];
  const byHand = `sudo apt-get update && sudo apt-get ${install.join(" ")}`;
  if (which("apt-get") === undefined) {
    throw new SetupError(
      `the native build needs ${missing.join(", ")} (Debian names)`,
      "install these with the package manager of this system, then run the same command again",
    );
  }
  const prefix = await elevation();
  if (prefix === undefined) {
    throw new SetupError(`the native build needs ${missing.join(", ")}`, byHand);
  }

  const progress = new Progress(`installing ${missing.join(", ")}`);
  let result = { code: 1, output: "" };
  if (packageListsExist()) result = await aptGet(prefix, install);
  if (result.code !== 0) {
    // No lists yet, or older than the archive.
    await aptGet(prefix, ["update"]);
    result = await aptGet(prefix, install);
  }
  if (result.code !== 0) {
    process.stderr.write(`\n${result.output}\n`);
    throw new SetupError("apt-get could not install the packages", byHand);
  }
  const still = missingSystemPackages();
  if (still.length > 0) {
    throw new SetupError(`installed, but not found where expected: ${still.join(", ")}`, byHand);
  }
  progress.finish("done");
}
