/** Finds and reads the tagger that comes with the program. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DeidFigures, DeidFiguresSchema } from "../shared/domain/deid/figures.ts";
import { systemError } from "../shared/system-error.ts";
import type { TaggerFile } from "./services/compute-ports.ts";

const FOLDER = fileURLToPath(new URL("../../resources/deid", import.meta.url));

let read: TaggerFile | null = null;

/** Read once. */
export function loadTagger(folder = FOLDER): TaggerFile {
  if (read !== null && folder === FOLDER) return read;
  const path = join(folder, "tagger.bin");
  try {
    const bytes = new Uint8Array(readFileSync(path));
    const file = { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
    if (folder === FOLDER) read = file;
    return file;
  } catch (error) {
    throw systemError(error, "reading the tagger of names", { path });
  }
}

/** What the bundled tagger and rules found and missed, and on which texts. */
export function loadDeidFigures(folder = FOLDER): DeidFigures {
  const path = join(folder, "figures.json");
  try {
    return DeidFiguresSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw systemError(error, "reading the figures of de-identification", { path });
  }
}
