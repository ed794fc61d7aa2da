import { AppError, type AppErrorCode } from "./errors.ts";

const BY_ERRNO: Readonly<Record<string, readonly [AppErrorCode, string, string]>> = {
  ENOSPC: ["DISK_FULL", "The disk is full", "Free some space and try again; nothing was lost."],
  EDQUOT: ["DISK_FULL", "The disk quota is used up", "Free some space and try again."],
  EROFS: ["READ_ONLY", "The disk is read-only", "Choose a folder on a disk that can be written."],
  EACCES: ["PERMISSION_DENIED", "Permission denied", "Check who owns the file and its mode."],
  EPERM: ["PERMISSION_DENIED", "Permission denied", "Check who owns the file and its mode."],
  ENOENT: ["NOT_FOUND", "No such file or folder", "Check the path."],
  ENOTDIR: ["INVALID_INPUT", "A part of the path is not a folder", "Check the path."],
  EISDIR: ["INVALID_INPUT", "This is a folder, a file was expected", "Name a file."],
  EMFILE: ["IO", "Too many files are open", "Close other programs or raise the limit (ulimit -n)."],
};

/** The `code` of a Node system error ("ENOSPC"), or undefined for anything else. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/**
 * A Node system error as an AppError. `doing` continues the sentence: "while writing the run".
 * Everything else is handed back as it came.
 */
export function systemError(
  error: unknown,
  doing: string,
  options: { path?: string; field?: string } = {},
): unknown {
  const errno = errnoOf(error);
  if (errno === undefined || error instanceof AppError || !/^E[A-Z0-9]+$/.test(errno)) return error;
  const [code, what, hint] = BY_ERRNO[errno] ?? ["IO", `Input/output error ${errno}`, ""];
  return new AppError(code, `${what} while ${doing}.`, {
    hint,
    details: { errno },
    cause: error,
    ...options,
  });
}
