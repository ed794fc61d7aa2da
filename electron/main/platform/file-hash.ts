import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { AppError } from "../../shared/errors.ts";
import { systemError } from "../../shared/system-error.ts";

const KEPT = 32;

/** SHA-256 of files; one that has not changed since is not read again. */
export function fileHasher(): (path: string, signal?: AbortSignal) => Promise<string> {
  const known = new Map<string, string>();
  return async (path, signal) => {
    try {
      const stats = await stat(path);
      if (!stats.isFile()) {
        throw new AppError("INVALID_INPUT", "This is not a file.", { field: "FILE", path });
      }
      const key = `${stats.ino} ${stats.size} ${stats.mtimeMs} ${path}`;
      const hash = known.get(key) ?? (await hashOf(path, signal));
      if (known.size >= KEPT) known.clear();
      known.set(key, hash);
      return hash;
    } catch (error) {
      if (signal?.aborted) throw new AppError("CANCELLED", "The import was cancelled.");
      throw systemError(error, "reading the file", { path, field: "FILE" });
    }
  };
}

async function hashOf(path: string, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash("sha256");
  const options = signal === undefined ? {} : { signal };
  for await (const bytes of createReadStream(path, options)) hash.update(bytes as Buffer);
  return hash.digest("hex");
}
