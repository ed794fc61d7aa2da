import { existsSync, readdirSync } from "node:fs";
import { hasDisplay, which } from "./paths.mjs";
import { Progress } from "./progress.mjs";
import { capture } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

const multiarch = { x64: "x86_64-linux-gnu", arm64: "aarch64-linux-gnu" };

const triple = /** @type {Record<string, string>} */ (multiarch)[process.arch] ?? process.arch;
const lib = `/usr/lib/${triple}`;

/** @typedef {"native" | "window" | "window-tests"} SystemNeed */
/**
 * @typedef {object} Requirement
 * @property {string} name      Debian package
 * @property {string} [renamed] its name since the 64-bit time transition of 2024
 * @property {() => boolean} present
 */

/** @param {string} file */
const library = (file) => () =>
  [lib, "/usr/lib64", "/usr/lib"].some((folder) => existsSync(`${folder}/${file}`));

/** @param {string} program */
const command = (program) => () => which(program) !== undefined;

/** @type {Record<SystemNeed, () => Requirement[]>} Debian packages with what proves they are there */
const requirements = {
  native: () => [
    { name: "g++", present: () => which("g++") !== undefined || which("c++") !== undefined },
    { name: "cmake", present: () => which("cmake") !== undefined },
    { name: "ninja-build", present: () => which("ninja") !== undefined },
    {
      name: "libopenblas-pthread-dev",
      present: () => existsSync(`${lib}/openblas-pthread/libopenblas.a`),
    },
    { name: "nlohmann-json3-dev", present: () => existsSync("/usr/include/nlohmann/json.hpp") },
    { name: "libgtest-dev", present: () => existsSync(`${lib}/libgtest.a`) },
  ],
  window: () => [
    { name: "libgtk-3-0", renamed: "libgtk-3-0t64", present: library("libgtk-3.so.0") },
    { name: "libnss3", present: library("libnss3.so") },
    { name: "libasound2", renamed: "libasound2t64", present: library("libasound.so.2") },
    { name: "libgbm1", present: library("libgbm.so.1") },
    // The display of a machine that has none.
    ...(hasDisplay() ? [] : [{ name: "xvfb", present: command("Xvfb") }]),
  ],
  "window-tests": () => [
    { name: "xvfb", present: command("Xvfb") },
    { name: "strace", present: command("strace") },
  ],
};

/**
 * @param {readonly SystemNeed[]} needs
 * @returns {Requirement[]} the Debian packages that are missing
 */
export function missingSystemPackages(needs) {
  if (process.platform !== "linux") needs = needs.filter((need) => need === "native");
  const missing = needs.flatMap((need) => requirements[need]()).filter((one) => !one.present());
  return missing.filter((one, i) => missing.findIndex(({ name }) => name === one.name) === i);
}

/**
 * @param {Requirement[]} missing
 * @returns {Promise<string[]>} the names that this release of Debian or Ubuntu knows them by
 */
async function packageNames(missing) {
  const names = [];
  for (const { name, renamed } of missing) {
    const known =
      renamed !== undefined && (await capture("apt-cache", ["show", renamed])).code === 0;
    names.push(known ? renamed : name);
  }
  return names;
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

/**
 * Installs compilers and libraries, or says in one line how to.
 * @param {readonly SystemNeed[]} needs
 */
export async function ensureSystemPackages(needs) {
  const missing = missingSystemPackages(needs);
  if (missing.length === 0) return;
  if (which("apt-get") === undefined) {
    throw new SetupError(
      `this system lacks ${missing.map(({ name }) => name).join(", ")} (Debian names)`,
      "install these with the package manager of this system, then run the same command again",
    );
  }
  const names = await packageNames(missing);
  const install = ["install", "-y", "--no-install-recommends", ...names];
  const byHand = `sudo apt-get update && sudo apt-get ${install.join(" ")}`;
  const prefix = await elevation();
  if (prefix === undefined) throw new SetupError(`this system lacks ${names.join(", ")}`, byHand);

  const progress = new Progress(`installing ${names.join(", ")}`);
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
  const still = missingSystemPackages(needs).map(({ name }) => name);
  if (still.length > 0) {
    throw new SetupError(`installed, but not found where expected: ${still.join(", ")}`, byHand);
  }
  progress.finish("done");
}
