// npm run check: types, lint and formatting, layer rules, native warnings. Prints failures alone.
import { join } from "node:path";
import { withSetupLock } from "./bootstrap/lock.mjs";
import { ensureNative } from "./bootstrap/native.mjs";
import { nodeModules, repository } from "./bootstrap/paths.mjs";
import { capture } from "./bootstrap/run.mjs";
import { SetupError } from "./bootstrap/setup-error.mjs";
import { lintRepository } from "./lint/lint.ts";

/** What a check has to say against the tree; empty when it passed. */
type Failure = string;

/** Runs a package's command on the pinned Node; its output counts only when it fails. */
async function runPackage(script: string, args: string[]): Promise<Failure> {
  const path = join(nodeModules, ...script.split("/"));
  const { code, output } = await capture(process.execPath, [path, ...args], { cwd: repository });
  if (code === 0) return "";
  return output.trim() || `${script} ended with code ${code} and said nothing`;
}

const checks: { name: string; run: () => Promise<Failure> }[] = [
  { name: "types", run: () => runPackage("typescript/bin/tsc", ["--project", repository]) },
  {
    name: "types of the page",
    run: () => runPackage("typescript/bin/tsc", ["--project", join(repository, "renderer")]),
  },
  {
    name: "lint and formatting",
    run: () =>
      runPackage("@biomejs/biome/bin/biome", [
        "check",
        "--error-on-warnings",
        "--diagnostic-level=warn",
        "--max-diagnostics=100",
        ".",
      ]),
  },
  {
    name: "layer rules",
    run: async () =>
      lintRepository(repository)
        .map(({ path, line, message }) => `${path}:${line}: ${message}`)
        .join("\n"),
  },
  {
    name: "native build",
    run: async () => {
      try {
        await withSetupLock(() => ensureNative({ target: "all", keepGoing: true }));
        return "";
      } catch (error) {
        if (error instanceof SetupError) return `${error.message} (${error.hint})`;
        throw error;
      }
    },
  },
];

let failed = 0;
for (const { name, run } of checks) {
  const failure = await run();
  if (failure === "") continue;
  failed += 1;
  process.stdout.write(`check failed: ${name}\n${failure}\n\n`);
}
process.exitCode = failed === 0 ? 0 : 1;
