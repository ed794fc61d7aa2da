/** Events of one stream, sent in batches: at most 20 messages a second, none lost, order kept. */
import type { StreamFrame } from "../../shared/contract/channels.ts";

const BATCH_MS = 50;

export class StreamLine {
  readonly #send: (frame: StreamFrame) => void;
  #waiting: unknown[] = [];
  #timer: NodeJS.Timeout | null = null;
  #lastSent = Number.NEGATIVE_INFINITY;

  constructor(send: (frame: StreamFrame) => void) {
    this.#send = send;
  }

  /** The first event after a pause goes at once: a step shows as soon as it is there. */
  emit(event: unknown): void {
    this.#waiting.push(event);
    if (this.#timer !== null) return;
    const wait = this.#lastSent + BATCH_MS - performance.now();
    if (wait <= 0) this.flush();
    else this.#timer = setTimeout(() => this.flush(), wait);
  }

  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting.length === 0) return;
    const events = this.#waiting;
    this.#waiting = [];
    this.#lastSent = performance.now();
    this.#send({ type: "events", events });
  }

  /** Drops what waits: nobody listens any more. */
  cut(): void {
    this.#waiting = [];
    this.flush();
  }
}
