import { APP_ERROR_CODES, AppError, type AppErrorCode, toAppError } from "../shared/errors.ts";
import { systemError } from "../shared/system-error.ts";

const CODES: ReadonlySet<string> = new Set(APP_ERROR_CODES);

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** What the engine, Node or this process threw, as the one error type of the product. */
export function fromEngine(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Error && "code" in error && CODES.has(String(error.code))) {
    const field = "field" in error ? text(error.field) : undefined;
    const hint = "hint" in error ? text(error.hint) : undefined;
    return new AppError(error.code as AppErrorCode, error.message, {
      ...(field === undefined ? {} : { field }),
      ...(hint === undefined ? {} : { hint }),
      cause: error,
    });
  }
  return toAppError(systemError(error, "working in the trainer process"));
}
