// Set-up speaks on standard error only: standard output belongs to the program that is asked for.

const barCells = 24;

/** One line for a step that takes a while; on a terminal it is drawn in place. */
export class Progress {
  #started;
  #lastText = "";
  #tty = process.stderr.isTTY === true;

  /**
   * @param {string} title what is being done, in a few words
   * @param {number} [started] when it began, where that was before it was known to take a while
   */
  constructor(title, started = Date.now()) {
    this.title = title;
    this.#started = started;
    process.stderr.write(this.#tty ? `${title} ...` : `${title} ...\n`);
  }

  /**
   * @param {number} done
   * @param {number} total
   */
  update(done, total) {
    if (!this.#tty || total <= 0) return;
    const filled = Math.round((barCells * done) / total);
    const bar = "█".repeat(filled) + "░".repeat(barCells - filled);
    const text = `\r${this.title} ${bar} ${done}/${total}${this.#remaining(done, total)}`;
    if (text === this.#lastText) return;
    this.#lastText = text;
    process.stderr.write(`${text}\x1b[K`);
  }

  /** @param {string} outcome */
  finish(outcome) {
    const seconds = ((Date.now() - this.#started) / 1000).toFixed(1);
    const start = this.#tty ? "\r\x1b[K" : "";
    process.stderr.write(`${start}${this.title}: ${outcome} (${seconds} s)\n`);
  }

  /**
   * @param {number} done
   * @param {number} total
   */
  #remaining(done, total) {
    const elapsed = (Date.now() - this.#started) / 1000;
    if (done < 2 || elapsed < 2 || done >= total) return "";
    return `  about ${Math.ceil((elapsed / done) * (total - done))} s left`;
  }
}
