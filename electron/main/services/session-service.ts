import type { SessionState } from "../../shared/contract/session.ts";
import { AppError, toAppError } from "../../shared/errors.ts";
import type { Session, SessionPorts } from "./api/session.ts";

/** Who may use the workbench: from the start of the program until its home is open. */
export class SessionService<W, U> implements Session<W> {
  readonly #ports: SessionPorts<W, U>;
  #workbench: W | null = null;
  #problem: AppError | null = null;
  #closed = false;
  /** One attempt at a time: two would fight over the home's lock. */
  #turn: Promise<void> = Promise.resolve();

  constructor(ports: SessionPorts<W, U>) {
    this.#ports = ports;
  }

  get isOpen(): boolean {
    return this.#workbench !== null;
  }

  workbench(): W {
    if (this.#workbench !== null) return this.#workbench;
    throw new AppError("STORE_LOCKED", "The workbench is locked.", {
      hint: "Unlock it first.",
    });
  }

  start(): Promise<void> {
    return this.#attempt(async () => {
      const { keys } = this.#ports;
      if (keys.status().protection !== null) return this.#openUnasked();
      // A new home: the desktop's secret store is the choice that asks nothing and hides the key.
      if (!(await keys.keyring()).available) return;
      await this.#open(await keys.create("system", undefined), "session.create");
    });
  }

  async state(): Promise<SessionState> {
    await this.#turn;
    const { keys } = this.#ports;
    const keyring = await keys.keyring();
    try {
      const { protection, takesPassphrase } = keys.status();
      const closed = protection === null ? "new" : "locked";
      const state = this.isOpen ? "open" : closed;
      return { state, protection, keyring, takesPassphrase, problem: wire(this.#problem) };
    } catch (error) {
      const state = this.isOpen ? "open" : "locked";
      const problem = wire(toAppError(error));
      return { state, protection: null, keyring, takesPassphrase: false, problem };
    }
  }

  async retry(): Promise<SessionState> {
    if (!this.isOpen) await this.start();
    return this.state();
  }

  async unlock(passphrase: string): Promise<SessionState> {
    await this.#required(async () => {
      if (this.isOpen) return;
      await this.#open(this.#ports.keys.openWith(passphrase), "session.unlock");
    });
    return this.state();
  }

  async create(
    protection: Parameters<Session<W>["create"]>[0],
    passphrase: string | undefined,
  ): Promise<SessionState> {
    await this.#required(async () => {
      const { keys } = this.#ports;
      if (this.isOpen || keys.status().protection !== null) throw alreadyThere();
      await this.#open(await keys.create(protection, passphrase), "session.create");
    });
    return this.state();
  }

  async protect(request: Parameters<Session<W>["protect"]>[0]): Promise<SessionState> {
    await this.#required(async () => {
      const workbench = this.workbench();
      const write = await this.#ports.keys.protect(request);
      this.#ports.record(workbench, "session.protect", write);
    });
    return this.state();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
    const workbench = this.#workbench;
    this.#workbench = null;
    if (workbench !== null) await this.#ports.closeWorkbench(workbench);
  }

  async #openUnasked(): Promise<void> {
    const unlock = await this.#ports.keys.open();
    if (unlock !== null) await this.#open(unlock, null);
  }

  async #open(unlock: U, action: string | null): Promise<void> {
    if (this.#closed) throw new AppError("CANCELLED", "The program is closing.");
    const workbench = await this.#ports.openWorkbench(unlock);
    this.#workbench = workbench;
    this.#problem = null;
    if (action !== null) this.#ports.record(workbench, action, () => {});
    this.#ports.onOpen(workbench);
  }

  /** What goes wrong is kept for state(). */
  async #attempt(work: () => Promise<void>): Promise<void> {
    await this.#required(work).catch((error: unknown) => {
      this.#problem = toAppError(error);
    });
  }

  #required(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }
}

function wire(error: AppError | null): SessionState["problem"] {
  if (error === null) return null;
  const { code, message, hint } = error;
  return { code, message, hint };
}

function alreadyThere(): AppError {
  return new AppError("CONFLICT", "This home is in use already.", {
    hint: "Unlock it instead of making it anew.",
  });
}
