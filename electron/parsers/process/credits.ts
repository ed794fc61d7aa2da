/** Leave to send: given by the receiver one at a time, waited for by the sender. */
export class Credits {
  #open = 0;
  #wake: () => void = () => {};

  add(): void {
    this.#open += 1;
    this.#wake();
  }

  async spend(): Promise<void> {
    while (this.#open === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#open -= 1;
  }
}
