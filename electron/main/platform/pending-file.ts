import { createHash, randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { AppError } from "../../shared/errors.ts";
import { systemError } from "../../shared/system-error.ts";
import type { PendingFile } from "../services/label-ports.ts";
import { fsyncFolder } from "./atomic-file.ts";

const FLUSH_CHARS = 1 << 16;

/** Written beside its path; appears there, whole and durable, with commit(). */
export function createPendingFile(path: string, overwrite: boolean): PendingFile {
  const name = basename(path);
  refuseTaken(path, overwrite);
  const temporary = join(dirname(path), `.${name}.${randomBytes(6).toString("hex")}.tmp`);
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw systemError(error, `writing ${name}`, { path, field: "--output" });
    }
  };
  const fd = guarded(() => openSync(temporary, "wx", 0o600));
  const hash = createHash("sha256");
  let waiting = "";
  let open = true;
  const flush = () => {
    const bytes = Buffer.from(waiting);
    waiting = "";
    hash.update(bytes);
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
  };
  const close = () => {
    if (open) closeSync(fd);
    open = false;
  };
  return {
    write(text) {
      waiting += text;
      if (waiting.length >= FLUSH_CHARS) guarded(flush);
    },
    commit() {
      guarded(() => {
        flush();
        fsyncSync(fd);
        close();
        refuseTaken(path, overwrite);
        renameSync(temporary, path);
        fsyncFolder(dirname(path));
      });
      return hash.digest("hex");
    },
    abandon() {
      close();
      rmSync(temporary, { force: true });
    },
  };
}

function refuseTaken(path: string, overwrite: boolean): void {
  if (overwrite || !existsSync(path)) return;
  throw new AppError("CONFLICT", "The output file exists already.", {
    field: "--output",
    hint: "Name another file, or give --overwrite.",
    path,
  });
}
