import type { CommanderError } from "commander";
import { AppError } from "../shared/errors.ts";

export const EXIT_FAILED = 1;
export const EXIT_USAGE = 2;
export const EXIT_INTERRUPTED = 130;

/** What was typed cannot be understood: exit code 2, not 1. */
export class UsageError extends AppError {
  constructor(message: string, options: { hint?: string; field?: string } = {}) {
    super("INVALID_INPUT", message, options);
  }
}

/** Commander's words as a UsageError; null for help and version, which are no errors. */
export function fromCommander(error: CommanderError): UsageError | null {
  if (error.exitCode === 0) return null;
  if (error.code === "commander.help") {
    return new UsageError("No verb was given.", {
      hint: "Choose one of the commands listed by --help.",
    });
  }
  const [first = "", ...rest] = error.message.replace(/^error: /, "").split("\n");
  const suggestion = rest.join(" ").replace(/^\(|\)$/g, "");
  const flag = /'(?:-\w, )?(--?[\w-]+)/.exec(first)?.[1];
  const message = first.charAt(0).toUpperCase() + first.slice(1).replace(/\.?$/, ".");
  return new UsageError(message, {
    hint: [suggestion, "See `workbench --help`, or --help after the verb."]
      .filter((part) => part !== "")
      .join(" "),
    ...(flag === undefined ? {} : { field: flag }),
  });
}
