import { EXIT_INTERRUPTED } from "./usage-error.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** One Ctrl+C can arrive twice: from the terminal, and again from npm, which passes it on. */
const ECHO_MS = 400;

/**
 * The first interrupt asks for an orderly end (a run saves its state), a second one ends at once.
 * Before anything registers, and after it is released, an interrupt ends the program as usual.
 */
export class Interrupt {
  #controller = new AbortController();
  readonly #listener = () => this.#signalled();
  #onFirst: () => void;
  #count = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** `onFirst` says what happens now; it runs before the signal is aborted. */
  constructor(onFirst: () => void) {
    this.#onFirst = onFirst;
    for (const name of SIGNALS) process.on(name, this.#listener);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Another answer to the first interrupt, for the part of a verb that can save. */
  replace(onFirst: () => void): void {
    this.#onFirst = onFirst;
  }

  /** Forgets earlier interrupts: for a verb that goes on after one, as a conversation does. */
  rearm(): AbortSignal {
    this.#count = 0;
    this.#controller = new AbortController();
    return this.#controller.signal;
  }

  release(): void {
    for (const name of SIGNALS) process.off(name, this.#listener);
  }

  #signalled(): void {
    const now = performance.now();
    if (now - this.#lastMs < ECHO_MS) return;
    this.#lastMs = now;
    this.#count++;
    if (this.#count > 1) process.exit(EXIT_INTERRUPTED);
    this.#onFirst();
    this.#controller.abort();
  }
}
