import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../electron/cli/main.ts", import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output, parsed line by line; throws where a line is no JSON object. */
  readonly lines: () => JsonLine[];
  /** The last line, whatever its type. */
  readonly last: () => JsonLine;
}

export type JsonLine = Readonly<Record<string, unknown>> & { readonly type: string };

export interface CliOptions {
  readonly home?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
}

/** Runs the command line as a person would: another process, no terminal. */
export function cli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).ended;
}

export interface RunningCli {
  readonly ended: Promise<CliResult>;
  /** Resolves once standard output holds this text; rejects when the program ends without it. */
  readonly printed: (text: string) => Promise<void>;
  readonly signal: (signal: NodeJS.Signals) => void;
}

export function startCli(args: readonly string[], options: CliOptions = {}): RunningCli {
  const { DIFFERENTIAL_HOME: _, DIFFERENTIAL_PASSPHRASE: __, ...env } = process.env;
  const home = options.home === undefined ? {} : { DIFFERENTIAL_HOME: options.home };
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...env, NO_COLOR: "1", ...home, ...options.env },
    cwd: options.cwd,
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end(options.input ?? "");
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const lines = () => parseLines(stdout);
      resolve({ code, stdout, stderr, lines, last: () => lastOf(lines()) });
    });
  });
  const printed = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (stdout.includes(text)) resolve();
      };
      child.stdout.on("data", look);
      child.on("close", () => reject(new Error(`ended without ${text}: ${stdout}${stderr}`)));
      look();
    });
  return { ended, printed, signal: (signal) => void child.kill(signal) };
}

function parseLines(stdout: string): JsonLine[] {
  if (!stdout.endsWith("\n")) throw new Error(`output does not end with a line: ${stdout}`);
  return stdout
    .slice(0, -1)
    .split("\n")
    .map((line) => {
      const value: unknown = JSON.parse(line);
      if (typeof value === "object" && value !== null && "type" in value) return value as JsonLine;
      throw new Error(`a line is no object with a type: ${line}`);
    });
}

function lastOf(lines: JsonLine[]): JsonLine {
  const last = lines.at(-1);
  if (last === undefined) throw new Error("nothing was printed");
  return last;
}
