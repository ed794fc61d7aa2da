import type { Progress } from "../../main/services/api/call.ts";
import type { AppError } from "../../shared/errors.ts";
import { asTyped } from "./as-typed.ts";
import { errorLines } from "./error-lines.ts";
import { ProgressView } from "./progress-view.ts";
import type { Reporter } from "./reporter.ts";
import { type Style, styleFor } from "./style.ts";
import { printable, wrap } from "./text-width.ts";

const DEFAULT_WIDTH = 100;

/** For people: results on standard output, all else on standard error. */
export class TerminalReporter implements Reporter {
  readonly json = false;
  readonly style: Style;
  readonly #errorStyle: Style;
  readonly #out: NodeJS.WriteStream;
  readonly #err: NodeJS.WriteStream;
  readonly #view: ProgressView;
  readonly #quiet: boolean;

  constructor(out: NodeJS.WriteStream, err: NodeJS.WriteStream, quiet: boolean) {
    this.#out = out;
    this.#err = err;
    this.#quiet = quiet;
    this.style = styleFor(out);
    this.#errorStyle = styleFor(err);
    this.#view = new ProgressView(err);
  }

  get width(): number {
    return this.#out.columns ?? DEFAULT_WIDTH;
  }

  /** In a log a sentence stays one line, so that it can be searched for. */
  get #lineWidth(): number {
    return this.#err.isTTY ? Math.min(this.#err.columns, DEFAULT_WIDTH) : Number.MAX_SAFE_INTEGER;
  }

  progress(progress: Progress, detail?: string): void {
    if (!this.#quiet) this.#view.update(progress, detail);
  }

  notice(message: string): void {
    if (this.#quiet) return;
    this.#view.line(wrap(asTyped(printable(message)), this.#lineWidth).join("\n"));
  }

  event(): void {}

  result(_fields: object, text: () => string): void {
    this.#view.clear();
    this.#out.write(`${asTyped(text())}\n`);
  }

  error(error: AppError): void {
    this.#view.clear();
    const [first = "", ...rest] = errorLines(error);
    const paint = (line: string) => this.#errorStyle.red(line);
    const lines = [
      ...wrap(first, this.#lineWidth).map(paint),
      ...rest.flatMap((line) => wrap(asTyped(line), this.#lineWidth)),
    ];
    this.#err.write(`${lines.join("\n")}\n`);
  }

  endProgress(): void {
    this.#view.end();
  }
}
