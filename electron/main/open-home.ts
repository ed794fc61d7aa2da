/** A home, opened: folders, lock, key and store in the order that leaves no half-made state. */
import { userInfo } from "node:os";
import { acquireHomeLock } from "../store/home-lock.ts";
import type { Store } from "../store/interfaces/index.ts";
import type { OpenMode } from "../store/open-database.ts";
import { openStore } from "../store/open-store.ts";
import { type HomePaths, homePaths, prepareHome } from "./platform/home.ts";
import { type KeyNotice, readKey, type UnlockedKey, unlockKey } from "./platform/key-store.ts";

export interface OpenHomeOptions {
  readonly root: string;
  /** From readPassphrase(); null when none was given. */
  readonly passphrase: string | null;
  /** "read" may stand beside a writing process; it needs a home that was used before. */
  readonly mode: OpenMode;
  /** Another way to the key than the passphrase, asked while the lock is held; "write" only. */
  readonly unlock?: ((paths: HomePaths) => UnlockedKey) | undefined;
}

export interface OpenHome {
  readonly paths: HomePaths;
  readonly store: Store;
  /** Something the person has to be told once: see KEY_NOTICES. */
  readonly keyNotice: KeyNotice | null;
  close(): void;
}

export function openHome(options: OpenHomeOptions): OpenHome {
  if (options.mode === "read") {
    const paths = homePaths(options.root);
    const key = readKey(paths, options.passphrase);
    return opened(paths, key, "read", null, () => {});
  }
  const paths = prepareHome(options.root);
  const lock = acquireHomeLock(paths.storeLock);
  try {
    const { unlock } = options;
    const { key, notice } = unlock?.(paths) ?? unlockKey(paths, options.passphrase);
    return opened(paths, key, "write", notice, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

function opened(
  paths: HomePaths,
  key: Buffer,
  mode: OpenMode,
  keyNotice: KeyNotice | null,
  release: () => void,
): OpenHome {
  try {
    const { storeFile: file, auditHead } = paths;
    const store = openStore({ file, auditHead, key, mode, actor: userName() });
    return {
      paths,
      store,
      keyNotice,
      close: () => {
        store.close();
        release();
      },
    };
  } finally {
    key.fill(0);
  }
}

/** A container may run under a number that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? "unknown"}`;
  }
}
