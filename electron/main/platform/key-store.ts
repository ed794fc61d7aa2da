/**
 * Where the store's key lives without a desktop's secret store (ADR 0002): wrapped by a
 * passphrase, or, when none was ever given, in the clear in a file only this user can read.
 */
import { randomBytes } from "node:crypto";
import { AppError } from "../../shared/errors.ts";
import { type HomePaths, homeHasStore } from "./home.ts";
import { createKeyFile, type KeyFile, missingKey, readKeyFile, writeKeyFile } from "./key-file.ts";
import { unwrapKey, wrapKey } from "./key-wrap.ts";
import { keyringName } from "./keyring.ts";

/** What the person should be told, once: at creation, or when a passphrase was set. */
export type KeyNotice = "created-beside-data" | "created-with-passphrase" | "passphrase-set";

export interface UnlockedKey {
  /** 32 bytes. Overwrite it when the store is open. */
  readonly key: Buffer;
  readonly notice: KeyNotice | null;
}

export const KEY_NOTICES: Readonly<Record<KeyNotice, string>> = {
  "created-beside-data":
    "No passphrase was given: the key of the encrypted store lies beside the data, in the home's " +
    "keys folder, readable by this user only. Who can read the home folder can read the notes. To " +
    "protect it, set DIFFERENTIAL_PASSPHRASE (or --passphrase-file FILE) and run any command.",
  "created-with-passphrase":
    "The store's key is protected by the passphrase. It cannot be recovered without it.",
  "passphrase-set":
    "The store's key is now protected by the passphrase; it cannot be recovered without it. " +
    "Copies of the home made before still hold the unprotected key.",
};

/** Call while holding the home's lock: it may write the key file. */
export function unlockKey(paths: HomePaths, passphrase: string | null): UnlockedKey {
  const file = readKeyFile(paths);
  if (file === null) return createKey(paths, passphrase);
  const key = openKey(file, passphrase);
  if (passphrase === null || file.protection !== "file") return { key, notice: null };
  writeKeyFile(paths, wrapKey(key, passphrase));
  return { key, notice: "passphrase-set" };
}

/** The key of a home that was used before; changes nothing. */
export function readKey(paths: HomePaths, passphrase: string | null): Buffer {
  const file = readKeyFile(paths);
  if (file !== null) return openKey(file, passphrase);
  throw homeHasStore(paths) ? missingKey(paths) : emptyHome(paths);
}

function openKey(file: KeyFile, passphrase: string | null): Buffer {
  if (file.protection === "file") return Buffer.from(file.key, "hex");
  if (file.protection === "system") {
    if (file.passphrase === null) throw windowOnly(file.backend);
    if (passphrase !== null) return unwrapKey(file.passphrase, passphrase);
  }
  if (file.protection === "passphrase" && passphrase !== null) return unwrapKey(file, passphrase);
  throw new AppError("STORE_KEY_WRONG", "This home is protected by a passphrase.", {
    field: "DIFFERENTIAL_PASSPHRASE",
    hint: "Set DIFFERENTIAL_PASSPHRASE or name a file with --passphrase-file.",
  });
}

function windowOnly(backend: string): AppError {
  return new AppError(
    "STORE_KEY_WRONG",
    `The key of this home is kept by ${keyringName(backend)}, which the command line cannot ask.`,
    {
      field: "DIFFERENTIAL_PASSPHRASE",
      hint:
        "Open this home in the window, add a passphrase under Settings, Key and passphrase, then " +
        "set DIFFERENTIAL_PASSPHRASE or name a file with --passphrase-file.",
    },
  );
}

function emptyHome(paths: HomePaths): AppError {
  return new AppError("NOT_FOUND", "There is nothing in this home yet.", {
    field: "--home",
    hint: "Import something first, or name another home folder.",
    path: paths.root,
  });
}

function createKey(paths: HomePaths, passphrase: string | null): UnlockedKey {
  const key = randomBytes(32);
  if (passphrase !== null) {
    createKeyFile(paths, wrapKey(key, passphrase));
    return { key, notice: "created-with-passphrase" };
  }
  createKeyFile(paths, { format: 1, protection: "file", key: key.toString("hex") });
  return { key, notice: "created-beside-data" };
}
