#!/usr/bin/env node
import { CommanderError } from "commander";
import { toAppError } from "../shared/errors.ts";
import { wantsJson } from "./globals.ts";
import { JsonReporter } from "./output/json-reporter.ts";
import type { Reporter } from "./output/reporter.ts";
import { TerminalReporter } from "./output/terminal-reporter.ts";
import { buildProgram } from "./program.ts";
import { EXIT_FAILED, EXIT_USAGE, fromCommander, UsageError } from "./usage-error.ts";

// A reader that has seen enough (`workbench runs | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : EXIT_FAILED);
});

const args = process.argv.slice(2);
const quiet = args.includes("--quiet");
const reporter: Reporter = wantsJson(args)
  ? new JsonReporter((line) => process.stdout.write(line), quiet)
  : new TerminalReporter(process.stdout, process.stderr, quiet);
let help = "";

function report(thrown: unknown): void {
  const usage = thrown instanceof CommanderError ? fromCommander(thrown) : null;
  if (thrown instanceof CommanderError && usage === null) {
    reporter.result({ text: help }, () => help.trimEnd()); // help or version was asked for
    return;
  }
  const error = usage ?? toAppError(thrown);
  if (help !== "" && !reporter.json) process.stderr.write(`${help}\n`);
  reporter.error(error);
  if (process.env.DIFFERENTIAL_DEBUG !== undefined) console.error(thrown);
  process.exitCode = error instanceof UsageError ? EXIT_USAGE : EXIT_FAILED;
}

try {
  const program = buildProgram(reporter, (text) => {
    help += text;
  });
  await program.parseAsync(args, { from: "user" });
} catch (error) {
  report(error);
}
