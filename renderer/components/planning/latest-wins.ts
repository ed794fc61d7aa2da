/**
 * One question under way at a time; of those that come meanwhile only the newest is asked. A slider
 * moves faster than any answer comes, and an answer to where it stood before helps nobody.
 */
export class LatestWins<Q, A> {
  readonly #ask: (question: Q) => Promise<A>;
  readonly #onAnswer: (question: Q, answer: A) => void;
  readonly #onError: (question: Q, error: unknown) => void;
  #busy = false;
  #next: { question: Q } | null = null;
  #closed = false;

  constructor(
    ask: (question: Q) => Promise<A>,
    onAnswer: (question: Q, answer: A) => void,
    onError: (question: Q, error: unknown) => void,
  ) {
    this.#ask = ask;
    this.#onAnswer = onAnswer;
    this.#onError = onError;
  }

  ask(question: Q): void {
    this.#next = { question };
    if (!this.#busy) void this.#run();
  }

  /** Nothing is told any more. */
  close(): void {
    this.#closed = true;
    this.#next = null;
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#next !== null) {
      const { question } = this.#next;
      this.#next = null;
      try {
        const answer = await this.#ask(question);
        if (!this.#closed) this.#onAnswer(question, answer);
      } catch (error) {
        if (!this.#closed) this.#onError(question, error);
      }
    }
    this.#busy = false;
  }
}
