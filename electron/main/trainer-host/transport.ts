import type { HostMessage } from "./protocol/messages.ts";

/** How a process ended: an exit code, or the signal that killed it. */
export interface ProcessEnd {
  code: number | null;
  signal: string | null;
  /** The last lines it wrote to standard error. */
  lastWords: string;
}

/** One running trainer process: a Node child here, a utility process in the window. */
export interface TrainerProcess {
  readonly pid: number;
  send(message: HostMessage): void;
  onMessage(listener: (message: unknown) => void): void;
  onEnd(listener: (end: ProcessEnd) => void): void;
  /** Ends it at once. */
  kill(): void;
  /** Lets it end by itself: the line to it is cut. */
  release(): void;
}

export type StartTrainer = () => TrainerProcess;
