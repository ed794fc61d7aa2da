/** The end of the program by an error nobody caught. Its message may quote a note: none is shown. */
import type { Logger } from "./platform/logger.ts";

export interface FatalPorts {
  /** Null while no home is open. */
  readonly logger: () => Pick<Logger, "error"> | null;
  readonly say: (line: string) => void;
}

export function tellFatal(error: unknown, { logger, say }: FatalPorts): void {
  say(`fatal: ${className(error)}\n`);
  try {
    logger()?.error("fatal", error);
  } catch {
    // The class is told; a home that cannot be asked has no log.
  }
}

/** A name can be set to any text: only an identifier counts as one. */
function className(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { name } = error.constructor;
  return /^\w{1,64}$/.test(name) ? name : "Error";
}
