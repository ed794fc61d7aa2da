/** Paths stay in the main process: the window holds handles that mean something only here. */
import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { basename } from "node:path";
import type { ChosenFile } from "../../shared/contract/files.ts";
import { AppError } from "../../shared/errors.ts";

/** A window that never reloads must not grow this for ever: the oldest handles are forgotten. */
const MAX_HANDLES = 10_000;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** What the person chose the file for: nothing that was chosen to be read is ever written over. */
export type FileUse = "read" | "write";

export class FileHandles {
  readonly #paths = new Map<string, { readonly path: string; readonly use: FileUse }>();

  /** A handle for a path that a person chose or dropped. The file need not exist yet. */
  add(path: string, use: FileUse = "read"): ChosenFile {
    const handle = `file-${randomText(8)}`;
    this.#paths.set(handle, { path, use });
    if (this.#paths.size > MAX_HANDLES) {
      const oldest = this.#paths.keys().next().value;
      if (oldest !== undefined) this.#paths.delete(oldest);
    }
    const stat = statSync(path, { throwIfNoEntry: false });
    return {
      handle,
      name: basename(path).slice(0, 300),
      bytes: stat?.isFile() === true ? stat.size : 0,
      folder: stat?.isDirectory() === true,
    };
  }

  /** Of a file chosen to be read. NOT_FOUND for a handle never given out, or forgotten. */
  path(handle: string): string {
    return this.#chosenFor(handle, "read");
  }

  /** Of a file chosen to be written. */
  target(handle: string): string {
    return this.#chosenFor(handle, "write");
  }

  #chosenFor(handle: string, use: FileUse): string {
    const chosen = this.#paths.get(handle);
    if (chosen?.use === use) return chosen.path;
    throw new AppError("NOT_FOUND", "The chosen file is not known any more.", {
      field: "file",
      hint: "Choose the file again.",
    });
  }
}

function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
