/**
 * The one error type of the product. Every failure a person can meet has a code of this closed
 * union, a sentence that says what happened and a hint that says what to do about it.
 */
export const APP_ERROR_CODES = [
  "INVALID_INPUT",
  "NOT_FOUND",
  "CONFLICT",
  "UNSUPPORTED",
  "TOO_LARGE",
  "CORRUPT",
  "DISK_FULL",
  "READ_ONLY",
  "PERMISSION_DENIED",
  "IO",
  "STORE_LOCKED",
  "STORE_KEY_WRONG",
  "STORE_NEWER",
  "OUT_OF_MEMORY",
  "NUMERIC",
  "CANCELLED",
  "ENGINE",
  "INTERNAL",
] as const;

export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

export type ErrorDetail = string | number | boolean | null;
export type ErrorDetails = Readonly<Record<string, ErrorDetail | readonly ErrorDetail[]>>;

export interface AppErrorOptions {
  /** What the person can do about it, one sentence. */
  hint?: string;
  /** The input field or flag at fault, in the words the person used ("--rank", "textColumn"). */
  field?: string;
  /** Figures that help; never note text, never file paths. */
  details?: ErrorDetails;
  /** File concerned. Shown by the command line on this machine, never put on the wire. */
  path?: string;
  cause?: unknown;
}

/** What crosses a process boundary: no stack, no path, no cause. */
export interface WireError {
  code: AppErrorCode;
  message: string;
  hint: string;
  details: ErrorDetails;
}

export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: AppErrorCode;
  readonly hint: string;
  readonly field: string | undefined;
  readonly details: ErrorDetails;
  readonly path: string | undefined;

  constructor(code: AppErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint ?? "";
    this.field = options.field;
    this.details = options.details ?? {};
    this.path = options.path;
  }

  toWire(): WireError {
    const details =
      this.field === undefined ? this.details : { ...this.details, field: this.field };
    return { code: this.code, message: this.message, hint: this.hint, details };
  }

  static fromWire(wire: WireError): AppError {
    const { field, ...details } = wire.details;
    return new AppError(wire.code, wire.message, {
      hint: wire.hint,
      details,
      ...(typeof field === "string" ? { field } : {}),
    });
  }
}

/**
 * Anything thrown becomes an AppError. The message of a foreign error may quote user text or a
 * path, so only its class name is kept; the original stays reachable through `cause`.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const kind = error instanceof Error ? error.name : typeof error;
  return new AppError("INTERNAL", `Unexpected error (${kind}).`, {
    hint: "This is a defect of the program. The log of this machine has the particulars.",
    details: { kind },
    cause: error,
  });
}
