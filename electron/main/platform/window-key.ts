/**
 * The store's key as the window handles it (ADR 0006): the desktop's secret store, a passphrase,
 * both, or neither. Nothing here keeps the key: it is handed to the opening of the store, or used to
 * wrap it again, and overwritten.
 */
import { randomBytes } from "node:crypto";
import type { Protection } from "../../shared/contract/session.ts";
import { AppError } from "../../shared/errors.ts";
import type { KeyStatus, ProtectRequest } from "../services/api/session.ts";
import { type HomePaths, homeHasStore } from "./home.ts";
import {
  createKeyFile,
  type KeyFile,
  missingKey,
  readKeyFile,
  type SystemKeyFile,
  writeKeyFile,
} from "./key-file.ts";
import type { UnlockedKey } from "./key-store.ts";
import { unwrapKey, wrapKey } from "./key-wrap.ts";
import { type Keyring, keyringName } from "./keyring.ts";
import { checkedPassphrase } from "./passphrase.ts";

/** Hands over the key while the home's lock is held; may write the key file. */
export type Unlock = (paths: HomePaths) => UnlockedKey;

export class WindowKey {
  readonly #paths: HomePaths;
  readonly #keyring: Keyring;

  constructor(paths: HomePaths, keyring: Keyring) {
    this.#paths = paths;
    this.#keyring = keyring;
  }

  /** CORRUPT, or STORE_KEY_WRONG when there is a store without its key file. */
  status(): KeyStatus {
    const file = readKeyFile(this.#paths);
    if (file === null && homeHasStore(this.#paths)) throw missingKey(this.#paths);
    return { protection: protectionOf(file), takesPassphrase: wrappedBy(file) !== null };
  }

  async keyring(): Promise<{ available: boolean; name: string }> {
    const backend = await this.#keyring.backend();
    return { available: backend !== null, name: backend === null ? "" : keyringName(backend) };
  }

  /** The way in without asking anybody; null when only a passphrase opens this home. */
  async open(): Promise<Unlock | null> {
    const file = readKeyFile(this.#paths);
    if (file === null || file.protection === "passphrase") return null;
    if (file.protection === "file") return given(Buffer.from(file.key, "hex"));
    const { key, renewed } = await this.#fromKeyring(file);
    return given(key, renewed);
  }

  openWith(passphrase: string): Unlock {
    const file = readKeyFile(this.#paths);
    const wrapped = wrappedBy(file);
    if (wrapped === null) throw noPassphrase();
    return given(opened(wrapped, passphrase));
  }

  /** A new key for a home that was never used; written when the home's lock is held. */
  async create(protection: Protection, passphrase: string | undefined): Promise<Unlock> {
    const key = randomBytes(32);
    const file = await this.#wrap(key, protection, passphrase);
    return (paths) => {
      createKeyFile(paths, file);
      return { key, notice: null };
    };
  }

  /** The same key, guarded in another way. Returns what writes it: the home's lock must be held. */
  async protect(request: ProtectRequest): Promise<() => void> {
    const key = await this.#current(request.current);
    try {
      const file = await this.#wrap(key, request.protection, request.passphrase);
      return () => writeKeyFile(this.#paths, file);
    } finally {
      key.fill(0);
    }
  }

  /** The key, by what guards it now. With both, either will do: a forgotten passphrase is replaced. */
  async #current(passphrase: string | undefined): Promise<Buffer> {
    const file = readKeyFile(this.#paths);
    if (file === null) throw missingKey(this.#paths);
    if (file.protection === "file") return Buffer.from(file.key, "hex");
    const wrapped = wrappedBy(file);
    if (passphrase !== undefined && wrapped !== null) return opened(wrapped, passphrase);
    if (file.protection === "passphrase") throw currentNeeded();
    return (await this.#fromKeyring(file)).key;
  }

  async #wrap(key: Buffer, protection: Protection, passphrase?: string): Promise<KeyFile> {
    const asked = protection === "passphrase" || protection === "both";
    const wrapped = asked ? wrapKey(key, checkedPassphrase(passphrase ?? "", "passphrase")) : null;
    if (protection === "none") return { format: 1, protection: "file", key: key.toString("hex") };
    if (protection === "passphrase" && wrapped !== null) return wrapped;
    return this.#sealed(key, wrapped);
  }

  async #sealed(key: Buffer, passphrase: SystemKeyFile["passphrase"]): Promise<SystemKeyFile> {
    const backend = await this.#keyring.backend();
    if (backend === null) throw noKeyring();
    const bytes = await this.#keyring.encrypt(key.toString("hex"));
    const wrapped = Buffer.from(bytes).toString("base64");
    return { format: 1, protection: "system", backend, wrapped, passphrase };
  }

  async #fromKeyring(file: SystemKeyFile): Promise<{ key: Buffer; renewed: KeyFile | null }> {
    const backend = await this.#keyring.backend();
    if (backend === null) throw keyringGone(file);
    const secret = await this.#keyring.decrypt(Buffer.from(file.wrapped, "base64")).catch(() => {
      // No cause: what a secret store says is not known to be free of secrets.
      throw backend === file.backend ? secretGone(file) : keyringChanged(file, backend);
    });
    if (!/^[0-9a-f]{64}$/.test(secret.text)) throw secretGone(file);
    const key = Buffer.from(secret.text, "hex");
    const current = backend === file.backend && !secret.renew;
    return { key, renewed: current ? null : await this.#sealed(key, file.passphrase) };
  }
}

function given(key: Buffer, renewed: KeyFile | null = null): Unlock {
  return (paths) => {
    if (renewed !== null) writeKeyFile(paths, renewed);
    return { key, notice: null };
  };
}

function protectionOf(file: KeyFile | null): Protection | null {
  if (file === null) return null;
  if (file.protection === "file") return "none";
  if (file.protection === "passphrase") return "passphrase";
  return file.passphrase === null ? "system" : "both";
}

function wrappedBy(file: KeyFile | null) {
  if (file?.protection === "passphrase") return file;
  return file?.protection === "system" ? file.passphrase : null;
}

function opened(wrapped: Parameters<typeof unwrapKey>[0], passphrase: string): Buffer {
  try {
    return unwrapKey(wrapped, passphrase.normalize("NFKC"));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "STORE_KEY_WRONG") throw error;
    throw new AppError("STORE_KEY_WRONG", "This passphrase does not open the workbench.", {
      hint: "Check Caps Lock and the keyboard layout, and try again. A lost passphrase cannot be recovered.",
      field: "passphrase",
    });
  }
}

/** A program that began without a secret store does not find one later: it has to start again. */
function wayOut(file: SystemKeyFile): string {
  const name = keyringName(file.backend);
  const session = `Log in to the desktop session that has ${name}, as the same user, and start the workbench again`;
  return file.passphrase === null ? `${session}.` : `${session}, or open it with your passphrase.`;
}

function keyringGone(file: SystemKeyFile): AppError {
  const name = keyringName(file.backend);
  return new AppError(
    "STORE_KEY_WRONG",
    `The key is kept by ${name}, but no secret store answers in this desktop session.`,
    { hint: wayOut(file), details: { kept: file.backend } },
  );
}

function keyringChanged(file: SystemKeyFile, now: string): AppError {
  return new AppError(
    "STORE_KEY_WRONG",
    `The key is kept by ${keyringName(file.backend)}, but this desktop session offers ${keyringName(now)}.`,
    { hint: wayOut(file), details: { kept: file.backend, offered: now } },
  );
}

function secretGone(file: SystemKeyFile): AppError {
  return new AppError(
    "STORE_KEY_WRONG",
    `${keyringName(file.backend)} did not give the secret that opens this home.`,
    { hint: `Unlock the secret store, or restore it from a backup. ${wayOut(file)}` },
  );
}

function noKeyring(): AppError {
  return new AppError("UNSUPPORTED", "This desktop session has no secret store to keep the key.", {
    field: "protection",
    hint: "Choose a passphrase.",
  });
}

function noPassphrase(): AppError {
  return new AppError("CONFLICT", "No passphrase was ever set for this home.", {
    field: "passphrase",
    hint: "Try again without one.",
  });
}

function currentNeeded(): AppError {
  return new AppError("INVALID_INPUT", "The present passphrase is needed to change this.", {
    field: "current",
    hint: "Enter the passphrase that opens the workbench now.",
  });
}
