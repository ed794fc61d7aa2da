import type { ParserAsk } from "../../parsers/process/messages.ts";

/** How a parser ended by itself. */
export type ParserEnd = "out-of-memory" | "failed";

/** One parser process, at work on one job. */
export interface ParserProcess {
  send(message: ParserAsk): void;
  onMessage(listener: (message: unknown) => void): void;
  onEnd(listener: (end: ParserEnd) => void): void;
  /** Ends it at once, in the middle of whatever it does. */
  kill(): void;
}

export type StartParser = () => ParserProcess;

/** Rows waiting to be sent, one record and the tallies of a preview fit many times over. */
export const PARSER_HEAP_MB = 512;

/** What V8 writes as its last words when the heap is full. */
export function endOf(lastWords: string): ParserEnd {
  return /heap out of memory|heap limit/i.test(lastWords) ? "out-of-memory" : "failed";
}

/**
 * The few variables a process needs to start at all; none of them is of the person. Never empty: a
 * utility process given nothing inherits everything.
 */
export function parserEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const { SystemRoot } = env;
  return { LC_ALL: "C", ...(SystemRoot === undefined ? {} : { SystemRoot }) };
}
