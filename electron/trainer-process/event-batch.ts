import type { TrainerEvent } from "../main/trainer-host/protocol/messages.ts";

const FLUSH_MS = 50; // 20 times a second

/** Gathers events of one request and hands them over in order; of progress only the newest. */
export class EventBatch {
  #events: TrainerEvent[] = [];
  #timer: NodeJS.Timeout | null = null;
  readonly #send: (events: TrainerEvent[]) => void;

  constructor(send: (events: TrainerEvent[]) => void) {
    this.#send = send;
  }

  add(event: TrainerEvent): void {
    const last = this.#events.at(-1);
    if (event.kind === "progress" && last?.kind === "progress" && last.phase === event.phase) {
      this.#events.pop();
    }
    this.#events.push(event);
    // A checkpoint is told at once: its row must follow the rename closely.
    if (event.kind === "engine" && event.event.type === "checkpoint") this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#events.length === 0) return;
    const events = this.#events;
    this.#events = [];
    this.#send(events);
  }
}
