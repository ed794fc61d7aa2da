/** The window's session over a home: its key, its lock, and the workbench once it is open. */
import { openWorkbench, type Workbench } from "./compose.ts";
import type { StartParser } from "./parser-host/transport.ts";
import { homePaths, resolveHome } from "./platform/home.ts";
import type { Keyring } from "./platform/keyring.ts";
import { type Unlock, WindowKey } from "./platform/window-key.ts";
import type { Session } from "./services/api/session.ts";
import { SessionService } from "./services/session-service.ts";
import type { StartTrainer } from "./trainer-host/transport.ts";

export interface CreateSessionOptions {
  /** Store location; left out: DIFFERENTIAL_HOME, else the data folder of the user. */
  readonly home?: string | undefined;
  /** safeStorageKeyring(safeStorage), after the application is ready. */
  readonly keyring: Keyring;
  readonly startTrainer?: StartTrainer | undefined;
  readonly startParser?: StartParser | undefined;
  readonly onOpen?: ((workbench: Workbench) => void) | undefined;
}

export type WindowSession = Session<Workbench>;

/** Call start() at once; the window shows what state() says. */
export function createSession(options: CreateSessionOptions): WindowSession {
  const { startTrainer, startParser, keyring } = options;
  const home = resolveHome(options.home, process.env);
  return new SessionService<Workbench, Unlock>({
    keys: new WindowKey(homePaths(home), keyring),
    openWorkbench: (unlock) => openWorkbench({ home, unlock, startTrainer, startParser }),
    closeWorkbench: async (workbench) => {
      await workbench.supervisor.shutdown();
      await workbench.close();
    },
    record: (workbench, action, effect) => workbench.audit.recordKey(action, effect),
    onOpen: (workbench) => options.onOpen?.(workbench),
  });
}
