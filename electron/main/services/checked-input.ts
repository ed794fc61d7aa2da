import type { z } from "zod";
import {
  completeRunConfig,
  type RunConfig,
  type RunConfigInput,
} from "../../shared/domain/run-config.ts";
import { AppError } from "../../shared/errors.ts";

/** The first fault of a schema as a sentence that names the field. */
export function schemaFault(error: z.ZodError, prefix = ""): AppError {
  const issue = error.issues[0];
  const field = [prefix, ...(issue?.path ?? []).map(String)].filter((p) => p !== "").join(".");
  const keys = issue?.code === "unrecognized_keys" ? issue.keys.join(", ") : "";
  const named = field === "" ? keys : field;
  return new AppError("INVALID_INPUT", `${named}: ${issue?.message ?? "not valid"}.`, {
    field: named,
    hint: keys === "" ? "Correct the value." : "Remove it, or correct its spelling.",
  });
}

export function checkedConfig(input: RunConfigInput): RunConfig {
  try {
    return completeRunConfig(input);
  } catch (error) {
    if (error instanceof Error && "issues" in error) {
      throw schemaFault(error as z.ZodError, "config");
    }
    throw error;
  }
}
