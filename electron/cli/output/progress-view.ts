import { SingleBar } from "cli-progress";
import type { Progress } from "../../main/services/api/call.ts";
import { Eta } from "./eta.ts";
import { count, duration, percent } from "./format.ts";
import { printable } from "./text-width.ts";

const LOG_INTERVAL_MS = 5000;
/** Work that ends sooner needs no bar. */
const FIRST_BAR_MS = 300;

/** Progress of long work on standard error: a bar on a terminal, else a line every few seconds. */
export class ProgressView {
  readonly #stream: NodeJS.WriteStream;
  readonly #eta = new Eta();
  #bar: SingleBar | null = null;
  #phase = "";
  #phaseMs = 0;
  #loggedMs = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    process.on("exit", () => this.clear()); // gives the cursor back, however the program ends
  }

  update({ phase, done, total }: Progress, detail = ""): void {
    const now = performance.now();
    const eta = this.#eta.update(phase, done, total);
    if (phase !== this.#phase) {
      this.clear();
      this.#phase = phase;
      this.#phaseMs = now;
      this.#loggedMs = now;
    }
    const left = eta === null || eta < 1 ? "" : `about ${duration(eta)} left`;
    const parts = [detail, left].filter((part) => part !== "");
    if (this.#stream.isTTY === true) this.#draw(phase, done, total, parts.join(", "), now);
    else this.#log(phase, done, total, parts, now);
  }

  #draw(phase: string, done: number, total: number, tail: string, now: number): void {
    if (this.#bar === null && now - this.#phaseMs < FIRST_BAR_MS) return;
    const payload = { phase: title(phase), share: share(done, total), tail };
    const known = total > 0 ? total : 1;
    const value = total > 0 ? done : 0;
    if (this.#bar === null) {
      this.#bar = new SingleBar({
        format: total > 0 ? "{phase} {bar} {share}  {tail}" : "{phase} ... {tail}",
        stream: this.#stream,
        clearOnComplete: true,
        hideCursor: true,
        barsize: 24,
        barCompleteChar: "█",
        barIncompleteChar: "░",
        gracefulExit: false, // interrupts are the command's own business
        fps: 10,
      });
      this.#bar.start(known, value, payload);
      return;
    }
    this.#bar.setTotal(known);
    this.#bar.update(value, payload);
  }

  #log(phase: string, done: number, total: number, parts: string[], now: number): void {
    if (now - this.#loggedMs < LOG_INTERVAL_MS) return;
    this.#loggedMs = now;
    const amount = total > 0 ? share(done, total) : "...";
    this.#stream.write(`${[`${title(phase)} ${amount}`, ...parts].join(", ")}\n`);
  }

  /** A line that stays, above whatever is still going on. */
  line(text: string): void {
    this.clear();
    this.#stream.write(`${text}\n`);
  }

  clear(): void {
    this.#bar?.stop();
    this.#bar = null;
  }

  /** The work is over: the same phase, if it comes again, is another piece. */
  end(): void {
    this.clear();
    this.#phase = "";
  }
}

function title(phase: string): string {
  const text = printable(phase);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Counts a person can follow as they are; bytes and the like as a share. */
function share(done: number, total: number): string {
  return total > 100_000 ? percent(done / total) : `${count(done)}/${count(total)}`;
}
