import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Store } from "../../electron/store/interfaces/index.ts";
import { type OpenStoreOptions, openStore } from "../../electron/store/open-store.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface TemporaryStore {
  readonly store: Store;
  readonly options: OpenStoreOptions;
  readonly folder: string;
  /** Closes, and opens again as a new process would. */
  reopen(changes?: Partial<OpenStoreOptions>): Store;
}

export function temporaryStore(changes: Partial<OpenStoreOptions> = {}): TemporaryStore {
  const folder = temporaryFolder();
  let clock = 1_700_000_000_000;
  const options: OpenStoreOptions = {
    file: join(folder, "store.db"),
    auditHead: join(folder, "audit-head.json"),
    key: randomBytes(32),
    actor: "tester",
    mode: "write",
    now: () => clock++,
    ...changes,
  };
  let open: Store | null = openStore(options);
  const close = () => {
    open?.close();
    open = null;
  };
  onTestFinished(close);
  return {
    store: open,
    options,
    folder,
    reopen: (more = {}) => {
      close();
      open = openStore({ ...options, ...more });
      return open;
    },
  };
}
