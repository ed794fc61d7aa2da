import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface Worker {
  readonly process: ChildProcess;
  /** Every whole line of standard output so far. */
  readonly lines: string[];
  /** Resolves when a line matches; rejects when the process ends before. */
  line(pattern: RegExp): Promise<string>;
  kill(): Promise<void>;
}

/** Starts a TypeScript file as a process of its own. */
export function startWorker(file: string, args: readonly string[], wrap: string[] = []): Worker {
  const [command = process.execPath, ...rest] = [...wrap, process.execPath, file, ...args];
  const child = spawn(command, rest, { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  const ended = once(child, "close");
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => lines.push(line));
  return {
    process: child,
    lines,
    line: async (pattern) => {
      for (;;) {
        const found = lines.find((line) => pattern.test(line));
        if (found !== undefined) return found;
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`${file} ended before it said ${pattern}`);
        }
        await Promise.race([once(reader, "line"), ended]);
      }
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
