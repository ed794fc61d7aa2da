import type { Progress } from "../../main/services/api/call.ts";
import type { AppError } from "../../shared/errors.ts";
import { Eta } from "./eta.ts";
import type { Reporter } from "./reporter.ts";
import { plainStyle } from "./style.ts";

const PROGRESS_INTERVAL_MS = 250;

/** One JSON object a line, the last one of type "result" or "error". */
export class JsonReporter implements Reporter {
  readonly json = true;
  readonly style = plainStyle;
  readonly width = 80;
  readonly #write: (line: string) => void;
  readonly #quiet: boolean;
  readonly #eta = new Eta();
  #lastPhase = "";
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(write: (line: string) => void, quiet: boolean) {
    this.#write = write;
    this.#quiet = quiet;
  }

  progress(progress: Progress): void {
    if (this.#quiet) return;
    const etaSeconds = this.#eta.update(progress.phase, progress.done, progress.total);
    const now = performance.now();
    const edge = progress.phase !== this.#lastPhase || progress.done >= progress.total;
    if (!edge && now - this.#lastMs < PROGRESS_INTERVAL_MS) return;
    this.#lastPhase = progress.phase;
    this.#lastMs = now;
    const { phase, done, total } = progress;
    this.#line({ type: "progress", phase, done, total, etaSeconds });
  }

  notice(message: string): void {
    if (!this.#quiet) this.#line({ type: "notice", message });
  }

  event(name: string, fields: object): void {
    const kind = { type: "event", event: name };
    // Said twice: once to stand first, once to hold whatever the fields are called.
    if (!this.#quiet) this.#line({ ...kind, ...fields, ...kind });
  }

  result(fields: object): void {
    this.#line({ type: "result", ...fields });
  }

  error(error: AppError): void {
    this.#line({
      type: "error",
      code: error.code,
      message: error.message,
      hint: error.hint,
      field: error.field ?? null,
      details: error.details,
      path: error.path ?? null,
    });
  }

  endProgress(): void {}

  #line(value: object): void {
    this.#write(`${JSON.stringify(value)}\n`);
  }
}
