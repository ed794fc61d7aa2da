import { readFileSync } from "node:fs";
import { AppError } from "../../shared/errors.ts";
import { systemError } from "../../shared/system-error.ts";

const MAX_BYTES = 4096;

/**
 * The passphrase of the command line: --passphrase-file (its first line), else
 * DIFFERENTIAL_PASSPHRASE, which is removed from `env` so that no child process inherits it.
 * Null when neither is given.
 */
export function readPassphrase(
  file: string | undefined,
  env: Record<string, string | undefined>,
): string | null {
  const fromEnv = env.DIFFERENTIAL_PASSPHRASE;
  delete env.DIFFERENTIAL_PASSPHRASE;
  if (file !== undefined) return checkedPassphrase(firstLine(file), "--passphrase-file");
  return fromEnv === undefined ? null : checkedPassphrase(fromEnv, "DIFFERENTIAL_PASSPHRASE");
}

function firstLine(file: string): string {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/, 1)[0] ?? "";
  } catch (error) {
    throw systemError(error, "reading the passphrase file", {
      path: file,
      field: "--passphrase-file",
    });
  }
}

/** As it is used to wrap a key: the same text however the keyboard composed it. INVALID_INPUT. */
export function checkedPassphrase(passphrase: string, field: string): string {
  const text = passphrase.normalize("NFKC");
  if (text.length < 8 || Buffer.byteLength(text) > MAX_BYTES) {
    throw new AppError("INVALID_INPUT", "The passphrase must have 8 characters or more.", {
      field,
      hint: "Several unrelated words are easy to keep and hard to guess.",
    });
  }
  return text;
}
