import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { systemError } from "../shared/system-error.ts";

/**
 * Changes whenever a file of the folder is renamed, resized or written: says that a content hash
 * taken before may still be believed, without reading the weights.
 */
export function fingerprintFolder(folder: string): string {
  try {
    const lines = readdirSync(folder)
      .sort()
      .map((name) => {
        const s = statSync(join(folder, name));
        return `${name}\0${s.size}\0${s.mtimeMs}`;
      });
    return createHash("sha256")
      .update(`${folder}\n${lines.join("\n")}`)
      .digest("hex");
  } catch (error) {
    throw systemError(error, "reading the model folder", { path: folder });
  }
}
