import type { ParserMessage } from "../../parsers/process/messages.ts";
import { AppError } from "../../shared/errors.ts";
import type { ParserEnd, ParserProcess } from "./transport.ts";

const HINT = "The file is unusual. Import a smaller piece of it to find the place.";

/** The messages of one parser, one after the other, each within a time. */
export class ParserCall {
  readonly #process: ParserProcess;
  readonly #path: string;
  readonly #silenceMs: number;
  readonly #waiting: ParserMessage[] = [];
  #end: ParserEnd | null = null;
  #wake: () => void = () => {};

  constructor(process: ParserProcess, path: string, silenceMs: number) {
    this.#process = process;
    this.#path = path;
    this.#silenceMs = silenceMs;
    process.onMessage((message) => {
      this.#waiting.push(message as ParserMessage);
      this.#wake();
    });
    process.onEnd((end) => {
      this.#end = end;
      this.#wake();
    });
  }

  /** The next message of this type. Throws what the parser reported, or why it is no more. */
  async next<T extends ParserMessage["type"]>(
    ...types: readonly T[]
  ): Promise<Extract<ParserMessage, { type: T }>> {
    const message = await this.#message();
    if (message.type === "error") throw this.#withPath(AppError.fromWire(message.error));
    if (types.some((type) => type === message.type)) {
      return message as Extract<ParserMessage, { type: T }>;
    }
    throw new AppError("INTERNAL", "The parser said something unexpected.", {
      details: { message: String(message.type).slice(0, 40) },
    });
  }

  async #message(): Promise<ParserMessage> {
    const deadline = performance.now() + this.#silenceMs;
    for (;;) {
      const message = this.#waiting.shift();
      if (message !== undefined) return message;
      if (this.#end !== null) throw this.#ended(this.#end);
      const left = deadline - performance.now();
      if (left <= 0) throw this.#silent();
      await this.#somethingOr(left);
    }
  }

  #somethingOr(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #silent(): AppError {
    this.#process.kill();
    const seconds = Math.round(this.#silenceMs / 1000);
    return new AppError("TOO_LARGE", `Reading the file took longer than ${seconds} seconds.`, {
      field: "FILE",
      hint: HINT,
      path: this.#path,
    });
  }

  #ended(end: ParserEnd): AppError {
    if (end === "out-of-memory") {
      return new AppError("TOO_LARGE", "Reading the file needed more memory than is allowed.", {
        field: "FILE",
        hint: HINT,
        path: this.#path,
      });
    }
    return new AppError("INTERNAL", "The parser of the file ended by itself.", {
      field: "FILE",
      hint: HINT,
      path: this.#path,
    });
  }

  /** A path never crosses; this side knows it anyway. */
  #withPath({ code, message, hint, field, details }: AppError): AppError {
    return new AppError(code, message, {
      hint,
      details,
      path: this.#path,
      ...(field === undefined ? {} : { field }),
    });
  }
}
