import type { ZodError } from "zod";
import { kebabCase } from "../../shared/domain/command-words.ts";
import { AppError } from "../../shared/errors.ts";
import { UsageError } from "../usage-error.ts";

type Issue = ZodError["issues"][number];

/**
 * The first thing wrong with a configuration, in the words of where it was written: a flag of the
 * command line (bad usage) or a field of the file.
 */
export function configError(
  error: ZodError,
  flags: ReadonlySet<string>,
  file: string | undefined,
): AppError {
  const issue = error.issues[0];
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const field = unknown ?? String(issue?.path[0] ?? "config");
  if (unknown === undefined && (flags.has(field) || file === undefined)) {
    const flag = `--${kebabCase(field)}`;
    return new UsageError(`${flag} is not valid: ${reason(issue)}.`, {
      field: flag,
      hint: "See `workbench train --help` for the ranges and defaults.",
    });
  }
  const message =
    unknown === undefined
      ? `The field "${field}" of the configuration file is not valid: ${reason(issue)}.`
      : `The configuration file has an unknown field "${field}".`;
  return new AppError("INVALID_INPUT", message, {
    field,
    hint: "Fields have the names of the flags of `workbench train --help`, in camelCase.",
    ...(file === undefined ? {} : { path: file }),
  });
}

function reason(issue: Issue | undefined): string {
  if (issue?.code === "too_big") return `it must be at most ${issue.maximum}`;
  if (issue?.code === "too_small") {
    return `it must be ${issue.inclusive === false ? "greater than" : "at least"} ${issue.minimum}`;
  }
  const message = issue?.message.replace(/^Invalid (input|option): /, "") ?? "unknown reason";
  return message.charAt(0).toLowerCase() + message.slice(1);
}
