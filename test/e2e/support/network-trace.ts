/** What strace saw of every process of the window: which address families were asked of the kernel. */
import { existsSync, readFileSync } from "node:fs";

/**
 * Puts strace in front of a command: all processes, all threads, network calls alone, one file. Not
 * with --seccomp-bpf: it would be faster, and leaves more starts standing still.
 */
export function traced(file: string, program: string, args: readonly string[]): string[] {
  const options = ["-f", "-qq", "-o", file, "-e", "trace=%network"];
  return [...options, "--", program, ...args];
}

export interface NetworkTrace {
  /** Calls in all; zero would mean that nothing was traced. */
  readonly calls: number;
  /** socket() and socketpair() of each family: AF_UNIX, AF_NETLINK, AF_INET, … */
  readonly families: Readonly<Record<string, number>>;
  /** The lines that name an internet address family. */
  readonly internet: readonly string[];
}

/** FILE.1, FILE.2, … as far as they are there, as one. */
export function readTraces(file: string, most: number): NetworkTrace {
  const lines = Array.from({ length: most }, (_, i) => `${file}.${i + 1}`)
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, "utf8").split("\n").filter(Boolean));
  return parseTrace(lines);
}

export function parseTrace(lines: readonly string[]): NetworkTrace {
  const families: Record<string, number> = {};
  for (const line of lines) {
    const family = /\bsocket(?:pair)?\((AF_\w+|0x[0-9a-f]+)/.exec(line)?.[1];
    if (family !== undefined) families[family] = (families[family] ?? 0) + 1;
  }
  return {
    calls: lines.filter((line) => /^\d+ +\w+\(/.test(line)).length,
    families,
    internet: lines.filter((line) => /\bAF_INET6?\b|\bAF_PACKET\b/.test(line)),
  };
}
