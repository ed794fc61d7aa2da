import type { Progress } from "../../main/services/api/call.ts";
import type { AppError } from "../../shared/errors.ts";
import type { Style } from "./style.ts";

/**
 * Where a verb speaks. Progress and notices go to standard error for a person and are JSON lines on
 * standard output for a program; the result is always on standard output and comes last.
 */
export interface Reporter {
  readonly json: boolean;
  readonly style: Style; // of standard output
  readonly width: number; // columns of standard output
  progress(progress: Progress, detail?: string): void;
  /** Something a person should read now. */
  notice(message: string): void;
  /** For programs: one thing that happened, named. A person is told by notices and progress. */
  event(name: string, fields: object): void;
  /** The end of a verb: the object for programs, the text for people. Called once. */
  result(fields: object, text: () => string): void;
  /** The other end of a verb. */
  error(error: AppError): void;
  /** Takes the progress bar away, so that something else can be written. */
  endProgress(): void;
}
