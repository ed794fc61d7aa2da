const MEMORY = 0.95; // about the last 20 steps

/** How long a step takes lately: an exponential mean, divided by its weight so that it starts true. */
export class StepPace {
  #ms = 0;
  #tokens = 0;
  #weight = 0;

  step(stepMs: number, tokens: number): void {
    this.#ms = MEMORY * this.#ms + (1 - MEMORY) * stepMs;
    this.#tokens = MEMORY * this.#tokens + (1 - MEMORY) * tokens;
    this.#weight = MEMORY * this.#weight + (1 - MEMORY);
  }

  /** Forgets: what comes next may run elsewhere or under another load. */
  pause(): void {
    this.#ms = 0;
    this.#tokens = 0;
    this.#weight = 0;
  }

  get stepMs(): number | null {
    return this.#weight === 0 ? null : this.#ms / this.#weight;
  }

  get tokensPerS(): number | null {
    return this.#ms === 0 ? null : (1000 * this.#tokens) / this.#ms;
  }
}
