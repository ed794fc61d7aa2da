import { AppError, toAppError, type WireError } from "./errors.ts";

/** What a call across a process boundary returns: it never throws. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: WireError };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(error: unknown): Result<never> {
  return { ok: false, error: toAppError(error).toWire() };
}

/** The value, or the AppError thrown again on this side. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw AppError.fromWire(result.error);
}

/** Runs `work` and folds what it throws into a Result. */
export async function capture<T>(work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    return fail(error);
  }
}
