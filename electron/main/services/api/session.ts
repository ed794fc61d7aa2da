import type { Protection, SessionState } from "../../../shared/contract/session.ts";

export interface KeyStatus {
  /** Null: this home was never used. */
  readonly protection: Protection | null;
  readonly takesPassphrase: boolean;
}

export interface ProtectRequest {
  readonly protection: Protection;
  readonly current?: string | undefined;
  readonly passphrase?: string | undefined;
}

/** Where the key comes from. `U` is what opens the home; the session only hands it on. */
export interface KeyPort<U> {
  /** CORRUPT, or STORE_KEY_WRONG when there is a store without its key file. */
  status(): KeyStatus;
  keyring(): Promise<{ available: boolean; name: string }>;
  /** Without asking anybody; null when only a passphrase opens this home. */
  open(): Promise<U | null>;
  openWith(passphrase: string): U;
  create(protection: Protection, passphrase: string | undefined): Promise<U>;
  /** Prepares another protection of the same key; what is returned writes it. */
  protect(request: ProtectRequest): Promise<() => void>;
}

export interface SessionPorts<W, U> {
  readonly keys: KeyPort<U>;
  readonly openWorkbench: (unlock: U) => Promise<W>;
  readonly closeWorkbench: (workbench: W) => Promise<void>;
  /** One audit entry about the key, together with `effect`. */
  readonly record: (workbench: W, action: string, effect: () => void) => void;
  /** Once, right after the home opened. */
  readonly onOpen: (workbench: W) => void;
}

export interface Session<W> {
  /** Opens the home when nobody has to be asked. Never rejects: state() says what stands in the way. */
  start(): Promise<void>;
  state(): Promise<SessionState>;
  unlock(passphrase: string): Promise<SessionState>;
  retry(): Promise<SessionState>;
  create(protection: Protection, passphrase: string | undefined): Promise<SessionState>;
  protect(request: ProtectRequest): Promise<SessionState>;
  /** STORE_LOCKED while the home is not open. */
  workbench(): W;
  readonly isOpen: boolean;
  close(): Promise<void>;
}
